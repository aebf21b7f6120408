#include <algorithm>

#include <re2/re2.h>

#include "base/utf8.hpp"
#include "extract/info_line.hpp"
#include "extract/readings.hpp"
#include "extract/script_text.hpp"
#include "web/date_text.hpp"

namespace gweval::extract {
namespace {

constexpr std::size_t kMaxReadings = 12;
constexpr std::size_t kMaxQuoteBytes = 120;

constexpr std::string_view kDateLabels[] = {"PubDate",
                                            "publishdate",
                                            "publish_date",
                                            "publishtime",
                                            "publish_time",
                                            "pub_date",
                                            "pubtime",
                                            "article:published_time",
                                            "og:release_date",
                                            "releasedate",
                                            "DC.Date",
                                            "dcterms.date",
                                            "dcterms.issued",
                                            "DC.Date.Issued",
                                            "firstpublishedtime",
                                            "datePublished",
                                            "createdate",
                                            "article:create_time",
                                            "date",
                                            "weibo:article:create_at"};

std::size_t end_of_time(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongestTime = 10;  // " 09:12:00" and "T09:12:00"
  std::size_t end = at;
  while (end < text.size() && end < at + kLongestTime &&
         ((text[end] >= '0' && text[end] <= '9') || text[end] == ':' || text[end] == 'T' ||
          (text[end] == ' ' && end == at))) {
    ++end;
  }
  return end;
}

struct Candidate {
  DateReading reading;
  int score = 0;
};

class PubDateReader {
 public:
  PubDateReader(const PageView& view, std::size_t title_line, const ListRanges& lists,
                PageFacts& facts)
      : view_(view), title_line_(title_line), lists_(lists), facts_(facts) {}

  void run() {
    read_visible();
    read_labels();
    read_scripts();
    read_url();
    PubDate& result = facts_.pub_date;
    if (result.readings.empty()) return;
    result.value = result.readings.front().date;
    result.source = result.readings.front().source;
  }

 private:
  // Readings are added in order of strength; the same date from the same source once.
  void add(DateReading reading) {
    auto& readings = facts_.pub_date.readings;
    if (readings.size() >= kMaxReadings) return;
    const auto same = [&](const DateReading& known) {
      return known.date == reading.date && known.source == reading.source;
    };
    if (std::none_of(readings.begin(), readings.end(), same))
      readings.push_back(std::move(reading));
  }

