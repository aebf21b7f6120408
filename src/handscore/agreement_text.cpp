// Agreement for people (text), spreadsheets (CSV) and programs (JSON).

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/csv.hpp"
#include "base/display_width.hpp"
#include "base/numbers.hpp"
#include "handscore/agreement_report.hpp"

namespace gweval {
namespace {

std::string shown(const std::optional<double>& value, int places = 3) {
  return value ? fmt::format("{:.{}f}", *value, places) : std::string("–");
}

std::string cell(const std::optional<double>& value) {
  return value ? shortest_decimal(*value) : std::string();
}

std::string advice_text(Advice advice, Language language) {
  const bool is_zh = language == Language::zh;
  switch (advice) {
    case Advice::keep:
      return is_zh ? "可靠" : "reliable";
    case Advice::tentative:
      return is_zh ? "慎用" : "tentative";
    case Advice::reword:
      return is_zh ? "改写" : "reword";
    case Advice::rare:
      return is_zh ? "少见答案" : "rare answer";
    case Advice::few:
      return is_zh ? "样本少" : "few units";
    case Advice::alike:
      return is_zh ? "答案全同" : "all alike";
    case Advice::unscored:
      break;
  }
  return is_zh ? "未双评" : "not doubled";
}

constexpr std::size_t kNameWidth = 16;  // so that no line is wider than a terminal's 80 columns
constexpr std::size_t kLineWidth = 78;

std::string fit_name(const std::string& name) {
  return display_width(name) <= kLineWidth ? name : fit_left(name, kLineWidth);
}

class Text {
 public:
  Text(const AgreementReport& report, Language language) : report_(report), language_(language) {}

  std::string run() {
    line(fmt::format(fmt::runtime(say("双评 {} 个单元，其中待裁定 {} 个。",
                                      "Scored by two or more: units {}, of them in dispute {}.")),
                     report_.units, report_.disputes));
    rows(say("指标", "Indicators"), report_.indicators);
    rows(say("评分要点", "Criteria"), report_.criteria);
    raters();
    reworded();
    return out_;
  }

 private:
  [[nodiscard]] const char* say(const char* zh, const char* en) const {
    return language_ == Language::zh ? zh : en;
  }
  void line(const std::string& text) { out_ += text + "\n"; }

  void rows(const std::string& head, const std::vector<AgreementRow>& rows) {
    line("");
    line(fit_left(head, kNameWidth) + fit_right("n", 5) + fit_right(say("一致", "raw"), 6) +
         fit_right(say("κ平方", "kappa2"), 7) + fit_right("alpha", 7) +
         fit_right(say("95% 区间", "95 %"), 12) + fit_right("AC1", 7) +
         fit_right(say("分差", "points"), 7) + " " + say("结论", "so"));
    std::size_t unscored = 0;
    for (const AgreementRow& row : rows) {
      unscored += row.advice == Advice::unscored ? 1 : 0;
      if (row.advice == Advice::unscored) continue;
      const auto& alpha = row.is_binary ? row.alpha_nominal : row.alpha_interval;
      const std::string& title = row.title.in(language_);
      std::string name = row.indicator_name;
      if (!row.criterion.empty()) name += "/" + (title.empty() ? row.criterion : title);
      const std::string interval =
          row.interval ? fmt::format("{:.2f}~{:.2f}", row.interval->low, row.interval->high) : "–";
      const std::string numbers =
          fit_right(std::to_string(row.units), 5) + fit_right(shown(row.raw), 6) +
          fit_right(shown(row.kappa_quadratic), 7) + fit_right(shown(alpha), 7) +
          fit_right(interval, 12) + fit_right(shown(row.ac1), 7) +
          fit_right(shown(row.points, 2), 7) + " " + advice_text(row.advice, language_);
      const std::string printable = to_printable(name);
      const bool is_long = display_width(printable) >= kNameWidth;  // on a line of its own
      if (is_long) line(fit_name(printable));
      line(fit_left(is_long ? "" : printable, kNameWidth) + numbers);
    }
    if (unscored == 0) return;
    line(fmt::format(fmt::runtime(say("另有 {} 项没有双评。", "Not scored twice yet: {}.")),
                     unscored));
  }

  void raters() {
    line("");
    line(fit_left(say("评分人", "Rater"), 24) + fit_right(say("评分数", "ratings"), 9) +
         fit_right(say("双评", "shared"), 8) + fit_right(say("偏高(分)", "higher by"), 11) +
         fit_right(say("分差", "points"), 8) + fit_right(say("用时(分)", "minutes"), 10));
    for (const RaterRow& row : report_.raters) {
      line(fit_left(to_printable(row.rater), 24) + fit_right(std::to_string(row.ratings), 9) +
           fit_right(std::to_string(row.units), 8) + fit_right(shown(row.difference, 2), 11) +
           fit_right(shown(row.points, 2), 8) + fit_right(fmt::format("{:g}", row.minutes), 10));
    }
  }

