#pragma once
// Message digests of bytes (FIPS 180-4).

#include <memory>
#include <string>
#include <string_view>

namespace gweval {

[[nodiscard]] std::string sha256_hex(std::string_view bytes);

/// SHA-1 in Base32 (RFC 4648 §6), the form WARC digests customarily take. Not for security.
[[nodiscard]] std::string sha1_base32(std::string_view bytes);

/// Digest of bytes that arrive in pieces.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  void update(std::string_view bytes);
  /// Hex digest of all bytes; call once.
  [[nodiscard]] std::string finish_hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gweval
