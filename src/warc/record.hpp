#pragma once
// One record of a web archive (WARC/1.1, ISO 28500:2017). The layer knows records and HTTP blocks;
// what gweval keeps in them is the evidence layer's matter.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gweval::warc {

using Fields = std::vector<std::pair<std::string, std::string>>;

/// Where something lies in the archive file, in bytes of the file as stored.
struct Extent {
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
  [[nodiscard]] std::uint64_t end() const { return offset + length; }
};

struct Record {
  std::string version;  // "1.0" or "1.1"
  Fields fields;        // all named fields in order, names as written
  std::string block;    // at most ReadLimits::max_block_bytes
  bool block_cut = false;
  /// Of the gzip member that holds the record, or of the record itself in a plain file.
  Extent extent;

  /// First value of a named field, compared without regard to case (§4); empty if absent.
  [[nodiscard]] std::string_view field(std::string_view name) const;
  [[nodiscard]] std::string_view type() const { return field("WARC-Type"); }
  /// WARC-Target-URI without the angle brackets that writers of WARC/1.0 put around it.
  [[nodiscard]] std::string_view target_uri() const;
};

/// A record id, "<urn:uuid:…>" (RFC 9562 version 8), that is a function of `seed` alone. The seed
/// must be different for every record ever written.
[[nodiscard]] std::string record_id(std::string_view seed);

}  // namespace gweval::warc
