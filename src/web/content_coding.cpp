#include "web/content_coding.hpp"

#include <brotli/decode.h>
#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "base/utf8.hpp"

namespace gweval {
namespace {

constexpr std::size_t kChunkBytes = 64 * 1024;
constexpr std::size_t kMaxCodings = 4;  // more in a row is an attack, not a site
constexpr int kGzipWindow = 15 + 16;    // zlib.h inflateInit2: gzip header expected
constexpr int kZlibWindow = 15;
constexpr int kRawWindow = -15;

// What may have been decoded after `used` bytes of the coded body.
std::size_t limit_after(std::size_t used, std::size_t max_bytes) {
  return std::min(max_bytes, std::max(kFreeExpansionBytes, used * kMaxExpansion));
}

// Appends what there is room for; notes what there is not.
void append(DecodedContent& out, std::string_view decoded, std::size_t limit) {
  const std::size_t room = limit - std::min(limit, out.bytes.size());
  out.bytes.append(decoded.substr(0, room));
  out.truncated = out.truncated || decoded.size() > room;
}

class Inflater {
 public:
  explicit Inflater(int window) : chunk_(kChunkBytes, '\0') {
    is_open_ = inflateInit2(&stream_, window) == Z_OK;
  }
  ~Inflater() {
    if (is_open_) inflateEnd(&stream_);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  // Decodes one stream, before which `used` bytes were, to the end of `out`; returns the bytes of
  // `body` used. `done` is set at the stream's own end.
  std::size_t run(std::string_view body, std::size_t used, std::size_t max_bytes,
                  DecodedContent& out, bool& done) {
    done = false;
    if (!is_open_ || inflateReset(&stream_) != Z_OK) {
      out.malformed = true;
      return 0;
    }
    const std::size_t offered =
        std::min<std::size_t>(body.size(), std::numeric_limits<uInt>::max());
    // zlib's interface lacks const; it does not write to its input.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
    stream_.avail_in = static_cast<uInt>(offered);
    while (!done && !out.truncated && !out.malformed) {
      step(done, out);
      const std::size_t taken = used + offered - stream_.avail_in;
      append(out, std::string_view(chunk_).substr(0, decoded_), limit_after(taken, max_bytes));
    }
    return offered - stream_.avail_in;
  }

 private:
  // One chunk, into chunk_; its size into decoded_.
  void step(bool& done, DecodedContent& out) {
    stream_.next_out = reinterpret_cast<Bytef*>(chunk_.data());
    stream_.avail_out = static_cast<uInt>(chunk_.size());
    const int code = inflate(&stream_, Z_NO_FLUSH);
    const bool is_starved = stream_.avail_in == 0 && stream_.avail_out > 0;
    if (code == Z_STREAM_END) {
      done = true;
    } else if (code == Z_BUF_ERROR || (code == Z_OK && is_starved)) {
      out.truncated = true;
    } else if (code != Z_OK) {
      out.malformed = true;
    }
    decoded_ = chunk_.size() - stream_.avail_out;
  }

  std::string chunk_;
  std::size_t decoded_ = 0;
  z_stream stream_{};
  bool is_open_ = false;
};

DecodedContent decode_gzip(std::string_view body, std::size_t max_bytes) {
  DecodedContent out;
  Inflater inflater(kGzipWindow);
  bool done = false;
  // RFC 1952 §2.2: members follow each other. What follows the last is ignored, as browsers do.
  std::size_t used = 0;
  do {
    const std::size_t member = inflater.run(body, used, max_bytes, out, done);
    body.remove_prefix(member);
    used += member;
  } while (done && !out.truncated && body.starts_with("\x1f\x8b"));
  return out;
}

DecodedContent decode_deflate(std::string_view body, std::size_t max_bytes) {
  DecodedContent out;
  // RFC 1950 §2.2: method 8, and the first two bytes are a multiple of 31. Some servers leave that
  // header out and send raw deflate.
  const bool has_zlib_header =
      body.size() >= 2 && (body[0] & 0x0F) == 8 &&
      (static_cast<unsigned char>(body[0]) * 256 + static_cast<unsigned char>(body[1])) % 31 == 0;
  Inflater inflater(has_zlib_header ? kZlibWindow : kRawWindow);
  bool done = false;
  inflater.run(body, 0, max_bytes, out, done);
  return out;
}

// RFC 7932.
DecodedContent decode_brotli(std::string_view body, std::size_t max_bytes) {
  DecodedContent out;
  const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> decoder(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), &BrotliDecoderDestroyInstance);
  if (decoder == nullptr) {
    out.malformed = true;
    return out;
  }
  std::string chunk(kChunkBytes, '\0');
  std::size_t left = body.size();
  const auto* next = reinterpret_cast<const std::uint8_t*>(body.data());
  BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
  while (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && !out.truncated) {
    std::size_t room = chunk.size();
    auto* target = reinterpret_cast<std::uint8_t*>(chunk.data());
    result = BrotliDecoderDecompressStream(decoder.get(), &left, &next, &room, &target, nullptr);
    append(out, std::string_view(chunk).substr(0, chunk.size() - room),
           limit_after(body.size() - left, max_bytes));
  }
  out.truncated = out.truncated || result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT;
  out.malformed = result == BROTLI_DECODER_RESULT_ERROR;
  return out;
}

DecodedContent decode_one(std::string_view coding, std::string_view body, std::size_t max_bytes) {
  if (coding == "br") return decode_brotli(body, max_bytes);
  return coding == "deflate" ? decode_deflate(body, max_bytes) : decode_gzip(body, max_bytes);
}

DecodedContent take_plain(std::string_view body, std::size_t max_bytes) {
  DecodedContent out;
  out.truncated = body.size() > max_bytes;
  out.bytes = body.substr(0, max_bytes);
  return out;
}

// Codings in the order they were applied; "identity" and empty ones left out.
std::vector<std::string> split_codings(std::string_view list) {
  std::vector<std::string> out;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    std::string name = to_lower_ascii(trim(list.substr(0, comma)));
    if (!name.empty() && name != "identity") out.push_back(std::move(name));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return out;
}

}  // namespace

Result<DecodedContent> decode_content(std::string_view body, std::string_view coding,
                                      std::size_t max_bytes) {
  const auto codings = split_codings(coding);
  const bool is_known = std::all_of(codings.begin(), codings.end(), [](const std::string& name) {
    return name == "gzip" || name == "x-gzip" || name == "deflate" || name == "br";
  });
  if (!is_known || codings.size() > kMaxCodings) {
    return Error{ErrorCode::unsupported,
                 "content coding \"" + to_valid_utf8(coding.substr(0, 100)) + "\" is not known"};
  }
  if (codings.empty() || body.empty()) return take_plain(body, max_bytes);
  DecodedContent out;
  bool truncated = false;
  for (auto name = codings.rbegin(); name != codings.rend(); ++name) {
    const std::string input = std::move(out.bytes);
    const std::string_view source = name == codings.rbegin() ? body : std::string_view(input);
    out = decode_one(*name, source, max_bytes);
    truncated = truncated || out.truncated;
  }
  out.truncated = truncated;
  return out;
}

}  // namespace gweval
