#pragma once
// Facts of the certificate a server shows, also of one that is refused (OpenSSL).

#include <filesystem>
#include <optional>
#include <string>

#include "gweval/fetch.hpp"
#include "gweval/result.hpp"

namespace gweval {

/// Filled during the handshake of one new connection; must outlive that handshake.
struct CertificateWatch {
  std::optional<Certificate> certificate;
};

/// Prepares an SSL_CTX (given untyped by the HTTP library) to report into `watch`, and adds the
/// trust anchors of `ca_file` (may be empty) to the system's. False if that failed.
[[nodiscard]] bool watch_certificate(void* ssl_context, CertificateWatch* watch,
                                     const std::filesystem::path& ca_file);

/// Whether a PEM file with trust anchors can be used.
[[nodiscard]] Result<void> check_trust_anchors(const std::filesystem::path& ca_file);

}  // namespace gweval
