#include "web/html_charset.hpp"

#include "support/catch.hpp"

using gweval::decode_page;
using gweval::meta_charset;
using gweval::PageText;

namespace {

// 政务公开, 通知公告 in the codes of the three character sets (GB/T 2312, Big5, UTF-8).
const std::string kGb = "\xD5\xFE\xCE\xF1\xB9\xAB\xBF\xAA\xA3\xAC\xCD\xA8\xD6\xAA\xB9\xAB\xB8\xE6";
const std::string kBig5 =
    "\xAC\x46\xB0\xC8\xA4\xBD\xB6\x7D\xA1\x41\xB3\x71\xAA\xBE\xA4\xBD\xA7\x69";
const std::string kUtf8 = "政务公开，通知公告";

std::string page(const std::string& charset, const std::string& text) {
  const std::string meta = charset.empty() ? "" : "<meta charset=" + charset + ">";
  return "<!doctype html><html><head>" + meta + "<title>" + text + "</title></head><body><p>" +
         text + text + "</p></body></html>";
}

std::string wide(const std::string& text, bool is_big_endian) {
  std::string out;
  for (const char c : text) {
    out += is_big_endian ? std::string({'\0', c}) : std::string({c, '\0'});
  }
  return out;
}

}  // namespace

TEST_CASE("declared and true charset agree") {
  const PageText utf8 = decode_page(page("utf-8", kUtf8), "");
  CHECK(utf8.used == "utf-8");
  CHECK(utf8.declared == "utf-8");
  CHECK(utf8.declared_source == "meta");
  CHECK_FALSE(utf8.malformed);
  const PageText gb = decode_page(page("gb2312", kGb), "");
  CHECK(gb.used == "gb18030");
  CHECK(gb.declared == "gb2312");
  CHECK(gb.text.find("<title>" + kUtf8 + "</title>") != std::string::npos);
  CHECK_FALSE(gb.malformed);
  const PageText big5 = decode_page(page("big5", kBig5), "");
  CHECK(big5.used == "big5");
  CHECK(big5.text.find("政務公開，通知公告") != std::string::npos);
}

TEST_CASE("a false declaration is kept and not believed") {
  const PageText gb = decode_page(page("utf-8", kGb), "");
  CHECK(gb.declared == "utf-8");
  CHECK(gb.used == "gb18030");
  CHECK(gb.text.find(kUtf8) != std::string::npos);
  CHECK_FALSE(gb.malformed);
  const PageText utf8 = decode_page(page("gb2312", kUtf8), "");
  CHECK(utf8.declared == "gb2312");
  CHECK(utf8.used == "utf-8");
  CHECK(utf8.text.find(kUtf8) != std::string::npos);
  const PageText latin = decode_page(page("iso-8859-1", kGb), "");
  CHECK(latin.used == "gb18030");
  const PageText big5 = decode_page(page("utf-8", kBig5), "");
  CHECK(big5.used == "big5");
}

TEST_CASE("the header wins over the meta, the mark over both") {
  const PageText header = decode_page(page("big5", kGb), "GB18030");
  CHECK(header.declared == "gb18030");
  CHECK(header.declared_source == "header");
  CHECK(header.used == "gb18030");
  const PageText marked = decode_page("\xEF\xBB\xBF" + page("gbk", kUtf8), "gbk");
  CHECK(marked.declared_source == "bom");
  CHECK(marked.used == "utf-8");
  CHECK(marked.text.starts_with("<!doctype"));
  const PageText unknown = decode_page(page("gb2312", kGb), "x-none");
  CHECK(unknown.declared == "x-none");
  CHECK(unknown.used == "gb18030");
}

TEST_CASE("no declaration at all") {
  CHECK(decode_page(page("", kGb), "").used == "gb18030");
  CHECK(decode_page(page("", kBig5), "").used == "big5");
  CHECK(decode_page(page("", kUtf8), "").used == "utf-8");
  CHECK(decode_page(page("", "plain"), "").used == "utf-8");
  CHECK(decode_page("", "").declared_source.empty());
}

TEST_CASE("UTF-16 with and without a mark") {
  for (const bool is_big : {false, true}) {
    const std::string mark = is_big ? "\xFE\xFF" : "\xFF\xFE";
    const std::string name = is_big ? "utf-16be" : "utf-16le";
    const std::string body = wide("<html><title>Notice</title></html>", is_big);
    CHECK(decode_page(mark + body, "").used == name);
    CHECK(decode_page(mark + body, "").declared_source == "bom");
    const PageText unmarked = decode_page(body, "");
    CHECK(unmarked.used == name);
    CHECK(unmarked.text == "<html><title>Notice</title></html>");
  }
  // declared inside bytes that could not hold the declaration
  CHECK(decode_page(page("utf-16", kUtf8), "").used == "utf-8");
}

// UTF-8 of the basic plane as UTF-16.
std::string to_utf16(const std::string& text, bool is_big_endian) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    unsigned point = byte(i);
    if (point < 0x80) {
      ++i;
    } else {
      REQUIRE((point & 0xF0U) == 0xE0U);
      point = (point & 0x0FU) << 12U | (byte(i + 1) & 0x3FU) << 6U | (byte(i + 2) & 0x3FU);
      i += 3;
    }
    const char high = static_cast<char>(point >> 8U);
    const char low = static_cast<char>(point & 0xFFU);
    out += is_big_endian ? std::string({high, low}) : std::string({low, high});
  }
  return out;
}

