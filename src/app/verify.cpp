#include "app/verify.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "app/catalogue_finder.hpp"
#include "app/fail.hpp"
#include "app/log.hpp"
#include "app/results_file.hpp"
#include "app/round.hpp"
#include "base/display_width.hpp"
#include "base/numbers.hpp"
#include "base/utf8.hpp"
#include "gweval/report.hpp"
#include "gweval/version.hpp"

namespace gweval {
namespace {

void add_ratings(const std::optional<ManualRating>& rating, const std::vector<ManualRating>& each,
                 std::vector<ManualRating>& out) {
  if (!each.empty()) {
    out.insert(out.end(), each.begin(), each.end());
  } else if (rating) {
    out.push_back(*rating);
  }
}

std::string short_text(const std::string& text) {
  constexpr std::size_t kMost = 120;
  const std::string printable = to_printable(to_valid_utf8(text));
  return printable.size() <= kMost ? printable : std::string(truncate_utf8(printable, kMost)) + "…";
}

/// Where two lines part, with a little before it.
std::string around(const std::string& line, std::size_t at) {
  constexpr std::size_t kBefore = 60;
  std::size_t start = at > kBefore ? at - kBefore : 0;
  while (start > 0 && (static_cast<unsigned char>(line[start]) & 0xC0U) == 0x80U) --start;
  return short_text(line.substr(start));
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::string part_of_lines(const std::string& published, const std::string& recomputed,
                          const std::string& where) {
  const auto old_lines = lines_of(published);
  const auto new_lines = lines_of(recomputed);
  for (std::size_t i = 0; i < std::max(old_lines.size(), new_lines.size()); ++i) {
    const std::string a = i < old_lines.size() ? old_lines[i] : "";
    const std::string b = i < new_lines.size() ? new_lines[i] : "";
    if (a == b) continue;
    const auto parting = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    const auto at = static_cast<std::size_t>(parting.first - a.begin());
    return fmt::format("{}: published …{}; recomputed …{}", where, around(a, at), around(b, at));
  }
  return {};
}

/// A document of one part, so that a difference is searched where it is.
std::string only_site(const Results& results, const SiteResult& site) {
  Results one = results;
  one.sites = {site};
  return to_results_json(one);
}

std::string criterion_difference(const CriterionResult& a, const CriterionResult& b) {
  const auto shown = [](const std::optional<double>& value) {
    return value ? shortest_decimal(*value) : std::string("null");
  };
  if (a.outcome != b.outcome) {
    return fmt::format("outcome: published '{}', recomputed '{}'", short_text(a.outcome),
                       short_text(b.outcome));
  }
  if (a.value != b.value) {
    return fmt::format("value: published {}, recomputed {}", shown(a.value), shown(b.value));
  }
  if (a.index != b.index) {
    return fmt::format("index: published {}, recomputed {}", shown(a.index), shown(b.index));
  }
  if (a.points != b.points) {
    return fmt::format("points: published {}, recomputed {}", shown(a.points), shown(b.points));
  }
  return {};
}

std::string node_difference(const IndicatorResult& a, const IndicatorResult& b) {
  for (std::size_t i = 0; i < std::min(a.criteria.size(), b.criteria.size()); ++i) {
    if (a.criteria[i] == b.criteria[i]) continue;
    const std::string what = criterion_difference(a.criteria[i], b.criteria[i]);
    return "/criteria/" + short_text(a.criteria[i].id) + (what.empty() ? "" : " " + what);
  }
  if (a.points == b.points) return {};
  const auto shown = [](const std::optional<double>& value) {
    return value ? shortest_decimal(*value) : std::string("null");
  };
  return fmt::format(" points: published {}, recomputed {}", shown(a.points), shown(b.points));
}

/// Leaves first: what differs above them follows from them.
std::string site_difference(const Results& old_results, const SiteResult& a,
                            const Results& new_results, const SiteResult& b) {
  const std::string where = "site " + short_text(a.id);
  const std::size_t nodes = std::min(a.indicators.size(), b.indicators.size());
  for (const bool wants_leaf : {true, false}) {
    for (std::size_t i = 0; i < nodes; ++i) {
      const IndicatorResult& node = a.indicators[i];
      if (node.is_leaf != wants_leaf || node == b.indicators[i]) continue;
      const std::string what = node_difference(node, b.indicators[i]);
      const std::string place = where + ", indicator " + short_text(node.id);
      if (what.find(' ') != std::string::npos) return place + what;
      return part_of_lines(only_site(old_results, a), only_site(new_results, b), place + what);
    }
  }
  return part_of_lines(only_site(old_results, a), only_site(new_results, b), where);
}

bool differs_by_rank_only(const SiteResult& a, SiteResult b) {
  b.rank = a.rank;
  b.rank_min = a.rank_min;
  b.rank_max = a.rank_max;
  return a == b;
}

/// Ids name evidence folders: one from a document must not lead elsewhere.
bool is_folder_name(const std::string& id) {
  constexpr std::string_view kAllowed =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
  return !id.empty() && id.size() <= 100 && id != "." && id != ".." &&
         id.find_first_not_of(kAllowed) == std::string::npos;
}

Result<void> check_names(const VerifyOptions& options, const Results& published) {
  for (const SiteResult& site : published.sites) {
    if (is_folder_name(site.id)) continue;
    return Error{ErrorCode::invalid_input,
                 fmt::format("'{}' cannot be a site's id", short_text(site.id)), options.results};
  }
  if (!options.catalogue.empty()) return {};
  const auto known = known_catalogues();
  if (std::find(known.begin(), known.end(), published.catalogue_id) != known.end()) return {};
  return Error{ErrorCode::not_found,
               fmt::format("the catalogue '{}' of the results is not at hand; give --catalogue",
                           short_text(published.catalogue_id)),
               options.results};
}

Result<Results> recompute(const VerifyOptions& options, const Results& published) {
  GWEVAL_CHECK(check_names(options, published));
  const std::string id = options.catalogue.empty() ? published.catalogue_id : options.catalogue;
  GWEVAL_TRY(const Catalogue catalogue, open_catalogue(id));
  if (catalogue.digest != published.catalogue_digest) {
    log::warning(fmt::format("the catalogue at hand ({}) is not the one of the results ({})",
                             catalogue.digest, published.catalogue_digest));
  }
  for (const SiteResult& site : published.sites) {
    if (catalogue.find_profile(site.profile) != nullptr) continue;
    return Error{ErrorCode::invalid_input,
                 fmt::format("the catalogue has no profile '{}'", short_text(site.profile)),
                 options.results};
  }
  RoundOptions round;
  round.is_offline = true;
  round.reads_archive = !options.trusts_facts;
  round.ties = published.ties;
  round.shard = published.shard;
  round.crawl.evidence = options.evidence;
  round.crawl.jobs = options.jobs;
  round.as_of = parse_iso_date(published.as_of);
  if (!round.as_of) {
    return Error{ErrorCode::invalid_input, "as_of is no date", options.results};
  }
  GWEVAL_TRY(Results results,
             assess_round(round, catalogue, sites_of(published), judgements_of(published)));
  results.ratings = published.ratings;  // what people said is taken from the results themselves
  return results;
}

}  // namespace

std::vector<Site> sites_of(const Results& results) {
  std::vector<Site> out;
  for (const SiteResult& site : results.sites) {
    Site& one = out.emplace_back();
    one.id = site.id;
    one.name = site.name;
    one.url = site.url;
    one.profile = site.profile;
    one.region_code = site.region_code;
    one.group = site.group;
    one.extra = site.extra;
  }
  return out;
}

Judgements judgements_of(const Results& results) {
  Judgements out;
  for (const SiteResult& site : results.sites) {
    SiteJudgements own;
    for (const IndicatorResult& leaf : site.indicators) {
      add_ratings(leaf.rating, leaf.ratings, own.ratings);
      for (const CriterionResult& criterion : leaf.criteria) {
        add_ratings(criterion.rating, criterion.ratings, own.ratings);
        if (criterion.decision) own.decisions.push_back(*criterion.decision);
        if (criterion.set_aside) own.overrides.push_back(*criterion.set_aside);
      }
    }
    out.emplace(site.id, std::move(own));
  }
  return out;
}

std::string first_difference(const Results& published, const Results& recomputed) {
  Results old_head = published;
  Results new_head = recomputed;
  old_head.sites.clear();
  new_head.sites.clear();
  const std::size_t sites = std::min(published.sites.size(), recomputed.sites.size());
  // A rank follows from other sites too: what differs of a site itself comes first.
  for (const bool counts_ranks : {false, true}) {
    for (std::size_t i = 0; i < sites; ++i) {
      const SiteResult& a = published.sites[i];
      const SiteResult& b = recomputed.sites[i];
      if (a == b || (!counts_ranks && differs_by_rank_only(a, b))) continue;
      return site_difference(old_head, a, new_head, b);
    }
  }
  return part_of_lines(to_results_json(old_head), to_results_json(new_head), "the document's head");
}

ExitCode run_verify(const VerifyOptions& options) {
  const auto published = load_results(options.results);
  if (!published) return fail(published.error());
  if (published->sites.empty()) {
    log::error(
        Error{ErrorCode::invalid_input, "there is no site in these results", options.results});
    return ExitCode::bad_input;
  }
  if (published->engine_version != kVersion) {
    log::warning(fmt::format("the results were made by gweval {}, this is {}",
                             short_text(published->engine_version), kVersion));
  }
  const bool has_evidence =
      std::any_of(published->sites.begin(), published->sites.end(),
                  [](const SiteResult& site) { return !site.captured_at.empty(); });
  std::error_code ignored;
  if (has_evidence && !std::filesystem::is_directory(options.evidence, ignored)) {
    log::error(Error{ErrorCode::invalid_input,
                     "there is no such folder; name the round's evidence with --evidence DIR",
                     options.evidence.string()});
    return ExitCode::bad_input;
  }
  const auto recomputed = recompute(options, *published);
  if (!recomputed) return fail(recomputed.error());
  const std::string difference = first_difference(*published, *recomputed);
  if (difference.empty()) {
    fmt::print("the results follow from the evidence: sites {}, catalogue {} {}\n",
               published->sites.size(), published->catalogue_id, published->catalogue_digest);
    return ExitCode::done;
  }
  fmt::print("the results do not follow from the evidence; first difference: {}\n", difference);
  return ExitCode::condition_failed;
}

}  // namespace gweval
