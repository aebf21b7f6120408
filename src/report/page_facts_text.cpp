#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/display_width.hpp"
#include "gweval/report.hpp"

namespace gweval {
namespace {

class Lines {
 public:
  explicit Lines(Language language) : is_chinese_(language == Language::zh) {}

  void add(const char* zh, const char* en, const std::string& value) {
    if (value.empty()) return;
    out_ += fit_left(is_chinese_ ? zh : en, 16) + to_printable(value) + "\n";
  }
  void add(const char* zh, const char* en, std::size_t count) {
    if (count > 0) add(zh, en, std::to_string(count));
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  bool is_chinese_;
  std::string out_;
};

void add_dates(const PageFacts& page, Lines& lines) {
  if (page.pub_date.value) {
    lines.add("发布日期", "published",
              fmt::format("{} ({})", to_text(*page.pub_date.value), to_text(page.pub_date.source)));
  }
  for (const DateReading& reading : page.pub_date.readings) {
    lines.add(
        "  读到", "  reading",
        fmt::format("{} ({}) {}", to_text(reading.date), to_text(reading.source), reading.quote));
  }
}

void add_list(const PageFacts& page, Lines& lines) {
  constexpr std::size_t kShown = 10;
  lines.add("列表条目", "list items", page.list_items.size());
  for (std::size_t i = 0; i < std::min(kShown, page.list_items.size()); ++i) {
    const ListItem& item = page.list_items[i];
    lines.add("", "",
              fmt::format("{}  {}", item.date ? to_text(*item.date) : "          ", item.title));
  }
}

}  // namespace

std::string to_page_facts_text(const PageFacts& page, Language language) {
  Lines lines(language);
  lines.add("网址", "url", page.url);
  if (page.final_url != page.url) lines.add("最终网址", "ended at", page.final_url);
  lines.add("页面类型", "page kind", std::string(to_text(page.kind)));
  lines.add("标题", "title", page.title);
  lines.add("页面题名", "document title", page.document_title);
  lines.add("栏目", "column", page.column);
  lines.add("位置", "breadcrumb", fmt::format("{}", fmt::join(page.breadcrumb, " > ")));
  add_dates(page, lines);
  lines.add("来源", "content source", page.content_source.value);
  lines.add("字符集", "charset",
            page.charset.declared.empty()
                ? page.charset.used
                : fmt::format("{} ({} {})", page.charset.used, page.charset.declared_source,
                              page.charset.declared));
  lines.add("语言", "language", page.lang);
  lines.add("网站标识码", "site id code", page.site_id_code);
  lines.add("ICP备案", "icp", page.footer.icp);
  lines.add("公安备案", "police filing", page.footer.police_filing);
  lines.add("主办单位", "organiser", page.footer.organiser);
  add_list(page, lines);
  lines.add("链接", "links", page.links.size());
  lines.add("附件", "attachments", page.attachments.size());
  lines.add("表单", "forms", page.forms.size());
  lines.add("图片", "images", page.images.size());
  lines.add("表格", "tables", page.tables.size());
  lines.add("正文字数", "text length", page.text_length);
  lines.add("跳转到", "redirects to", page.redirect_target);
  return lines.take();
}

}  // namespace gweval