  void read_visible() {
    std::vector<Candidate> candidates;
    const auto& lines = view_.lines();
    for (std::size_t i = 0; i < lines.size() && candidates.size() < 200; ++i) {
      if (i == title_line_ || lines[i].zone == Zone::navigation) continue;
      read_line(i, candidates);
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
    for (Candidate& candidate : candidates) add(std::move(candidate.reading));
  }

  void read_line(std::size_t index, std::vector<Candidate>& candidates) {
    const TextLine& line = view_.lines()[index];
    const bool is_digit_free = std::none_of(line.text.begin(), line.text.end(),
                                            [](char c) { return c == '1' || c == '2'; });
    if (is_digit_free && !contains(line.text, "二") && !contains(line.text, "１")) return;
    for (const DateText& date : find_dates(std::string_view(line.text).substr(0, 1500), 6)) {
      DateLabel label = date.label;
      std::size_t quote_begin = date.label_begin;
      std::string quote;
      if (label == DateLabel::none && date.begin <= 3 && index > 0 && index - 1 != title_line_) {
        const std::string& before = view_.lines()[index - 1].text;
        std::size_t begin = 0;
        if (before.size() <= 40) label = label_before(before, begin);
        if (label != DateLabel::none) quote = before + " ";
      }
      const int score = score_of(index, date, label);
      if (score <= 0) continue;
      const std::size_t end = date.has_time ? end_of_time(line.text, date.end) : date.end;
      quote += std::string(truncate_utf8(
          std::string_view(line.text).substr(quote_begin, end - quote_begin), kMaxQuoteBytes));
      candidates.push_back({{date.date, FactSource::visible_text, fold_space(quote)}, score});
    }
  }

  int score_of(std::size_t index, const DateText& date, DateLabel label) const {
    const TextLine& line = view_.lines()[index];
    if (label == DateLabel::unrelated) return 0;
    if (lists_.is_in_list(line.first)) return 0;
    const bool has_title = title_line_ != kNoLine;
    const long distance = has_title ? static_cast<long>(index) - static_cast<long>(title_line_) : 0;
    const bool is_after = has_title && distance > 0;
    const bool is_near = is_after && distance <= 6;
    const bool is_linked = line.link_bytes * 2 > line.text.size();
    int score = 0;
    if (is_near) {
      score += 40;
    } else if (is_after && distance <= 15) {
      score += 20;
    } else if (has_title && distance < 0 && distance >= -30) {
      score += 15;
    }
    if (line.zone == Zone::footer) score -= 60;
    if (line.zone == Zone::header) score -= 30;
    if (date.has_time) score += 5;
    switch (label) {
      case DateLabel::publish:
        return score + 100;
      case DateLabel::update:
        return score + 70;
      case DateLabel::issue:
        return score + 65;
      case DateLabel::plain:
        return is_near || (is_after && distance <= 15 && date.has_time) ? score + 60 : 0;
      default:
        return is_linked ? 0 : unlabelled_score(line, date, distance, is_near, score);
    }
  }

  // A bare date counts only where a reader expects it: right under the title.
  static int unlabelled_score(const TextLine& line, const DateText& date, long distance,
                              bool is_near, int score) {
    if (!is_near || line.text.size() > 400) return 0;
    if (is_info_line(line.text) && line.text.size() > date.end - date.begin + 12) return score + 45;
    const bool is_alone = date.begin <= 3 && line.text.size() <= date.end + 12;
    if (is_alone && (distance <= 3 || date.has_time)) return score + 30;
    return 0;
  }

  void read_labels() {
    for (const std::string_view name : kDateLabels) {
      for (const auto& [key, value] : facts_.labels) {
        if (!equals_ignoring_case(key, name)) continue;
        const auto dates = find_dates(value, 1);
        if (dates.empty()) continue;
        add({dates.front().date, FactSource::label,
             std::string(name) + "=" + std::string(truncate_utf8(value, kMaxQuoteBytes))});
      }
    }
  }

  void read_scripts() {
    const HtmlDocument& document = view_.document();
    std::vector<Candidate> candidates;
    for (HtmlNodeId id = 0; id < document.size(); ++id) {
      if (document[id].tag != HtmlTag::script) continue;
      for (HtmlNodeId i = id + 1; i < document[id].end; ++i) {
        read_script(id, document[i].text, candidates);
      }
      id = document[id].end - 1;
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
    for (Candidate& candidate : candidates) add(std::move(candidate.reading));
  }

  void read_script(HtmlNodeId id, std::string_view script, std::vector<Candidate>& candidates) {
    static const RE2 pattern(
        R"re((?i)((?:pub(?:lish)?_?(?:dat[ea]|time)|date_?published|release_?(?:date|time)|fbrq|fbsj|doc_?rel_?time|info_?date|news_?date|art(?:icle)?_?date|upload_?time|create_?(?:date|time)|wzrq)["']?\s*[:=]\s*)['"]([^'"\n]{6,40})['"])re");
    if (script.size() > 200'000 || candidates.size() > 20) return;
    re2::StringPiece rest(script.data(), script.size());
    re2::StringPiece name;
    re2::StringPiece value;
    int found = 0;
    while (found < 4 && RE2::FindAndConsume(&rest, pattern, &name, &value)) {
      const auto dates = find_dates({value.data(), value.size()}, 1);
      if (dates.empty()) continue;
      ++found;
      candidates.push_back({{dates.front().date, FactSource::script,
                             fold_space(std::string(name) + "'" + std::string(value) + "'")},
                            follows_label(id) ? 2 : 1});
    }
    if (found > 0 || !contains(script, "write") || !follows_label(id)) return;
    const auto dates = find_dates(script.substr(0, 2000), 1);
    if (dates.empty()) return;
    const DateText& date = dates.front();
    candidates.push_back({{date.date, FactSource::script,
                           std::string(script.substr(date.begin, date.end - date.begin))},
                          2});
  }

  // Whether the text right before a script is a date label: "发布时间：<script>…".
  bool follows_label(HtmlNodeId script) const {
    const HtmlDocument& document = view_.document();
    for (HtmlNodeId i = script; i > 0 && script - i < 12; --i) {
      const HtmlNode& node = document[i - 1];
      if (node.tag != HtmlTag::text || view_.is_unread(i - 1)) continue;
      const std::string text = fold_space(node.text);
      if (text.empty()) continue;
      std::size_t begin = 0;
      const DateLabel label = label_before(text, begin);
      return label == DateLabel::publish || label == DateLabel::plain ||
             label == DateLabel::update || label == DateLabel::issue;
    }
    return false;
  }

  void read_url() {
    const std::string_view url = facts_.final_url;
    const std::size_t host = url.find("://");
    const std::size_t path = host == std::string_view::npos ? 0 : url.find('/', host + 3);
    if (path == std::string_view::npos) return;
    if (const auto date = find_url_date(url.substr(path))) {
      add({*date, FactSource::url, std::string(truncate_utf8(url.substr(path), kMaxQuoteBytes))});
    }
  }

  const PageView& view_;
  std::size_t title_line_;
  const ListRanges& lists_;
  PageFacts& facts_;
};

}  // namespace

void read_pub_date(const PageView& view, std::size_t title_line, const ListRanges& lists,
                   PageFacts& facts) {
  PubDateReader(view, title_line, lists, facts).run();
}

}  // namespace gweval::extract
