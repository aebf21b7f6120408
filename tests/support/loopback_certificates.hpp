#pragma once
// A certification authority and host certificates made in memory, for one run of the loopback
// server. Valid 2025-01-01 to 2044-12-31 whatever the clock says, so that facts about the
// certificates are the same in every run; keys are new every time.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <openssl/ssl.h>

#include "gweval/result.hpp"
#include "support/loopback_config.hpp"

namespace gweval::test {

struct SslContextDeleter {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
using SslContext = std::unique_ptr<SSL_CTX, SslContextDeleter>;

/// TLS side of all hosts: picks the certificate by the name the client asks for (SNI) and refuses
/// the handshake for names it does not have.
class TlsHosts {
 public:
  /// One certificate for every host with `https`.
  static Result<std::unique_ptr<TlsHosts>> create(const std::vector<HostConfig>& hosts);

  [[nodiscard]] SSL_CTX* entry() const { return entry_.get(); }
  [[nodiscard]] const std::string& ca_pem() const { return ca_pem_; }

 private:
  TlsHosts() = default;
  static int choose(SSL* ssl, int* alert, void* self);

  SslContext entry_;
  std::map<std::string, SslContext> by_name_;
  std::string ca_pem_;
};

}  // namespace gweval::test
