#include <algorithm>
#include <map>
#include <set>
#include <system_error>
#include <tuple>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/edit_distance.hpp"
#include "base/name_key.hpp"
#include "base/numbers.hpp"
#include "base/utf8.hpp"
#include "cases/case_round.hpp"
#include "handscore/form_table.hpp"
#include "handscore/plan.hpp"
#include "web/url.hpp"

namespace gweval {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxLinks = 20;

class Loader {
 public:
  Loader(const fs::path& folder, const CaseScheme& scheme, const CaseUnits& units, CaseLoad& out)
      : folder_(folder), scheme_(scheme), units_(units), out_(out) {
    for (const auto& [unit, categories] : units.categories) unit_ids_.push_back(unit);
    for (const CaseCriterion& one : scheme.criteria) criteria_.push_back(one.id);
  }

  void run() {
    each_row("cases", true, {"case_id", "unit", "title", "category", "summary", "links"}, "title",
             &Loader::read_case);
    each_row("screening", false, {"case_id", "keep", "reason", "by"}, "keep",
             &Loader::read_screening);
    if (scheme_.method == CaseMethod::votes) {
      each_row("ballots", false, {"expert", "case_id", "vote"}, "vote", &Loader::read_vote);
    } else {
      each_row("ballots", false, {"expert", "case_id", "criterion", "score"}, "score",
               &Loader::read_score);
    }
    each_row("ties", false, {"case_id", "chosen", "reason", "by"}, "chosen", &Loader::read_tie);
  }

 private:
  using ReadRow = void (Loader::*)();

  void each_row(const std::string& name, bool is_required, const std::vector<std::string>& columns,
                const std::string& key, ReadRow read) {
    fs::path path = folder_ / (name + ".csv");
    std::error_code ignored;
    if (!fs::exists(path, ignored)) path = folder_ / (name + ".xlsx");
    if (!fs::exists(path, ignored)) {
      if (is_required) {
        out_.faults.push_back({(folder_ / (name + ".csv")).string(), 0, 0,
                               "there is no such file; it lists the cases"});
      }
      return;
    }
    FormLoad load = load_form(path, key, columns);
    out_.faults.insert(out_.faults.end(), load.faults.begin(), load.faults.end());
    if (!load.table) return;
    table_ = &*load.table;
    for (row_ = 0; row_ < table_->rows.size(); ++row_) (this->*read)();
    table_ = nullptr;
  }

  [[nodiscard]] FormCell cell(const char* column) const { return table_->cell(row_, column); }

  void fault(const FormCell& at, const std::string& message) {
    out_.faults.push_back(table_->fault(at, message));
  }

  void read_case() {
    InnovationCase one;
    const FormCell id = cell("case_id");
    one.id = id.text;
    one.line = id.row;
    one.unit = cell("unit").text;
    one.title = fold_space(cell("title").text);
    one.category = cell("category").text;
    one.summary = cell("summary").text;
    if (!is_rater_name(one.id)) fault(id, "a case needs an id, a short name without blanks");
    if (!case_ids_.insert(one.id).second) fault(id, "there is a case of this id above");
    if (one.title.empty()) fault(cell("title"), "the title is missing");
    if (one.summary.empty()) fault(cell("summary"), "the summary is missing");
    read_links(one);
    const auto unit = units_.categories.find(one.unit);
    if (unit == units_.categories.end()) {
      fault(cell("unit"), fmt::format("{} is no unit of this scheme{}", cell_text(one.unit),
                                      did_you_mean(one.unit, unit_ids_)));
    } else if (std::find(unit->second.begin(), unit->second.end(), one.category) ==
               unit->second.end()) {
      fault(cell("category"), fmt::format("{} is no category; there are {}",
                                          cell_text(one.category), fmt::join(unit->second, ", ")));
    }
    out_.round.cases.push_back(std::move(one));
  }

  void read_links(InnovationCase& one) {
    const FormCell at = cell("links");
    std::string rest = at.text + " ";
    for (std::size_t end = 0; (end = rest.find_first_of(" ;\n")) != std::string::npos;
         rest.erase(0, end + 1)) {
      const std::string link = rest.substr(0, end);
      if (link.empty()) continue;
      const auto url = parse_url(link);
      if (!url || !is_http(*url)) {
        fault(at, fmt::format("{} is no http or https address", cell_text(link)));
      }
      one.links.push_back(link);
    }
    if (one.links.size() > kMaxLinks) fault(at, "more than 20 links; keep the telling ones");
  }

  /// The row's case; nothing after a fault.
  std::optional<std::string> known_case() {
    const FormCell id = cell("case_id");
    if (case_ids_.contains(id.text)) return id.text;
    const std::vector<std::string> ids(case_ids_.begin(), case_ids_.end());
    fault(id, fmt::format("there is no case {}{}", cell_text(id.text), did_you_mean(id.text, ids)));
    return std::nullopt;
  }

