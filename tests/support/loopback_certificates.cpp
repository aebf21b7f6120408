#include "support/loopback_certificates.hpp"

#include <algorithm>
#include <cctype>

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace gweval::test {

namespace {

struct KeyDeleter {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct CertificateDeleter {
  void operator()(X509* certificate) const { X509_free(certificate); }
};
using Key = std::unique_ptr<EVP_PKEY, KeyDeleter>;
using Certificate = std::unique_ptr<X509, CertificateDeleter>;

struct Identity {
  Key key;
  Certificate certificate;
};

struct Subject {
  std::string common_name;
  std::string dns_name;  // empty: an authority
  const char* not_before = "20250101000000Z";
  const char* not_after = "20441231235959Z";
};

bool add_extension(X509* certificate, X509* issuer, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
  if (extension == nullptr) return false;
  const bool added = X509_add_ext(certificate, extension, -1) == 1;
  X509_EXTENSION_free(extension);
  return added;
}

bool add_extensions(X509* certificate, X509* issuer, const Subject& subject) {
  if (subject.dns_name.empty()) {
    return add_extension(certificate, issuer, NID_basic_constraints, "critical,CA:TRUE") &&
           add_extension(certificate, issuer, NID_key_usage, "critical,keyCertSign") &&
           add_extension(certificate, issuer, NID_subject_key_identifier, "hash");
  }
  return add_extension(certificate, issuer, NID_basic_constraints, "critical,CA:FALSE") &&
         add_extension(certificate, issuer, NID_ext_key_usage, "serverAuth") &&
         add_extension(certificate, issuer, NID_subject_alt_name, "DNS:" + subject.dns_name);
}

bool fill(X509* certificate, EVP_PKEY* key, const Subject& subject) {
  std::uint64_t serial = 0;
  if (RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) != 1) return false;
  X509_NAME* name = X509_get_subject_name(certificate);
  return X509_set_version(certificate, X509_VERSION_3) == 1 &&
         ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial >> 1U) == 1 &&
         ASN1_TIME_set_string(X509_getm_notBefore(certificate), subject.not_before) == 1 &&
         ASN1_TIME_set_string(X509_getm_notAfter(certificate), subject.not_after) == 1 &&
         X509_NAME_add_entry_by_txt(
             name, "CN", MBSTRING_UTF8,
             reinterpret_cast<const unsigned char*>(subject.common_name.c_str()), -1, -1, 0) == 1 &&
         X509_set_pubkey(certificate, key) == 1;
}

/// A key pair and its certificate, signed by `authority` or, when that is null, by itself.
std::optional<Identity> issue(const Subject& subject, const Identity* authority) {
  Identity made{Key(EVP_EC_gen("P-256")), Certificate(X509_new())};
  if (!made.key || !made.certificate) return std::nullopt;
  X509* certificate = made.certificate.get();
  if (!fill(certificate, made.key.get(), subject)) return std::nullopt;
  X509* issuer = authority != nullptr ? authority->certificate.get() : certificate;
  EVP_PKEY* signer = authority != nullptr ? authority->key.get() : made.key.get();
  if (X509_set_issuer_name(certificate, X509_get_subject_name(issuer)) != 1 ||
      !add_extensions(certificate, issuer, subject) ||
      X509_sign(certificate, signer, EVP_sha256()) == 0) {
    return std::nullopt;
  }
  return made;
}

std::string to_pem(X509* certificate) {
  BIO* memory = BIO_new(BIO_s_mem());
  if (memory == nullptr) return {};
  PEM_write_bio_X509(memory, certificate);
  char* data = nullptr;
  const long size = BIO_get_mem_data(memory, &data);
  std::string pem(data, static_cast<std::size_t>(size));
  BIO_free(memory);
  return pem;
}

Subject subject_of(const HostConfig& host) {
  Subject subject{host.name, host.name};
  if (host.certificate == CertificateKind::expired) {
    subject.not_before = "20200101000000Z";
    subject.not_after = "20201231235959Z";
  }
  if (host.certificate == CertificateKind::other_name) subject.dns_name = "other-name.example";
  return subject;
}

SslContext context_for(const Identity& identity) {
  SslContext context(SSL_CTX_new(TLS_server_method()));
  if (!context || SSL_CTX_use_certificate(context.get(), identity.certificate.get()) != 1 ||
      SSL_CTX_use_PrivateKey(context.get(), identity.key.get()) != 1) {
    return nullptr;
  }
  return context;
}

Error failed(const std::string& where) {
  return Error{ErrorCode::internal, "OpenSSL could not make a certificate", where};
}

}  // namespace

int TlsHosts::choose(SSL* ssl, int* alert, void* self) {
  const char* asked = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);
  std::string name = asked != nullptr ? asked : "";
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const auto& contexts = static_cast<const TlsHosts*>(self)->by_name_;
  const auto found = contexts.find(name);
  if (found == contexts.end()) {
    *alert = SSL_AD_UNRECOGNIZED_NAME;
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  }
  SSL_set_SSL_CTX(ssl, found->second.get());
  return SSL_TLSEXT_ERR_OK;
}

Result<std::unique_ptr<TlsHosts>> TlsHosts::create(const std::vector<HostConfig>& hosts) {
  std::unique_ptr<TlsHosts> tls(new TlsHosts);
  const auto authority = issue(Subject{"gweval loopback test authority", ""}, nullptr);
  if (!authority) return failed("loopback test authority");
  tls->ca_pem_ = to_pem(authority->certificate.get());
  for (const HostConfig& host : hosts) {
    if (!host.https) continue;
    const bool by_itself = host.certificate == CertificateKind::self_signed;
    const auto identity = issue(subject_of(host), by_itself ? nullptr : &*authority);
    if (!identity) return failed(host.name);
    SslContext context = context_for(*identity);
    if (!context) return failed(host.name);
    tls->by_name_[host.name] = std::move(context);
  }
  tls->entry_.reset(SSL_CTX_new(TLS_server_method()));
  if (!tls->entry_) return failed("TLS entry");
  SSL_CTX_set_tlsext_servername_callback(tls->entry_.get(), &TlsHosts::choose);
  SSL_CTX_set_tlsext_servername_arg(tls->entry_.get(), tls.get());
  return tls;
}

}  // namespace gweval::test
