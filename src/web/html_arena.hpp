#pragma once
// Memory of one parse: blocks are reused by size class and all freed together, so that no tree is
// walked to free it and a page's cost in memory has a bound.

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace gweval {

class HtmlArena {
 public:
  explicit HtmlArena(std::size_t max_bytes) : max_bytes_(max_bytes) {}
  HtmlArena(const HtmlArena&) = delete;
  HtmlArena& operator=(const HtmlArena&) = delete;

  /// Null when the budget is used up.
  [[nodiscard]] void* allocate(std::size_t size);
  void release(void* block);

  [[nodiscard]] std::size_t allocations() const { return allocations_; }

 private:
  struct FreeBlock {
    FreeBlock* next;
  };
  static constexpr std::size_t kHeader = 8;
  static constexpr std::size_t kClasses = 64;

  [[nodiscard]] std::byte* carve(std::size_t size);

  std::size_t max_bytes_;
  std::size_t used_bytes_ = 0;
  std::size_t allocations_ = 0;
  std::byte* at_ = nullptr;
  std::size_t left_ = 0;
  std::vector<std::unique_ptr<std::byte[]>> chunks_;
  std::array<FreeBlock*, kClasses> free_{};
};

}  // namespace gweval
