#pragma once
// The bytes of an archive with gzip members inflated as they pass, so that a reader sees one plain
// stream yet knows in which member it is. Holds a fixed amount of memory whatever the file holds.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

#include "gweval/result.hpp"

namespace gweval::warc {

/// Fills at most `size` bytes; 0 at the end.
using ByteSource = std::function<Result<std::size_t>(char* out, std::size_t size)>;

class MemberStream {
 public:
  /// `offset`: place in the file of the source's first byte, for what is reported.
  MemberStream(ByteSource source, std::uint64_t offset);
  ~MemberStream();
  MemberStream(MemberStream&&) noexcept;
  MemberStream& operator=(MemberStream&&) noexcept;

  /// Inflated bytes not taken yet; never spans two members.
  [[nodiscard]] std::string_view window() const;
  void take(std::size_t count);

  /// Brings more bytes into an empty window, going on to the next member if need be. False at the
  /// end of the source. ErrorCode::invalid_input if a member is damaged or ends early.
  [[nodiscard]] Result<bool> fill();

  /// As fill(), but stays in the member: false at its end. A plain stretch is one member.
  [[nodiscard]] Result<bool> fill_within_member();

  /// Place in the file where the member of the window's first byte starts; in a plain stretch the
  /// place of that byte itself.
  [[nodiscard]] std::uint64_t start_offset() const;

  /// Place in the file after all that was taken: exact at the end of a member and in plain bytes.
  [[nodiscard]] std::uint64_t end_offset() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gweval::warc