  std::optional<bool> yes_or_no(const FormCell& at) {
    if (equals_ignoring_case(at.text, "yes")) return true;
    if (equals_ignoring_case(at.text, "no")) return false;
    fault(at, fmt::format("write yes or no, not {}", cell_text(at.text)));
    return std::nullopt;
  }

  void read_decision(const char* column, std::map<std::string, Screening>& into) {
    const auto id = known_case();
    const auto answer = yes_or_no(cell(column));
    Screening one;
    one.reason = cell("reason").text;
    one.by = cell("by").text;
    one.at = table_->fault(cell("case_id"), "");
    if (!is_rater_name(one.by)) fault(cell("by"), "who decided is missing");
    if (one.reason.empty() && answer && !*answer) fault(cell("reason"), "the reason is missing");
    if (!id || !answer) return;
    one.is_kept = *answer;
    if (!into.emplace(*id, one).second) fault(cell("case_id"), "the case stands twice");
  }
  void read_screening() { read_decision("keep", out_.round.screenings); }
  void read_tie() { read_decision("chosen", out_.round.settled); }

  /// A ballot on a case that was screened out, or given twice, is a fault.
  void keep_ballot(const std::string& criterion, const std::optional<double>& value) {
    const auto id = known_case();
    const FormCell expert = cell("expert");
    if (!is_rater_name(expert.text)) fault(expert, "the expert's name is missing");
    if (!id) return;
    const auto screened = out_.round.screenings.find(*id);
    if (screened != out_.round.screenings.end() && !screened->second.is_kept) {
      fault(cell("case_id"), "the case was screened out; it takes no ballots");
    }
    // "e1" and "E1" are one person, or two whom nobody can tell apart.
    const std::string key = name_key(expert.text);
    const auto& spelling = experts_.emplace(key, expert.text).first->second;
    if (spelling != expert.text) {
      fault(expert, fmt::format("'{}' is written '{}' above; write a name in one way", expert.text,
                                spelling));
    }
    if (!ballots_.emplace(key, *id, criterion).second) {
      fault(expert, fmt::format("'{}' has answered this above; keep one row", expert.text));
    }
    out_.round.ballots.push_back({expert.text, *id, criterion, value});
  }

  void read_vote() {
    const FormCell at = cell("vote");
    const bool is_aside = equals_ignoring_case(at.text, "aside");
    const auto answer = is_aside ? std::nullopt : yes_or_no(at);
    if (is_aside || answer) {
      keep_ballot("", is_aside ? std::nullopt : std::optional(*answer ? 1.0 : 0.0));
    }
  }

  void read_score() {
    const FormCell criterion = cell("criterion");
    const FormCell at = cell("score");
    if (std::find(criteria_.begin(), criteria_.end(), criterion.text) == criteria_.end()) {
      fault(criterion, fmt::format("{} is no criterion of the scheme{}", cell_text(criterion.text),
                                   did_you_mean(criterion.text, criteria_)));
      return;
    }
    const bool is_aside = equals_ignoring_case(at.text, "aside");
    const auto score = parse_number(at.text);
    if (!is_aside && (!score || *score < 0 || *score > 100)) {
      fault(at,
            fmt::format("a score is a number from 0 to 100, or aside; not {}", cell_text(at.text)));
      return;
    }
    keep_ballot(criterion.text, is_aside ? std::nullopt : score);
  }

  const fs::path& folder_;
  const CaseScheme& scheme_;
  const CaseUnits& units_;
  CaseLoad& out_;
  const FormTable* table_ = nullptr;
  std::size_t row_ = 0;
  std::vector<std::string> unit_ids_;
  std::vector<std::string> criteria_;
  std::set<std::string> case_ids_;
  std::set<std::tuple<std::string, std::string, std::string>> ballots_;
  std::map<std::string, std::string> experts_;  // by name_key()
};

}  // namespace

CaseUnits units_of(const CaseScheme& scheme, const std::vector<Site>& sites,
                   const Catalogue& catalogue) {
  CaseUnits out;
  for (const Site& site : sites) {
    const bool takes_part =
        scheme.profiles.empty() || std::find(scheme.profiles.begin(), scheme.profiles.end(),
                                             site.profile) != scheme.profiles.end();
    const Profile* profile = catalogue.find_profile(site.profile);
    if (!takes_part || profile == nullptr) continue;
    std::vector<std::string> categories = scheme.categories;
    for (const Indicator& leaf : profile->bonus) {
      if (categories.empty() && leaf.id == scheme.indicator) categories = leaf.categories;
    }
    out.categories.emplace(site.id, std::move(categories));
  }
  return out;
}

CaseLoad load_cases(const fs::path& folder, const CaseScheme& scheme, const CaseUnits& units) {
  CaseLoad out;
  Loader(folder, scheme, units, out).run();
  if (out.faults.empty()) out.faults = check_ties(out.round, scheme);
  if (!out.faults.empty()) out.round = {};
  return out;
}

}  // namespace gweval
