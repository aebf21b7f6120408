#include "extract/error_words.hpp"

#include <re2/re2.h>

#include "base/utf8.hpp"
#include "extract/re2_piece.hpp"

namespace gweval::extract {
namespace {

// An error page that says so in words of which documents are made says little else.
constexpr std::size_t kShortNotice = 60;  // code points
constexpr std::size_t kHeadBytes = 600;   // of the text, where the error is named

bool matches(std::string_view text, const RE2& pattern) {
  return RE2::PartialMatch(piece(text), pattern);
}

// What only a page says that stands for another one.
bool states_error(std::string_view text) {
  static const RE2 statement(
      "页面不存在|页面未找到|找不到页面|页面找不到|网页不存在|页面丢失|页面走丢|栏目不存在|"
      "文章不存在|"
      "页面(?:已|已经)?被?删除|您访问的内容不存在|(?i:404 not found|403 forbidden|500 internal|"
      "502 bad|503 service)");
  static const RE2 visited("您(?:要|所)?访问的(?:页面|网页)");
  static const RE2 leaving("即将离开");  // a notice before a link to another site
  if (matches(text, statement)) return true;
  return matches(text, visited) && !matches(text, leaving);
}

// "404", "404 - 某市", "404错误", "HTTP 404", "错误代码：404"; not "404路", "404.5", "500-800元".
bool names_code(std::string_view text) {
  static const RE2 first(
      R"re(^(?:404|403|500|502|503)(?:[.。!！]?\s*$|\s*[-—–_|:：,，!！]+\s*[^\s\d]|\s*(?:错误|页面|提示|抱歉|对不起|很抱歉|您|(?i:error|not|oops|page|forbidden|internal))))re");
  static const RE2 called(
      R"re((?:(?i:http|error|status)|错误|出错|错误(?:代码|码|号)|状态码)[\s:：]*(?:404|403|500|502|503)(?:[^\d.路号线]|\.?$))re");
  static const RE2 after(R"re((?:^|[^\d.])(?:404|403|500|502|503)\s?(?:错误|页面|(?i:error)))re");
  return matches(text, first) || matches(text, called) || matches(text, after);
}

// "某市人民政府 404", "出错了_404".
bool ends_with_code(std::string_view title) {
  static const RE2 last(R"re([\s_|—–-](?:404|403|500|502|503)$)re");
  static const RE2 numbered(R"re((?:道|线|路|公交|电话|热线|\d)[\s_|—–-]*\d{3}$)re");
  return matches(title, last) && !matches(title, numbered);
}

// "404" by itself among the few words of a page, and no number of a road, a house or a document.
bool shows_404(std::string_view text) {
  static const RE2 alone(R"re((?:^|\s)404(?:\s+[^\d\s]|\s*$))re");
  static const RE2 numbered(
      R"re((?:道|线|路|公交|电话|热线|第|文号)\s*404|404\s+(?:路|号|线|万|人|件|元|年|个|条|项|名|户|米|公里|平方|次|天|场|家|亩|吨|国道|省道|车))re");
  return matches(text, alone) && !matches(text, numbered);
}

// Documents say so of other things, too: of what was applied for, of what was lost.
bool reports_error(std::string_view text) {
  static const RE2 report(
      "(?i:not "
      "found)|无法找到.{0,12}(?:页|资源|文件|网址|地址|对象|内容)|访问出错|出错了|服务器错误|"
      "信息不存在");
  static const RE2 document("申请|检索|《|答复|告知|通告|公告|招领");
  return matches(text, report) && !matches(text, document);
}

}  // namespace

bool says_error(std::string_view document_title, std::string_view text, std::size_t text_length) {
  const std::string_view title = trim(document_title);
  const std::string_view head = truncate_utf8(trim(text), kHeadBytes);
  if (states_error(title) || names_code(title) || ends_with_code(title)) return true;
  if (states_error(head) || names_code(head)) return true;
  if (text_length > kShortNotice) return false;
  return reports_error(title) || shows_404(head) || reports_error(head);
}

}  // namespace gweval::extract
