#include "warc/http_block.hpp"

#include <string>

#include "support/catch.hpp"

namespace gweval::warc {
namespace {

TEST_CASE("A response block is split at the empty line after its head") {
  const HttpBlock block = split_response("HTTP/1.1 200 OK\r\nA: b\r\n\r\n\r\nbody\n\n");
  CHECK(block.head == "HTTP/1.1 200 OK\r\nA: b\r\n\r\n");
  CHECK(block.body == "\r\nbody\n\n");

  CHECK(split_response("HTTP/1.0 200 OK\nA: b\n\nbody").body == "body");  // bare line feeds
  CHECK(split_response("HTTP/1.1 200 OK\r\nA: b").body.empty());          // no end of the head
  CHECK(split_response("").head.empty());
}

TEST_CASE("Informational heads belong to the head (RFC 9110 section 15.2)") {
  const HttpBlock block = split_response(
      "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 404 Not Found\r\nA: b\r\n\r\nx");
  CHECK(block.body == "x");
  // A body that looks like a head is none after a final status.
  CHECK(split_response("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n").body ==
        "HTTP/1.1 200 OK\r\n\r\n");
}

TEST_CASE("Chunks that a tool left in the block are joined (RFC 9112 section 7.1)") {
  const std::string head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, Chunked\r\n\r\n";
  CHECK(split_response(head + "4\r\nWiki\r\n6;x=y\r\npedia \r\nE\r\nin \r\n\r\nchunks.\r\n"
                              "0\r\nTrailer: z\r\n\r\n")
            .body == "Wikipedia in \r\n\r\nchunks.");
  SECTION("cut off inside a chunk") {
    CHECK(split_response(head + "a\r\nWiki").body == "Wiki");
  }
  SECTION("a chunk that says it is longer than any memory") {
    CHECK(split_response(head + "ffffffffffffffff\r\nWiki").body == "Wiki");
  }
  SECTION("a size that does not fit a number") {
    CHECK(split_response(head + "ffffffffffffffffffff\r\nWiki").body ==
          "ffffffffffffffffffff\r\nWiki");
  }
  SECTION("a fault further on ends the body") {
    CHECK(split_response(head + "4\r\nWiki\r\nzz\r\npedia").body == "Wiki");
  }
  SECTION("the header stayed though the tool has joined the chunks") {
    CHECK(split_response(head + "<html>").body == "<html>");
    CHECK(split_response(head + "dead beef").body == "dead beef");  // 57005 bytes, were it a size
  }
  SECTION("without the header nothing is joined") {
    CHECK(split_response("HTTP/1.1 200 OK\r\n\r\n4\r\nWiki\r\n0\r\n\r\n").body ==
          "4\r\nWiki\r\n0\r\n\r\n");
  }
}

TEST_CASE("A stored head describes the body as stored, and can be turned back") {
  struct Case {
    std::string received;
    std::size_t body_bytes;
    std::string stored;
    std::string protocol;
  };
  const Case cases[] = {
      {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", 5,
       "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", ""},
      {"HTTP/1.1 200 OK\r\nTRANSFER-encoding: chunked\r\nA: b\r\n\r\n", 5,
       "HTTP/1.1 200 OK\r\nX-Crawler-TRANSFER-encoding: chunked\r\nA: b\r\nContent-Length: "
       "5\r\n\r\n",
       ""},
      {"HTTP/1.1 200 OK\r\nContent-Length: 90\r\nA: b\r\n\r\n", 5,  // cut at the body limit
       "HTTP/1.1 200 OK\r\nX-Crawler-Content-Length: 90\r\nA: b\r\nContent-Length: 5\r\n\r\n", ""},
      {"HTTP/1.0 200 OK\r\n\r\n", 5, "HTTP/1.0 200 OK\r\n\r\n", ""},  // ends with the connection
      {"HTTP/2 200 \r\nserver: x\r\n\r\n", 5, "HTTP/1.1 200 \r\nserver: x\r\n\r\n", "h2"},
      {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", 0,
       "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nX-Crawler-Transfer-Encoding: "
       "chunked\r\nContent-Length: 0\r\n\r\n",
       ""},
  };
  for (const Case& c : cases) {
    INFO(c.received);
    CHECK(stored_response_head(c.received, c.body_bytes) == c.stored);
    CHECK(protocol_of(c.received) == c.protocol);
    CHECK(original_response_head(c.stored, c.protocol) == c.received);
  }
}

TEST_CASE("A stored head always ends with an empty line, so that no body can join it") {
  CHECK(stored_response_head("HTTP/1.1 200 OK\r\nA: b", 0) == "HTTP/1.1 200 OK\r\nA: b\r\n\r\n");
  CHECK(stored_response_head("", 3) == "\r\n");
  CHECK(stored_response_head("HTTP/1.1 200 OK\nA: b\n\n", 3) == "HTTP/1.1 200 OK\nA: b\n\r\n");
}

}  // namespace
}  // namespace gweval::warc
