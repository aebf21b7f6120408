#pragma once
// A site of a site list: the organisation's website that one row names (DESIGN: site list).

#include <string>
#include <utility>
#include <vector>

namespace gweval {

struct Site {
  std::string id;  // [A-Za-z0-9._-]{1,100}, unique in the list; names the evidence folder
  std::string name;
  std::string url;           // start address, http or https, canonical
  std::string profile;       // profile id; may be empty until --profile fills it
  std::string region_code;   // GB/T 2260, 6 digits, or empty
  std::string group;         // free grouping label, or empty
  std::string site_id_code;  // 网站标识码 the list claims, or empty
  std::vector<std::pair<std::string, std::string>> extra;  // unknown columns, in file order
};

}  // namespace gweval
