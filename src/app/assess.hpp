#pragma once
// One site's stored evidence to its scored result: facts, rules, score. Reads the evidence folder
// only.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "gweval/catalogue.hpp"
#include "gweval/date.hpp"
#include "gweval/result.hpp"
#include "gweval/results.hpp"
#include "gweval/site.hpp"

namespace gweval {

struct AssessContext {
  const Catalogue* catalogue = nullptr;
  std::filesystem::path evidence;
  Date as_of;
  bool reads_archive = false;  // believe the archive only, and not the facts stored beside it
  const Judgements* judgements = nullptr;  // of all sites; null: none
};

/// A site without evidence becomes a not_observed result; an unreadable store is an Error (see
/// unreadable_site).
[[nodiscard]] Result<SiteResult> assess_site(const AssessContext& context, const Site& site);

/// The result of a site whose evidence this machine cannot read: nothing of it is scored down.
[[nodiscard]] SiteResult unreadable_site(const AssessContext& context, const Site& site);

/// Whether a profile has anything to measure. One that people score wholly by sheets needs no
/// crawl.
[[nodiscard]] bool needs_evidence(const Profile& profile);

/// Date of a site's newest capture; nothing without evidence.
[[nodiscard]] Result<std::optional<Date>> newest_capture_of(const std::filesystem::path& evidence,
                                                            const std::string& site_id);

}  // namespace gweval
