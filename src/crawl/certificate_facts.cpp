#include "crawl/certificate_facts.hpp"

#include <openssl/bio.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>
#include <cstdio>
#include <ctime>
#include <memory>
#include <string_view>

#include "base/utf8.hpp"

namespace gweval {
namespace {

constexpr std::size_t kMaxNameBytes = 1024;
constexpr std::size_t kMaxNames = 100;

std::string name_text(const X509_NAME* name) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), &BIO_free);
  if (out == nullptr || name == nullptr) return {};
  // RFC 2253 order and escapes, but names beyond ASCII as UTF-8.
  X509_NAME_print_ex(out.get(), name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
  char* data = nullptr;
  const long size = BIO_get_mem_data(out.get(), &data);
  if (size <= 0) return {};
  const std::string text = to_valid_utf8({data, static_cast<std::size_t>(size)});
  return std::string(truncate_utf8(text, kMaxNameBytes));
}

std::string time_text(const ASN1_TIME* time) {
  std::tm utc{};
  if (time == nullptr || ASN1_TIME_to_tm(time, &utc) != 1) return {};
  std::array<char, 32> buffer{};
  const std::size_t size = std::strftime(buffer.data(), buffer.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
  return {buffer.data(), size};
}

std::vector<std::string> dns_names(const X509* certificate) {
  std::vector<std::string> out;
  auto* names = static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr));
  for (int i = 0; names != nullptr && i < sk_GENERAL_NAME_num(names); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names, i);
    if (name->type != GEN_DNS || out.size() >= kMaxNames) continue;
    const auto* data = reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.dNSName));
    const auto size = static_cast<std::size_t>(ASN1_STRING_length(name->d.dNSName));
    const std::string text = to_valid_utf8({data, size});
    out.emplace_back(truncate_utf8(text, kMaxNameBytes));
  }
  GENERAL_NAMES_free(names);
  return out;
}

Certificate facts_of(const X509* certificate, const SSL* ssl) {
  Certificate facts;
  facts.subject = name_text(X509_get_subject_name(certificate));
  facts.issuer = name_text(X509_get_issuer_name(certificate));
  facts.not_before = time_text(X509_get0_notBefore(certificate));
  facts.not_after = time_text(X509_get0_notAfter(certificate));
  facts.names = dns_names(certificate);
  if (ssl != nullptr) facts.protocol = SSL_get_version(ssl);
  return facts;
}

int watch_index() {
  static const int index = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
  return index;
}

// Called for each certificate of the chain; changes no verdict.
int on_verify(int is_ok, X509_STORE_CTX* context) {
  const auto* ssl = static_cast<const SSL*>(
      X509_STORE_CTX_get_ex_data(context, SSL_get_ex_data_X509_STORE_CTX_idx()));
  if (ssl == nullptr) return is_ok;
  auto* watch =
      static_cast<CertificateWatch*>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), watch_index()));
  const X509* leaf = X509_STORE_CTX_get0_cert(context);
  if (watch == nullptr || leaf == nullptr) return is_ok;
  if (!watch->certificate) watch->certificate = facts_of(leaf, ssl);
  if (is_ok == 0 && watch->certificate->verify_error.empty()) {
    watch->certificate->verify_error =
        X509_verify_cert_error_string(X509_STORE_CTX_get_error(context));
  }
  return is_ok;
}

}  // namespace

bool watch_certificate(void* ssl_context, CertificateWatch* watch,
                       const std::filesystem::path& ca_file) {
  auto* context = static_cast<SSL_CTX*>(ssl_context);
  if (watch_index() < 0 || SSL_CTX_set_ex_data(context, watch_index(), watch) != 1) return false;
  // A renegotiation would report into a watch that may be gone.
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION);
  SSL_CTX_set_verify(context, SSL_CTX_get_verify_mode(context), on_verify);
  return ca_file.empty() || SSL_CTX_load_verify_locations(context, ca_file.c_str(), nullptr) == 1;
}

Result<void> check_trust_anchors(const std::filesystem::path& ca_file) {
  const std::unique_ptr<X509_STORE, decltype(&X509_STORE_free)> store(X509_STORE_new(),
                                                                      &X509_STORE_free);
  if (store != nullptr && X509_STORE_load_locations(store.get(), ca_file.c_str(), nullptr) == 1) {
    return {};
  }
  return Error{ErrorCode::invalid_argument,
               "no trust anchors could be read; give a PEM file with certificates",
               ca_file.string()};
}

}  // namespace gweval
