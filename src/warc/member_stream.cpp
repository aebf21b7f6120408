#include "warc/member_stream.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>
#include <zlib.h>

namespace gweval::warc {

namespace {
constexpr std::size_t kBufferBytes = 64 * 1024;
constexpr int kGzipOnly = 15 + 16;  // zlib: largest window, gzip wrapping
}  // namespace

struct MemberStream::State {
  ByteSource source;
  std::uint64_t read_end = 0;  // place in the file after the bytes in `input`
  std::array<char, kBufferBytes> input;
  std::string_view pending;  // of input: not inflated or handed out yet
  std::array<char, kBufferBytes> output;
  std::string_view window;
  std::uint64_t member_start = 0;
  bool in_member = false;  // between the first byte of a member and its end
  bool compressed = false;
  z_stream inflater{};

  State() {
    if (inflateInit2(&inflater, kGzipOnly) != Z_OK) throw std::bad_alloc();
  }
  ~State() { inflateEnd(&inflater); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  [[nodiscard]] std::uint64_t position() const { return read_end - pending.size(); }

  // Makes at least `wanted` bytes pending unless the source ends first.
  Result<void> require(std::size_t wanted) {
    if (pending.size() >= wanted) return {};
    std::copy(pending.begin(), pending.end(), input.begin());
    std::size_t size = pending.size();
    while (size < wanted) {
      GWEVAL_TRY(const std::size_t count, source(input.data() + size, input.size() - size));
      if (count == 0) break;
      size += count;
      read_end += count;
    }
    pending = {input.data(), size};
    return {};
  }

  Error damaged(std::string_view what) const {
    return {ErrorCode::invalid_input,
            fmt::format("the gzip member at byte {} {}; the archive is damaged or was cut",
                        member_start, what)};
  }

  Result<bool> inflate_more() {
    while (true) {
      GWEVAL_CHECK(require(1));
      inflater.next_in =
          reinterpret_cast<Bytef*>(const_cast<char*>(pending.data()));  // NOLINT: zlib's interface
      inflater.avail_in = static_cast<uInt>(pending.size());
      inflater.next_out = reinterpret_cast<Bytef*>(output.data());
      inflater.avail_out = static_cast<uInt>(output.size());
      const bool source_ended = pending.empty();
      const int state = inflate(&inflater, Z_NO_FLUSH);
      pending.remove_prefix(pending.size() - inflater.avail_in);
      const std::size_t produced = output.size() - inflater.avail_out;
      window = {output.data(), produced};
      if (state == Z_STREAM_END)
        in_member = false;
      else if (state != Z_OK && state != Z_BUF_ERROR)
        return damaged("cannot be inflated");
      if (produced > 0) return true;
      if (!in_member) return false;
      if (source_ended) return damaged("ends early");
    }
  }

  Result<bool> plain_more() {
    GWEVAL_CHECK(require(1));
    if (pending.empty()) {
      in_member = false;
      return false;
    }
    window = pending;
    pending = {};
    return true;
  }

  Result<bool> start_member() {
    GWEVAL_CHECK(require(2));
    if (pending.empty()) return false;
    in_member = true;
    member_start = position();
    compressed = pending.substr(0, 2) == "\x1f\x8b";
    if (compressed) inflateReset(&inflater);
    return true;
  }

  Result<bool> more() { return compressed ? inflate_more() : plain_more(); }
};

MemberStream::MemberStream(ByteSource source, std::uint64_t offset)
    : state_(std::make_unique<State>()) {
  state_->source = std::move(source);
  state_->read_end = offset;
  state_->member_start = offset;
}
MemberStream::~MemberStream() = default;
MemberStream::MemberStream(MemberStream&&) noexcept = default;
MemberStream& MemberStream::operator=(MemberStream&&) noexcept = default;

std::string_view MemberStream::window() const {
  return state_->window;
}

void MemberStream::take(std::size_t count) {
  state_->window.remove_prefix(count);
}

Result<bool> MemberStream::fill() {
  while (true) {
    if (!state_->in_member) {
      GWEVAL_TRY(const bool started, state_->start_member());
      if (!started) return false;
    }
    GWEVAL_TRY(const bool got, state_->more());
    if (got) return true;
  }
}

Result<bool> MemberStream::fill_within_member() {
  if (!state_->in_member) return false;
  return state_->more();
}

std::uint64_t MemberStream::start_offset() const {
  if (state_->compressed) return state_->member_start;
  return state_->position() - state_->window.size();
}

std::uint64_t MemberStream::end_offset() const {
  return state_->compressed ? state_->position() : state_->position() - state_->window.size();
}

}  // namespace gweval::warc
