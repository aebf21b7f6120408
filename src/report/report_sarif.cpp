// SARIF 2.1.0 (OASIS): a rule a reporting descriptor, a finding a result.

#include <map>

#include "base/digest.hpp"
#include "gweval/report_files.hpp"
#include "report/fix_items.hpp"
#include "report/json_writer.hpp"
#include "report/plain_text.hpp"

namespace gweval {
namespace {

/// Code scanning refuses a run with more. What costs nothing is left out first.
constexpr std::size_t kMaxResults = 25'000;
constexpr std::size_t kSarifLineDepth = 4;  // log, runs, run, results: a result is one line
constexpr std::size_t kMaxBytes = 4000;
constexpr std::string_view kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

/// A URI of §3.4.3: characters RFC 3986 does not allow are percent-encoded.
std::string uri(const std::string& url) {
  constexpr std::string_view kAllowed =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%";
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : url) {
    if (kAllowed.find(c) != std::string_view::npos) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 0xF];
    }
  }
  return out;
}

class Sarif {
 public:
  Sarif(const ReportModel& model, Language language)
      : results_(*model.results), language_(language), out_(kSarifLineDepth) {}

  std::string run() {
    number_rules();
    begin();
    text("$schema", kSchema);
    text("version", "2.1.0");
    out_.key("runs");
    out_.begin_array();
    begin();
    write_tool();
    text("columnKind", "unicodeCodePoints");
    out_.key("results");
    out_.begin_array();
    leaves_out_notes_ = count_findings() > kMaxResults;
    for (const SiteResult& site : results_.sites) write_site(site);
    out_.end_array();
    if (omitted_ > 0) {
      begin("properties");
      number("omittedResults", static_cast<double>(omitted_));
      end();
    }
    end();
    out_.end_array();
    end();
    return out_.finish();
  }

 private:
  void begin() { out_.begin_object(); }
  void end() { out_.end_object(); }
  void begin(std::string_view key) {
    out_.key(key);
    out_.begin_object();
  }
  void text(std::string_view key, std::string_view value) {
    out_.key(key);
    out_.value(value);
  }
  void number(std::string_view key, double value) {
    out_.key(key);
    out_.value(value);
  }

  /// Rules that have a finding, with the first criterion's title as their description.
  void number_rules() {
    for (const SiteResult& site : results_.sites) {
      for (const IndicatorResult& leaf : site.indicators) {
        for (const CriterionResult& criterion : leaf.criteria) {
          if (!criterion.findings.empty()) titles_.try_emplace(criterion.rule, &criterion);
        }
      }
    }
    std::size_t next = 0;
    for (const auto& [rule, criterion] : titles_) places_[rule] = next++;
  }

  void write_tool() {
    begin("tool");
    begin("driver");
    text("name", "gweval");
    text("version", results_.engine_version);
    out_.key("rules");
    out_.begin_array();
    for (const auto& [rule, criterion] : titles_) {
      begin();
      text("id", rule.empty() ? "manual" : rule);
      begin("shortDescription");
      text("text", plain_line(criterion->title.in(language_), kMaxBytes));
      end();
      begin("properties");
      number("version", criterion->rule_version);
      end();
      end();
    }
    out_.end_array();
    end();
    end();
  }

  [[nodiscard]] std::size_t count_findings() const {
    std::size_t count = 0;
    for (const SiteResult& site : results_.sites) {
      for (const IndicatorResult& leaf : site.indicators) {
        for (const CriterionResult& criterion : leaf.criteria) count += criterion.findings.size();
      }
    }
    return count;
  }

  void write_site(const SiteResult& site) {
    const std::vector<Loss> losses = losses_of(site);
    for (const IndicatorResult& leaf : site.indicators) {
      for (const CriterionResult& criterion : leaf.criteria) {
        double gain = 0;
        for (const Loss& loss : losses) {
          if (loss.criterion == &criterion) gain = loss.gain;
        }
        for (const RenderedFinding& finding : criterion.findings) {
          write_result(site, leaf, criterion, finding, gain);
        }
      }
    }
  }

  void write_result(const SiteResult& site, const IndicatorResult& leaf,
                    const CriterionResult& criterion, const RenderedFinding& finding, double gain) {
    if ((leaves_out_notes_ && gain <= 0) || written_ == kMaxResults) {
      ++omitted_;
      return;
    }
    ++written_;
    begin();
    text("ruleId", criterion.rule.empty() ? "manual" : criterion.rule);
    number("ruleIndex", static_cast<double>(places_[criterion.rule]));
    // A finding that costs nothing is worth knowing, and no more.
    text("level", gain > 0 ? "warning" : "note");
    begin("message");
    const std::string sentence = plain_line(finding.text.in(language_), kMaxBytes);
    text("text", sentence.empty() ? finding.message : sentence);
    end();
    const std::string where = site.id + "/" + leaf.id + "/" + criterion.id;
    write_location(where, finding.url.empty() ? site.url : finding.url);
    begin("partialFingerprints");
    text("gweval/v1", sha256_hex(where + "\n" + finding.message + "\n" + finding.url + "\n" +
                                 finding.pointer + "\n" + finding.quote));
    end();
    begin("properties");
    text("site", plain_line(site.name, kMaxBytes));
    text("indicator", plain_line(leaf.name, kMaxBytes));
    text("criterion", plain_line(criterion.title.in(language_), kMaxBytes));
    number("points", gain);
    text("pointer", plain_line(finding.pointer, kMaxBytes));
    text("quote", plain_line(finding.quote, kMaxBytes));
    end();
    end();
  }

  void write_location(const std::string& where, const std::string& url) {
    out_.key("locations");
    out_.begin_array();
    begin();
    begin("physicalLocation");
    begin("artifactLocation");
    text("uri", uri(url));
    end();
    end();
    out_.key("logicalLocations");
    out_.begin_array();
    begin();
    text("fullyQualifiedName", plain_line(where, kMaxBytes));
    end();
    out_.end_array();
    end();
    out_.end_array();
  }

  const Results& results_;
  bool leaves_out_notes_ = false;
  std::size_t written_ = 0;
  std::size_t omitted_ = 0;
  Language language_;
  JsonWriter out_;
  std::map<std::string, const CriterionResult*> titles_;
  std::map<std::string, std::size_t> places_;
};

}  // namespace

std::string to_report_sarif(const ReportModel& model, Language language) {
  return Sarif(model, language).run();
}

}  // namespace gweval
