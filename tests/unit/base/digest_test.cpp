#include "base/digest.hpp"

#include "support/catch.hpp"

namespace gweval {
namespace {

TEST_CASE("SHA-256 of the examples of FIPS 180-4") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST_CASE("a digest in pieces is the digest of the whole") {
  Sha256 digest;
  digest.update("a");
  digest.update("");
  digest.update("bc");
  Sha256 moved = std::move(digest);
  CHECK(moved.finish_hex() == sha256_hex("abc"));
}

TEST_CASE("SHA-1 in Base32, as WARC files write it") {
  // SHA-1 of nothing is da39a3ee5e6b4b0d3255bfef95601890afd80709 (FIPS 180-4).
  CHECK(sha1_base32("") == "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ");
  CHECK(sha1_base32("abc") == "VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5");
}

}  // namespace
}  // namespace gweval
