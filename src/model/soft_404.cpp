#include "gweval/soft_404.hpp"

#include <algorithm>
#include <iterator>

#include "base/utf8.hpp"

namespace gweval {
namespace {

constexpr std::size_t kLongestNotice = 1000;  // code points; error pages say little
constexpr std::size_t kFewestSigns = 4;       // of a text that says anything

struct Parts {            // of a canonical address
  std::string_view host;  // with port, without "www."
  std::string_view path;
  std::string_view query;
};

Parts parts_of(std::string_view url) {
  Parts parts;
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return parts;
  url.remove_prefix(scheme + 3);
  const std::size_t slash = std::min(url.find('/'), url.size());
  parts.host = url.substr(0, slash);
  if (parts.host.starts_with("www.")) parts.host.remove_prefix(4);
  parts.path = url.substr(slash);
  const std::size_t question = parts.path.find('?');
  if (question == std::string_view::npos) return parts;
  parts.query = parts.path.substr(question + 1);
  parts.path = parts.path.substr(0, question);
  return parts;
}

template <std::size_t N>
bool is_one_of(std::string_view word, const std::string_view (&words)[N]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

constexpr std::string_view kHomeFiles[] = {"index", "default", "home", "main", "homepage"};
// Versions of the home page in a language or for a device, its names in links, and ways out.
constexpr std::string_view kHomeFolders[] = {
    "welcome", "portal",  "cn",      "zh",     "zh-cn",   "zh_cn",    "chs",  "cht",
    "zh-tw",   "zh_tw",   "zh-hk",   "tw",     "hk",      "gb",       "big5", "en",
    "eng",     "english", "chinese", "wap",    "m",       "mobile",   "h5",   "pc",
    "web",     "www",     "site",    "wza",    "old",     "new",      "html", "sy",
    "shouye",  "login",   "signin",  "logout", "signout", "loginout", "exit", "quit"};

std::string_view stem_of(std::string_view file) {
  return file.substr(0, file.find('.'));
}

// "/", "/index.htm", "/default.aspx"
bool is_home_place(std::string_view path) {
  if (path.empty() || path == "/") return true;
  const std::string lower = to_lower_ascii(path);
  return path.find('/', 1) == std::string_view::npos &&
         is_one_of(stem_of(lower).substr(1), kHomeFiles);
}

// "/cn/default.aspx", "/m/", "/logout": what leads to the home page by intent.
bool is_home_name(std::string_view path) {
  const std::string lower = to_lower_ascii(path);
  std::string_view rest = lower;
  while (!rest.empty()) {
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    const std::string_view name = stem_of(rest.substr(0, slash));
    rest.remove_prefix(std::min(slash + 1, rest.size()));
    if (!name.empty() && !is_one_of(name, kHomeFiles) && !is_one_of(name, kHomeFolders)) {
      return false;
    }
  }
  return true;
}

// "go.jsp?url=…", "set?lang=zh", "user/centre" do something and lead on, or lead only some in.
bool is_errand(const Parts& parts) {
  const std::string all = to_lower_ascii(std::string(parts.path) + "?" + std::string(parts.query));
  for (const std::string_view word :
       {"url=", "redirect", "return", "goto", "jump", "lang", "switch", "logout", "login",
        "target=", "link=", "user", "member", "account"}) {
    if (all.find(word) != std::string::npos) return true;
  }
  return false;
}

bool is_good_answer(const Fetch& fetch) {
  return fetch.outcome == FetchOutcome::response && fetch.status >= 200 && fetch.status < 300;
}

// "/error?from=/x.html" of "/x.html", as of any other address.
std::string without_address(std::string_view target, std::string_view asked) {
  const std::string_view path = parts_of(asked).path;
  std::string encoded;
  for (const char c : path) encoded += c == '/' ? std::string("%2F") : std::string(1, c);
  std::string out(target);
  if (path.size() < 2) return out;
  for (const std::string_view part : {path, std::string_view(encoded), path.substr(1)}) {
    const std::size_t at = out.find(part);
    if (at != std::string::npos) out.erase(at, part.size());
  }
  return out;
}

// Visitors who are not known are sent there, wherever they go.
bool is_login(std::string_view url) {
  const std::string lower = to_lower_ascii(url);
  for (const std::string_view word : {"login", "passport", "sso", "signin", "oauth", "/cas"}) {
    if (lower.find(word) != std::string::npos) return true;
  }
  return false;
}

bool is_word_sign(char c) {
  return static_cast<unsigned char>(c) > ' ' && static_cast<unsigned char>(c) < 0x7F;
}

// Runs of ASCII that hold a digit, a slash or a point are numbers, times, addresses, marks of a
// request: they go, and the blanks.
std::string plain_words(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && is_word_sign(text[end])) ++end;
    const std::string_view word = text.substr(i, end - i);
    if (word.find_first_of("0123456789/.") == std::string_view::npos) out += word;
    i = end;
    for (; i < text.size() && !is_word_sign(text[i]); ++i) {
      if (text[i] != ' ' && text[i] != '\n') out += text[i];
    }
  }
  return out;
}

bool is_being_drawn(std::string_view words) {
  const std::string lower = to_lower_ascii(words);
  for (const std::string_view word :
       {"加载", "载入", "loading", "请稍候", "请稍等", "javascript"}) {
    if (lower.find(word) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

AnswerLook look_of(const PageFacts& page) {
  AnswerLook look;
  look.is_page = true;
  look.is_error_page = page.kind == PageKind::error;
  if (page.text_length > kLongestNotice) return look;
  const std::string words = plain_words(page.text);
  if (count_code_points(words) < kFewestSigns || is_being_drawn(words)) return look;
  look.notice = plain_words(page.document_title) + "\n" + plain_words(page.title) + "\n" + words;
  return look;
}

void ErrorSigns::set_home(const Fetch& home, const AnswerLook& look) {
  if (!is_good_answer(home)) return;
  start_url_ = home.url;
  home_url_ = home.final_url;
  home_sha256_ = home.body_sha256;
  home_notice_ = look.notice;
  compare_probe_with_home();
}

void ErrorSigns::set_probe(const Fetch& probe, const AnswerLook& look) {
  if (!is_good_answer(probe)) return;
  probe_url_ = probe.final_url;
  if (!probe.redirects.empty()) {
    if (!is_login(probe.final_url)) probe_target_ = without_address(probe.final_url, probe.url);
    return;
  }
  // A page without words is an empty frame that a script fills, the same for every address.
  const bool is_frame = look.is_page && look.notice.empty() && !look.is_error_page;
  if (probe.body_bytes > 0 && !is_frame) probe_sha256_ = probe.body_sha256;
  probe_notice_ = look.notice;
  compare_probe_with_home();
}

// What the home page shows, too, is a frame that every address is answered with.
void ErrorSigns::compare_probe_with_home() {
  const bool has_same_bytes = !probe_sha256_.empty() && probe_sha256_ == home_sha256_;
  const bool has_same_notice = !probe_notice_.empty() && probe_notice_ == home_notice_;
  if (!has_same_bytes && !has_same_notice) return;
  probe_sha256_.clear();
  probe_notice_.clear();
}

void ErrorSigns::distrust_probe() {
  probe_target_.clear();
  probe_sha256_.clear();
  probe_notice_.clear();
}

bool ErrorSigns::is_like_probe(const Fetch& fetch, const AnswerLook& look) const {
  if (fetch.url == probe_url_) return false;  // the place itself is a page
  if (!fetch.redirects.empty()) {
    const Parts asked = parts_of(fetch.url);
    return !probe_target_.empty() && !is_home_name(asked.path) && !is_errand(asked) &&
           (fetch.final_url == probe_url_ ||
            without_address(fetch.final_url, fetch.url) == probe_target_);
  }
  if (!probe_sha256_.empty() && fetch.body_sha256 == probe_sha256_) return true;
  return !probe_notice_.empty() && look.notice == probe_notice_;
}

bool ErrorSigns::is_soft_404(const Fetch& fetch, const AnswerLook& look) const {
  if (!is_good_answer(fetch)) return false;
  if (look.is_error_page || is_like_probe(fetch, look)) return true;
  return is_home_trusted_ && fetch.url != start_url_ && is_led_home(fetch, home_url_);
}

bool is_led_home(const Fetch& fetch, std::string_view home_url) {
  if (fetch.redirects.empty() || fetch.url == home_url) return false;
  const Parts asked = parts_of(fetch.url);
  const Parts end = parts_of(fetch.final_url);
  if (asked.host != end.host || is_home_name(asked.path) || is_errand(asked)) return false;
  return fetch.final_url == home_url || (end.query.empty() && is_home_place(end.path));
}

}  // namespace gweval
