#include "app/crossed_scores.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/catalogue_finder.hpp"
#include "app/log.hpp"
#include "app/round.hpp"
#include "app/verify.hpp"
#include "base/display_width.hpp"
#include "base/utf8.hpp"
#include "gweval/diff.hpp"
#include "gweval/version.hpp"

namespace gweval {
namespace {

/// One of the two rounds: its document, its catalogue, its evidence.
struct Side {
  const Results* results = nullptr;
  Catalogue catalogue;
  std::filesystem::path evidence;
  std::string name;  // of its options: "old" or "new"
};

/// Text of a document, for a message.
std::string shown(const std::string& text) {
  constexpr std::size_t kMost = 120;
  const std::string printable = to_printable(to_valid_utf8(text));
  return printable.size() <= kMost ? printable : std::string(truncate_utf8(printable, kMost)) + "…";
}

Result<Catalogue> catalogue_of(const std::string& given, const Results& results,
                               const std::string& name) {
  const std::string option = "--catalogue-" + name;
  if (given.empty()) {
    // The id comes from a document: only the name of a known catalogue leads anywhere.
    const auto known = known_catalogues();
    if (std::find(known.begin(), known.end(), results.catalogue_id) == known.end()) {
      return Error{ErrorCode::not_found,
                   fmt::format("the catalogue '{}' of the {} results is not at hand; give {} PATH",
                               shown(results.catalogue_id), name, option),
                   option};
    }
  }
  GWEVAL_TRY(Catalogue catalogue, open_catalogue(given.empty() ? results.catalogue_id : given));
  if (catalogue.digest == results.catalogue_digest) return catalogue;
  return Error{ErrorCode::invalid_input,
               fmt::format("the {} results were made with {} {}, this is {} {}; give the folder "
                           "they were made with by {} PATH",
                           name, shown(results.catalogue_id), shown(results.catalogue_digest),
                           catalogue.id, catalogue.digest, option),
               option};
}

/// Sites that a catalogue has a profile for.
std::vector<Site> sites_with(const Catalogue& catalogue, const Results& results) {
  std::vector<Site> sites = sites_of(results);
  std::erase_if(sites, [&](const Site& site) { return !catalogue.find_profile(site.profile); });
  return sites;
}

Result<Results> score_by(const Catalogue& catalogue, const Side& side, int jobs,
                         const Judgements& judgements) {
  RoundOptions round;
  round.is_offline = true;
  round.ties = side.results->ties;
  round.crawl.evidence = side.evidence;
  round.crawl.jobs = jobs;
  round.as_of = parse_iso_date(side.results->as_of);
  if (!round.as_of) {
    return Error{ErrorCode::invalid_input,
                 fmt::format("as_of of the {} results is no date", side.name)};
  }
  return assess_round(round, catalogue, sites_with(catalogue, *side.results), judgements);
}

const IndicatorResult* find_leaf(const SiteResult& site, const std::string& id) {
  const auto found = std::find_if(site.indicators.begin(), site.indicators.end(),
                                  [&](const IndicatorResult& node) { return node.id == id; });
  return found == site.indicators.end() || !found->is_leaf ? nullptr : &*found;
}

/// A leaf that this evidence gives otherwise than its document, by the same versions of its rules;
/// nullptr if there is none.
const IndicatorResult* contradiction(const SiteResult& published, const SiteResult& scored) {
  for (const IndicatorResult& leaf : published.indicators) {
    const IndicatorResult* now = leaf.is_leaf ? find_leaf(scored, leaf.id) : nullptr;
    if (now == nullptr || now->criteria.size() != leaf.criteria.size()) continue;
    for (std::size_t i = 0; i < leaf.criteria.size(); ++i) {
      const CriterionResult& a = leaf.criteria[i];
      const CriterionResult& b = now->criteria[i];
      const bool is_same_rule = a.rule == b.rule && a.rule_version == b.rule_version;
      const bool is_equal = a.state == b.state && a.value == b.value && a.outcome == b.outcome;
      if (is_same_rule && !is_equal) return &leaf;
    }
  }
  return nullptr;
}

/// Evidence that has gone on since would turn this round's change into another one's.
Result<void> check_evidence(const Side& side, int jobs) {
  GWEVAL_TRY(const Results scored,
             score_by(side.catalogue, side, jobs, judgements_of(*side.results)));
  if (scored.sites.size() != side.results->sites.size()) {
    return Error{ErrorCode::invalid_input,
                 fmt::format("the {} results have sites of a profile that their catalogue lacks",
                             side.name)};
  }
  for (std::size_t i = 0; i < scored.sites.size(); ++i) {
    const SiteResult& published = side.results->sites[i];
    const IndicatorResult* leaf = contradiction(published, scored.sites[i]);
    if (leaf == nullptr && published.status == scored.sites[i].status) continue;
    return Error{
        ErrorCode::invalid_input,
        fmt::format("this is not the evidence of the {} results: site {}{} comes out otherwise; "
                    "`gweval verify` names the difference",
                    side.name, shown(published.id),
                    leaf == nullptr ? std::string() : ", indicator " + shown(leaf->id)),
        side.evidence.string()};
  }
  return {};
}

const Indicator* find_leaf(const std::vector<Indicator>& nodes, const std::string& id) {
  for (const Indicator& node : nodes) {
    if (node.rubric && node.id == id) return &node;
    if (const Indicator* found = find_leaf(node.children, id)) return found;
  }
  return nullptr;
}

const Indicator* find_leaf(const Profile& profile, const std::string& id) {
  const Indicator* found = find_leaf(profile.indicators, id);
  return found != nullptr ? found : find_leaf(profile.bonus, id);
}

const Criterion* find_manual(const Indicator* leaf, const std::string& id) {
  if (leaf == nullptr) return nullptr;
  for (const Criterion& criterion : leaf->rubric->criteria) {
    if (criterion.id == id && criterion.is_manual) return &criterion;
  }
  return nullptr;
}

/// Whether a person was asked the same by both.
bool is_same_question(const Criterion& a, const Criterion& b) {
  const auto is_same_grade = [](const Grade& x, const Grade& y) {
    return x.grade == y.grade && x.index == y.index && x.anchor == y.anchor;
  };
  return a.title == b.title && a.guidance == b.guidance &&
         std::equal(a.grades.begin(), a.grades.end(), b.grades.begin(), b.grades.end(),
                    is_same_grade);
}

/// Id of one catalogue to that of the other, for indicators that were renamed.
std::map<std::string, std::string> renamed(const Crosswalk* crosswalk, const std::string& profile,
                                           bool is_to_old) {
  std::map<std::string, std::string> out;
  if (crosswalk == nullptr) return out;
  const auto entries = crosswalk->profiles.find(profile);
  if (entries == crosswalk->profiles.end()) return out;
  for (const CrosswalkEntry& entry : entries->second) {
    if (entry.from.size() != 1 || entry.to.size() != 1) continue;
    const std::string& from = is_to_old ? entry.to[0] : entry.from[0];
    out.emplace(from, is_to_old ? entry.from[0] : entry.to[0]);
  }
  return out;
}

/// What was said of a criterion, under the name the other catalogue has for its leaf; false if the
/// other one does not put the same question to a person.
template <class Said>
bool carry(Said& said, const Profile& here, const Profile& there,
           const std::map<std::string, std::string>& names) {
  const Criterion* asked = find_manual(find_leaf(here, said.indicator_id), said.criterion_id);
  const auto name = names.find(said.indicator_id);
  if (name != names.end()) said.indicator_id = name->second;
  const Criterion* other = find_manual(find_leaf(there, said.indicator_id), said.criterion_id);
  return asked != nullptr && other != nullptr && is_same_question(*asked, *other);
}

/// A side's ratings and decisions as the other catalogue knows them: of criteria that both put to a
/// person, in the same words. A rating of a whole leaf stands for a rubric and says nothing about
/// another, and an override nothing about another rule.
Judgements carried_judgements(const Side& from, const Catalogue& to, const Crosswalk* crosswalk,
                              bool is_to_old) {
  Judgements out;
  const Judgements all = judgements_of(*from.results);
  for (const SiteResult& site : from.results->sites) {
    const Profile* here = from.catalogue.find_profile(site.profile);
    const Profile* there = to.find_profile(site.profile);
    const auto said = all.find(site.id);
    if (here == nullptr || there == nullptr || said == all.end()) continue;
    const auto names = renamed(crosswalk, site.profile, is_to_old);
    SiteJudgements& own = out[site.id];
    for (ManualRating rating : said->second.ratings) {
      if (rating.criterion_id.empty() || !carry(rating, *here, *there, names)) continue;
      own.ratings.push_back(std::move(rating));
    }
    for (Decision decision : said->second.decisions) {
      if (carry(decision, *here, *there, names)) own.decisions.push_back(std::move(decision));
    }
  }
  return out;
}

void warn_of_engine(const Results& results, const std::string& name) {
  if (results.engine_version == kVersion) return;
  log::warning(fmt::format(
      "the {} results were made by gweval {}, this is {}: what its rules now measure otherwise is "
      "not scored the other way round",
      name, shown(results.engine_version), kVersion));
}

}  // namespace

Result<CrossedScores> crossed_scores(const CrossedOptions& options, const Results& old_results,
                                     const Results& new_results, const Crosswalk* crosswalk) {
  Side old_side{&old_results, {}, options.old_evidence, "old"};
  Side new_side{&new_results, {}, options.new_evidence, "new"};
  GWEVAL_TRY(old_side.catalogue, catalogue_of(options.old_catalogue, old_results, "old"));
  GWEVAL_TRY(new_side.catalogue, catalogue_of(options.new_catalogue, new_results, "new"));
  CrossedScores out;
  if (!options.old_evidence.empty()) {
    warn_of_engine(new_results, "new");
    GWEVAL_CHECK(check_evidence(old_side, options.jobs));
    const auto said = carried_judgements(old_side, new_side.catalogue, crosswalk, false);
    GWEVAL_TRY(out.old_evidence_new_rules,
               score_by(new_side.catalogue, old_side, options.jobs, said));
  }
  if (!options.new_evidence.empty()) {
    warn_of_engine(old_results, "old");
    GWEVAL_CHECK(check_evidence(new_side, options.jobs));
    const auto said = carried_judgements(new_side, old_side.catalogue, crosswalk, true);
    GWEVAL_TRY(out.new_evidence_old_rules,
               score_by(old_side.catalogue, new_side, options.jobs, said));
  }
  return out;
}

}  // namespace gweval
