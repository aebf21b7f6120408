#include "web/html_arena.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

namespace gweval {
namespace {

constexpr std::size_t kSmallestChunk = std::size_t{64} << 10U;
constexpr std::size_t kLargestChunk = std::size_t{1} << 20U;

// Classes 0 to 31 are 16, 32 … 512 bytes; beyond, powers of two.
constexpr std::size_t kStep = 16;
constexpr std::size_t kSteps = 32;

std::size_t class_of(std::size_t bytes) {
  if (bytes <= kStep * kSteps) return (bytes - 1) / kStep;
  return kSteps + static_cast<std::size_t>(std::bit_width((bytes - 1) / (kStep * kSteps))) - 1;
}

std::size_t size_of(std::size_t klass) {
  if (klass < kSteps) return (klass + 1) * kStep;
  return (2 * kStep * kSteps) << (klass - kSteps);
}

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
  const std::size_t klass = class_of(size + kHeader);
  if (klass >= kClasses) return nullptr;
  if (FreeBlock* const block = free_[klass]; block != nullptr) {
    free_[klass] = block->next;
    return block;
  }
  std::byte* const start = carve(size_of(klass));
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
