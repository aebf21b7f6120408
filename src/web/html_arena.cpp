#include "web/html_arena.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

namespace gweval {
namespace {

constexpr std::size_t kSmallestChunk = std::size_t{64} << 10U;
constexpr std::size_t kLargestChunk = std::size_t{1} << 20U;

}  // namespace

std::byte* HtmlArena::carve(std::size_t size) {
  if (size > left_) {
    if (used_bytes_ + size > max_bytes_) return nullptr;
    const std::size_t usual = kSmallestChunk << std::min<std::size_t>(chunks_.size(), 4);
    const std::size_t chunk = std::max(size, std::min(usual, kLargestChunk));
    chunks_.push_back(std::make_unique_for_overwrite<std::byte[]>(chunk));
    used_bytes_ += chunk;
    at_ = chunks_.back().get();
    left_ = chunk;
  }
  std::byte* const block = at_;
  at_ += size;
  left_ -= size;
  return block;
}

void* HtmlArena::allocate(std::size_t size) {
  ++allocations_;
  // Small blocks in steps of 16 bytes would need more classes; powers of two waste at most half.
  const std::size_t wanted = std::max<std::size_t>(size + kHeader, 16);
  const auto klass = static_cast<std::size_t>(std::bit_width((wanted - 1) >> 4U));
  if (klass >= kClasses) return nullptr;
  if (FreeBlock* const block = free_[klass]; block != nullptr) {
    free_[klass] = block->next;
    return block;
  }
  std::byte* const start = carve(std::size_t{16} << klass);
  if (start == nullptr) return nullptr;
  const std::uint64_t header = klass;
  std::memcpy(start, &header, kHeader);
  return start + kHeader;
}

void HtmlArena::release(void* block) {
  if (block == nullptr) return;
  std::uint64_t klass = 0;
  std::memcpy(&klass, static_cast<std::byte*>(block) - kHeader, kHeader);
  auto* const freed = static_cast<FreeBlock*>(block);
  freed->next = free_[klass];
  free_[klass] = freed;
}

}  // namespace gweval
