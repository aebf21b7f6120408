#pragma once
// Captures and facts with a value in every field, told apart by a number; and what makes two equal.

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "evidence/replay.hpp"
#include "evidence/site_store.hpp"
#include "gweval/capture.hpp"
#include "gweval/evidence_store.hpp"
#include "gweval/site_facts.hpp"

namespace gweval {

bool operator==(const Redirect& a, const Redirect& b);
bool operator==(const Timings& a, const Timings& b);
bool operator==(const Certificate& a, const Certificate& b);
bool operator==(const Fetch& a, const Fetch& b);
bool operator==(const PageFacts& a, const PageFacts& b);
bool operator==(const SiteFacts& a, const SiteFacts& b);
bool operator==(const Exchange& a, const Exchange& b);

}  // namespace gweval

namespace gweval::test {

inline const std::string kStart = "http://www.site.example/";

CrawlPlanRecord sample_plan();
/// The store of the site "site" below `root`; fails the test if it cannot be opened.
std::unique_ptr<evidence::SiteStore> open_store(const std::filesystem::path& root);

/// A page of the site; number 0 is the start address. Every third has a redirect before it, every
/// fifth a certificate, every seventh was never answered.
Capture sample_capture(int number);

/// As an extractor would: a pure function of the capture.
std::optional<PageFacts> sample_facts(const Capture& capture, bool is_start);

Capture robots_capture(const std::string& content_coding, const std::string& body);

/// All rows of all tables, one a line.
std::string dump_facts(const std::filesystem::path& facts);

}  // namespace gweval::test