  void reworded() {
    std::string names;
    for (const AgreementRow& row : report_.criteria) {
      if (row.advice != Advice::reword) continue;
      names += "  " + fit_name(row.indicator + "/" + row.criterion) + "\n";
    }
    line("");
    if (names.empty())
      return line(say("没有需要改写的评分要点。", "No criterion calls for other words."));
    out_ += std::string(say("需要改写的评分要点：", "Criteria to reword:")) + "\n" + names;
  }

  const AgreementReport& report_;
  Language language_;
  std::string out_;
};

nlohmann::ordered_json number(const std::optional<double>& value) {
  return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json();
}

nlohmann::ordered_json to_json(const AgreementRow& row) {
  nlohmann::ordered_json out{{"indicator", row.indicator}};
  out["criterion"] = nullptr;
  if (!row.criterion.empty()) out["criterion"] = row.criterion;
  out["units"] = row.units;
  out["apart"] = row.apart;
  out["mixed"] = row.mixed;
  out["raw"] = number(row.raw);
  out["kappa"] = number(row.kappa);
  out["kappa_linear"] = number(row.kappa_linear);
  out["kappa_quadratic"] = number(row.kappa_quadratic);
  out["alpha_nominal"] = number(row.alpha_nominal);
  out["alpha_ordinal"] = number(row.alpha_ordinal);
  out["alpha_interval"] = number(row.alpha_interval);
  out["ac1"] = number(row.ac1);
  out["decides"] = row.is_binary ? "alpha_nominal" : "alpha_interval";
  out["low"] = row.interval ? nlohmann::ordered_json(row.interval->low) : nlohmann::ordered_json();
  out["high"] =
      row.interval ? nlohmann::ordered_json(row.interval->high) : nlohmann::ordered_json();
  out["points"] = number(row.points);
  out["advice"] = to_text(row.advice);
  return out;
}

}  // namespace

std::string to_agreement_text(const AgreementReport& report, const RatingStore& store,
                              Language language) {
  const RatingsHead head = store.head();
  return Text(report, language).run() +
         fmt::format(fmt::runtime(language == Language::zh ? "评分库 {} 批，最新一批的摘要：\n{}\n"
                                                           : "Batches in the store: {}, the newest "
                                                             "of digest\n{}\n"),
                     head.batches, head.digest);
}

std::string to_agreement_csv(const AgreementReport& report) {
  std::string out =
      std::string(kUtf8Bom) +
      csv_row({"of", "indicator", "criterion", "rater", "units", "apart", "raw", "kappa",
               "kappa_linear", "kappa_quadratic", "alpha_nominal", "alpha_ordinal",
               "alpha_interval", "low", "high", "ac1", "points", "difference", "advice"});
  for (const auto* rows : {&report.indicators, &report.criteria}) {
    for (const AgreementRow& row : *rows) {
      out +=
          csv_row({row.criterion.empty() ? "indicator" : "criterion", row.indicator, row.criterion,
                   "", std::to_string(row.units), std::to_string(row.apart), cell(row.raw),
                   cell(row.kappa), cell(row.kappa_linear), cell(row.kappa_quadratic),
                   cell(row.alpha_nominal), cell(row.alpha_ordinal), cell(row.alpha_interval),
                   row.interval ? shortest_decimal(row.interval->low) : "",
                   row.interval ? shortest_decimal(row.interval->high) : "", cell(row.ac1),
                   cell(row.points), "", std::string(to_text(row.advice))});
    }
  }
  for (const RaterRow& row : report.raters) {
    out += csv_row({"rater", "", "", row.rater, std::to_string(row.units), "", "", "", "", "", "",
                    "", "", "", "", "", cell(row.points), cell(row.difference), ""});
  }
  return out;
}

std::string to_agreement_json(const AgreementReport& report, const AgreementOptions& options,
                              const RatingStore& store) {
  const Plan* plan = store.last_plan();
  const RatingsHead head = store.head();
  nlohmann::ordered_json out{{"schema", "gweval-agreement/1"},
                             {"round", plan == nullptr ? std::string() : plan->round},
                             {"ratings", {{"batches", head.batches}, {"digest", head.digest}}},
                             {"tolerance", options.tolerance},
                             {"seed", options.seed},
                             {"draws", options.draws},
                             {"units", report.units},
                             {"disputes", report.disputes}};
  out["indicators"] = nlohmann::ordered_json::array();
  for (const AgreementRow& row : report.indicators) out["indicators"].push_back(to_json(row));
  out["criteria"] = nlohmann::ordered_json::array();
  for (const AgreementRow& row : report.criteria) out["criteria"].push_back(to_json(row));
  out["raters"] = nlohmann::ordered_json::array();
  for (const RaterRow& row : report.raters) {
    out["raters"].push_back({{"rater", row.rater},
                             {"ratings", row.ratings},
                             {"units", row.units},
                             {"difference", number(row.difference)},
                             {"index_difference", number(row.index_difference)},
                             {"points", number(row.points)},
                             {"minutes", row.minutes}});
  }
  return out.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace gweval