TEST_CASE("whatever a page declares, and where, it is read as what it holds") {
  const std::string traditional = "政務公開，通知公告";
  struct Case {
    const char* used;
    const std::string& bytes;
    const std::string& seen;
  };
  const Case cases[] = {{"utf-8", kUtf8, kUtf8},
                        {"gb18030", kGb, kUtf8},
                        {"big5", kBig5, traditional},
                        {"utf-16le", kUtf8, kUtf8},
                        {"utf-16be", kUtf8, kUtf8}};
  const char* labels[] = {"",        "utf-8",  "UTF8",     "gb2312",     "GBK",          "gb18030",
                          "big5",    "utf-16", "utf-16be", "iso-8859-1", "windows-1252", "x-none",
                          "\"gbk\"", "unicode"};
  for (const Case& held : cases) {
    for (const char* label : labels) {
      for (const bool is_header : {false, true}) {
        INFO("holds " << held.used << ", declares " << label << (is_header ? " (header)" : ""));
        std::string bytes = page(is_header ? "" : label, held.bytes);
        const std::string used = held.used;
        if (used.starts_with("utf-16")) bytes = to_utf16(bytes, used == "utf-16be");
        const PageText text = decode_page(bytes, is_header ? label : "");
        CHECK(text.used == used);
        CHECK(text.text.find("<title>" + held.seen + "</title>") != std::string::npos);
        CHECK_FALSE(text.malformed);
      }
    }
  }
}

TEST_CASE("UTF-16 that the header declares is believed, though hardly a byte of it is zero") {
  std::string long_text;
  for (int i = 0; i < 60; ++i) long_text += "与此相似的事项一律公开";
  for (const char* label : {"utf-16", "UTF-16LE", "utf-16be"}) {
    for (const bool is_big : {false, true}) {
      INFO(label << (is_big ? " big" : " little"));
      const PageText text =
          decode_page(to_utf16("<p>" + long_text + "</p><b>x</b>", is_big), label);
      CHECK(text.used == (is_big ? "utf-16be" : "utf-16le"));
      CHECK(text.text.find(long_text) != std::string::npos);
      CHECK(text.declared_source == "header");
      CHECK_FALSE(text.malformed);
    }
    // another page under the same header
    CHECK(decode_page("<p>" + long_text + "</p>", label).used == "utf-8");
    CHECK(decode_page("<p>" + kGb + kGb + "</p>", label).used == "gb18030");
  }
  // A meta in bytes that it can be read from does not make them UTF-16 (HTML, prescan).
  CHECK(decode_page("<meta charset=utf-16le><p>" + long_text, "").used == "utf-8");
}

TEST_CASE("a mark that lies is not believed either") {
  const PageText gb = decode_page("\xEF\xBB\xBF" + page("gbk", kGb), "");
  CHECK(gb.used == "gb18030");
  CHECK(gb.text.find(kUtf8) != std::string::npos);
  const PageText utf8 = decode_page("\xFF\xFE" + page("", kUtf8), "");
  CHECK(utf8.used == "utf-8");
  CHECK(utf8.text.find(kUtf8) != std::string::npos);
  const PageText wide_page =
      decode_page("\xFF\xFE" + to_utf16(page("gb2312", kUtf8), false), "gbk");
  CHECK(wide_page.used == "utf-16le");
  CHECK(wide_page.text.starts_with("<!doctype"));
}

TEST_CASE("UTF-16 that is cut or broken keeps what can be read") {
  std::string bytes = to_utf16(page("", kUtf8), false);
  bytes.resize(bytes.size() - 1);  // half a character
  const PageText cut = decode_page(bytes, "utf-16");
  CHECK(cut.used == "utf-16le");
  CHECK(cut.text.find("<title>" + kUtf8 + "</title>") != std::string::npos);
  const PageText lone = decode_page(
      "\xFF\xFE" + to_utf16("<title>a</title>", false) + std::string("\x00\xD8x\x00", 4), "");
  CHECK(lone.malformed);
  CHECK(lone.text.starts_with("<title>a</title>"));
}

TEST_CASE("a few broken bytes do not turn a page") {
  const PageText utf8 = decode_page(page("utf-8", kUtf8 + "\xFF" + kUtf8), "");
  CHECK(utf8.used == "utf-8");
  CHECK(utf8.malformed);
}

TEST_CASE("where the meta may stand") {
  CHECK(meta_charset("<meta http-equiv=Content-Type content='text/html; charset=GB2312'>") ==
        "gb2312");
  CHECK(meta_charset("<META content=\"text/html;charset = gbk\" HTTP-EQUIV=\"Content-Type\">") ==
        "gbk");
  CHECK(meta_charset("<!-- <meta charset=big5> --><meta charset=\"utf-8\">") == "utf-8");
  CHECK(meta_charset("<script>var x='<meta charset=big5>'</script><meta charset=utf-8>") ==
        "utf-8");
  CHECK(meta_charset("<body><meta charset=utf-8>").empty());
  CHECK(meta_charset(std::string(5000, ' ') + "<meta charset=utf-8>").empty());
}
