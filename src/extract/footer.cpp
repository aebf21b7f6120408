#include <algorithm>

#include <re2/re2.h>

#include "base/utf8.hpp"
#include "extract/re2_piece.hpp"
#include "extract/readings.hpp"

namespace gweval::extract {
namespace {

std::string without_blanks(std::string_view text) {
  std::string out;
  for (const char c : fold_space(text)) {
    if (c != ' ') out += c;
  }
  return out;
}

// Formats of record numbers: one province character, then the number; older and careless forms vary
// in length.
const RE2& icp_pattern() {
  static const RE2 pattern(
      R"re((?i)([京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕甘陇青宁新]?\s?ICP\s?[备证]\s?(?:案号?)?\s?\d{5,14}\s?号?(?:\s?[-－—]\s?\d{1,3})?))re");
  return pattern;
}

const RE2& police_pattern() {
  static const RE2 pattern(
      R"re(([京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕甘陇青宁新]?公网安备)(?:案号?)?\s*[:：]?\s*(\d{8,16})\s*号?)re");
  return pattern;
}

const RE2& contact_pattern() {
  static const RE2 pattern(
      R"re((?:电话|热线|邮箱|联系方式|E-?mail|Tel|TEL)[^0-9A-Za-z@]{0,60}?((?:[（(]?0\d{2,3}[)）]?\s?[-－—–]?\s?)?[1-9]\d{6,7}(?:[-－—]\d{1,5})?|1[3-9]\d{9}|[48]00[-－—]?\d{3}[-－—]?\d{4}|(?:[（(]?0\d{2,3}[)）]?\s?[-－—–]?\s?)?(?:1\d{4}|9[56]\d{3,4})|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,32}){1,4})(?:[^\d]|$))re");
  return pattern;
}

constexpr std::string_view kAfterOrganiser[] = {
    "承办",      "协办",      "维护",   "网站标识", "政府网站", "ICP",      "备案",     "地址",
    "电话",      "邮编",      "版权",   "联系",     "技术",     "公网安备", "邮箱",     "邮政",
    "Copyright", "COPYRIGHT", "运维",   "建设",     "管理单位", "运行",     "网站管理", "|",
    "｜",        "您是",      "访问量", "传真",     "支持",     "建议",     "保留"};

class FooterReader {
 public:
  FooterReader(const PageView& view, PageFacts& facts)
      : view_(view), document_(view.document()), facts_(facts), marks_(facts.footer) {}

  void run() {
    // The marks stand at the end; articles about records may hold such numbers too.
    const auto& lines = view_.lines();
    has_footer_ = std::any_of(lines.begin(), lines.end(),
                              [](const TextLine& line) { return line.zone == Zone::footer; });
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (is_foot(i)) read_line(i);
    }
    for (std::size_t i = lines.size(); i > 0; --i) read_line(i - 1);
    read_elements();
    read_links();
    facts_.site_id_code = std::string(trim(label_value(facts_, "SiteIDCode")));
    if (facts_.site_id_code.empty()) facts_.site_id_code = marks_.site_id_code;
  }

 private:
  // The footer, or the last lines of a page that has none.
  bool is_foot(std::size_t index) const {
    if (has_footer_) return view_.lines()[index].zone == Zone::footer;
    const std::string& text = view_.lines()[index].text;
    return index + 15 >= view_.lines().size() && !contains(text, "。") && text.size() < 400;
  }

  void read_line(std::size_t index) {
    const TextLine& line = view_.lines()[index];
    const std::string_view text = line.text;
    if (marks_.site_id_code.empty() && contains(text, "标识码")) read_site_code(index);
    if (marks_.icp.empty() && (contains(text, "ICP") || contains(text, "icp"))) {
      re2::StringPiece found;
      if (RE2::PartialMatch(piece(text), icp_pattern(), &found)) {
        marks_.icp = without_blanks({found.data(), found.size()});
      }
    }
    if (marks_.police_filing.empty() && contains(text, "公网安备")) {
      std::string prefix;
      std::string number;
      if (RE2::PartialMatch(piece(text), police_pattern(), &prefix, &number)) {
        marks_.police_filing = prefix + " " + number + "号";
      }
    }
    if (!is_foot(index)) return;
    if (marks_.organiser.empty() && contains(text, "主办")) read_organiser(line);
    if (contains(text, "电话") || contains(text, "联系") || contains(text, "@") ||
        contains(text, "邮箱") || contains(text, "Tel") || contains(text, "TEL") ||
        contains(text, "热线")) {
      read_contact(text);
    }
  }

  // As found: a malformed code is a finding of its own.
  void read_site_code(std::size_t index) {
    static const RE2 pattern(
        R"re(标识码\s*(?:为|是|编号)?\s*[:：]?\s*([A-Za-z]{0,3}[\d]{4,20}))re");
    std::string text = view_.lines()[index].text;
    if (index + 1 < view_.lines().size()) text += " " + view_.lines()[index + 1].text.substr(0, 40);
    std::string code;
    if (RE2::PartialMatch(to_valid_utf8(text), pattern, &code)) marks_.site_id_code = code;
  }

