#pragma once
// Hosts that are neither the government's, nor of the site's own domain, nor known.

#include <string>
#include <string_view>
#include <vector>

#include "gweval/rule.hpp"
#include "rules/evidence_view.hpp"

namespace gweval::rules {

class ForeignHosts {
 public:
  /// `known` must outlive it.
  ForeignHosts(const EvidenceView& evidence, const std::vector<std::string>& known);
  [[nodiscard]] bool is_foreign(const std::string& host) const;

 private:
  const std::vector<std::string>* known_;
  std::vector<std::string> own_;
};

/// The parameter `known`: hosts of statistics, sharing, maps and media that are common.
[[nodiscard]] ParamSpec known_hosts_param();

}  // namespace gweval::rules