  void read_organiser(const TextLine& line) {
    const std::string_view text = line.text;
    const std::size_t at = text.find("主办");
    std::string_view rest = text.substr(at + 6);
    for (const std::string_view word : {"单位", "机构", "方"}) {
      if (rest.starts_with(word)) rest.remove_prefix(word.size());
    }
    rest = trim(rest);
    const bool has_colon = rest.starts_with("：") || rest.starts_with(":");
    if (has_colon) {
      rest.remove_prefix(rest.starts_with(":") ? 1 : 3);
      marks_.organiser = name_at(trim(rest));
      return;
    }
    // "…人民政府办公室主办"
    std::string_view before = text.substr(0, at);
    const auto last_break = std::find_if(line.breaks.rbegin(), line.breaks.rend(),
                                         [&](std::uint32_t b) { return b < at; });
    if (last_break != line.breaks.rend()) before = before.substr(*last_break);
    const std::size_t blank = before.rfind(' ');
    if (blank != std::string_view::npos && blank + 1 < before.size()) {
      before = before.substr(blank + 1);
    }
    const std::size_t length = count_code_points(before);
    if (length >= 4 && length <= 40 && !contains(before, "，")) {
      marks_.organiser = short_text(before, 200);
    } else if (before.empty() && !rest.empty()) {
      marks_.organiser = name_at(rest);
    }
  }

  static std::string name_at(std::string_view text) {
    std::size_t end = text.size();
    for (const std::string_view word : kAfterOrganiser) {
      const std::size_t at = text.find(word);
      if (at != std::string_view::npos && at > 0) end = std::min(end, at);
    }
    std::string name = short_text(text.substr(0, end), 200);
    while (name.ends_with("；") || name.ends_with("，") || name.ends_with("（")) {
      name.resize(name.size() - 3);
    }
    return std::string(trim(name));
  }

  void read_contact(std::string_view text) {
    if (!marks_.contact.empty()) return;
    re2::StringPiece found;
    if (RE2::PartialMatch(piece(text), contact_pattern(), &found)) {
      marks_.contact = std::string(found.data(), found.size());
    }
  }

  void read_elements() {
    for (HtmlNodeId id = 0; id < document_.size(); ++id) {
      const HtmlNode& node = document_[id];
      if (node.tag == HtmlTag::text) {
        const bool is_script = document_[node.parent].tag == HtmlTag::script;
        if (is_script && contains(node.text, "conac.cn")) marks_.has_party_government_mark = true;
        continue;
      }
      for (const HtmlAttribute& a : document_.attributes(id)) {
        if (a.name != "href" && a.name != "src" && a.name != "onclick") continue;
        if (contains(a.value, "conac.cn")) marks_.has_party_government_mark = true;
        if (marks_.error_report_url.empty() &&
            (contains(a.value, "zfwzgl.www.gov.cn") || contains(a.value, "jiucuo.js"))) {
          marks_.error_report_url = view_.resolve(a.value);
        }
        if (marks_.police_filing.empty() && contains(a.value, "recordcode=")) {
          read_record_code(a.value);
        }
      }
      if (node.tag == HtmlTag::a || document_.attribute(id, "onclick")) read_accessibility(id);
    }
  }

  // A police filing that is shown as an image only.
  void read_record_code(std::string_view url) {
    const std::string_view rest = url.substr(url.find("recordcode=") + 11);
    const std::size_t end = std::min(rest.find_first_not_of("0123456789"), rest.size());
    if (end >= 8 && end <= 16) marks_.police_filing = std::string(rest.substr(0, end));
  }

  void read_accessibility(HtmlNodeId id) {
    if (!marks_.accessibility_text.empty()) return;
    if (document_[id].tag != HtmlTag::a && document_[id].end - id > 12) return;
    std::string text = document_.folded_text(id, 120);
    if (text.empty()) text = short_text(document_.attribute(id, "title").value_or(""), 120);
    if (text.empty()) {
      const HtmlNodeId end = std::min<HtmlNodeId>(document_[id].end, id + 100);
      for (HtmlNodeId i = id; i < end && text.empty(); ++i) {
        text = short_text(document_.attribute(i, "alt").value_or(""), 120);
      }
    }
    if (count_code_points(text) > 20) return;
    for (const std::string_view word :
         {"无障碍", "适老", "长者", "关怀", "老年", "长辈", "大字版", "敬老", "读屏"}) {
      if (!contains(text, word)) continue;
      marks_.accessibility_text = text;
      marks_.accessibility_url =
          view_.resolve(document_.attribute(id, "href").value_or(std::string_view{}));
      return;
    }
  }

  void read_links() {
    for (const Link& link : facts_.links) {
      if (link.text.size() > 60) continue;
      if (marks_.site_map_url.empty() &&
          (contains(link.text, "网站地图") || contains(link.text, "站点地图") ||
           equals_ignoring_case(link.text, "sitemap") ||
           equals_ignoring_case(link.text, "site map"))) {
        marks_.site_map_url = link.url;
      }
      if (marks_.privacy_policy_url.empty() &&
          (contains(link.text, "隐私") || contains(to_lower_ascii(link.text), "privacy"))) {
        marks_.privacy_policy_url = link.url;
      }
      if (marks_.error_report_url.empty() && contains(link.text, "找错")) {
        marks_.error_report_url = link.url;
      }
    }
  }

  const PageView& view_;
  const HtmlDocument& document_;
  PageFacts& facts_;
  FooterMarks& marks_;
  bool has_footer_ = false;
};

}  // namespace

void read_footer(const PageView& view, PageFacts& facts) {
  FooterReader(view, facts).run();
}

}  // namespace gweval::extract
