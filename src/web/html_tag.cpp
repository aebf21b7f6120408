#include "web/html_tag.hpp"

#include <array>
#include <cstddef>

namespace gweval {
namespace {

constexpr unsigned kVoid = 1, kSpecial = 2, kFormatting = 4, kRawText = 8, kClosesP = 16;

struct TagRow {
  HtmlTag tag;
  std::string_view name;
  unsigned flags;
};

constexpr TagRow kTags[] = {
    {HtmlTag::a, "a", kFormatting},
    {HtmlTag::abbr, "abbr", 0},
    {HtmlTag::address, "address", kSpecial | kClosesP},
    {HtmlTag::applet, "applet", kSpecial},
    {HtmlTag::area, "area", kVoid | kSpecial},
    {HtmlTag::article, "article", kSpecial | kClosesP},
    {HtmlTag::aside, "aside", kSpecial | kClosesP},
    {HtmlTag::audio, "audio", 0},
    {HtmlTag::b, "b", kFormatting},
    {HtmlTag::base, "base", kVoid | kSpecial},
    {HtmlTag::basefont, "basefont", kVoid | kSpecial},
    {HtmlTag::bgsound, "bgsound", kVoid | kSpecial},
    {HtmlTag::big, "big", kFormatting},
    {HtmlTag::blockquote, "blockquote", kSpecial | kClosesP},
    {HtmlTag::body, "body", kSpecial},
    {HtmlTag::br, "br", kVoid | kSpecial},
    {HtmlTag::button, "button", kSpecial},
    {HtmlTag::caption, "caption", kSpecial},
    {HtmlTag::center, "center", kSpecial | kClosesP},
    {HtmlTag::code, "code", kFormatting},
    {HtmlTag::col, "col", kVoid | kSpecial},
    {HtmlTag::colgroup, "colgroup", kSpecial},
    {HtmlTag::dd, "dd", kSpecial | kClosesP},
    {HtmlTag::details, "details", kSpecial | kClosesP},
    {HtmlTag::dir, "dir", kSpecial | kClosesP},
    {HtmlTag::div, "div", kSpecial | kClosesP},
    {HtmlTag::dl, "dl", kSpecial | kClosesP},
    {HtmlTag::dt, "dt", kSpecial | kClosesP},
    {HtmlTag::em, "em", kFormatting},
    {HtmlTag::embed, "embed", kVoid | kSpecial},
    {HtmlTag::fieldset, "fieldset", kSpecial | kClosesP},
    {HtmlTag::figcaption, "figcaption", kSpecial | kClosesP},
    {HtmlTag::figure, "figure", kSpecial | kClosesP},
    {HtmlTag::font, "font", kFormatting},
    {HtmlTag::footer, "footer", kSpecial | kClosesP},
    {HtmlTag::form, "form", kSpecial | kClosesP},
    {HtmlTag::frame, "frame", kVoid | kSpecial},
    {HtmlTag::frameset, "frameset", kSpecial},
    {HtmlTag::h1, "h1", kSpecial | kClosesP},
    {HtmlTag::h2, "h2", kSpecial | kClosesP},
    {HtmlTag::h3, "h3", kSpecial | kClosesP},
    {HtmlTag::h4, "h4", kSpecial | kClosesP},
    {HtmlTag::h5, "h5", kSpecial | kClosesP},
    {HtmlTag::h6, "h6", kSpecial | kClosesP},
    {HtmlTag::head, "head", kSpecial},
    {HtmlTag::header, "header", kSpecial | kClosesP},
    {HtmlTag::hgroup, "hgroup", kSpecial | kClosesP},
    {HtmlTag::hr, "hr", kVoid | kSpecial | kClosesP},
    {HtmlTag::html, "html", kSpecial},
    {HtmlTag::i, "i", kFormatting},
    {HtmlTag::iframe, "iframe", kSpecial | kRawText},
    {HtmlTag::image, "image", kVoid},
    {HtmlTag::img, "img", kVoid | kSpecial},
    {HtmlTag::input, "input", kVoid | kSpecial},
    {HtmlTag::isindex, "isindex", kVoid | kSpecial},
    {HtmlTag::keygen, "keygen", kVoid},
    {HtmlTag::label, "label", 0},
    {HtmlTag::legend, "legend", 0},
    {HtmlTag::li, "li", kSpecial | kClosesP},
    {HtmlTag::link, "link", kVoid | kSpecial},
    {HtmlTag::listing, "listing", kSpecial | kClosesP},
    {HtmlTag::main, "main", kSpecial | kClosesP},
    {HtmlTag::map, "map", 0},
    {HtmlTag::marquee, "marquee", kSpecial},
    {HtmlTag::math, "math", 0},
    {HtmlTag::menu, "menu", kSpecial | kClosesP},
    {HtmlTag::menuitem, "menuitem", kVoid | kSpecial},
    {HtmlTag::meta, "meta", kVoid | kSpecial},
    {HtmlTag::nav, "nav", kSpecial | kClosesP},
    {HtmlTag::nobr, "nobr", kFormatting},
    {HtmlTag::noembed, "noembed", kSpecial | kRawText},
    {HtmlTag::noframes, "noframes", kSpecial | kRawText},
    {HtmlTag::noscript, "noscript", kSpecial},
    {HtmlTag::object, "object", kSpecial},
    {HtmlTag::ol, "ol", kSpecial | kClosesP},
    {HtmlTag::optgroup, "optgroup", 0},
    {HtmlTag::option, "option", 0},
    {HtmlTag::p, "p", kSpecial | kClosesP},
    {HtmlTag::param, "param", kVoid | kSpecial},
    {HtmlTag::plaintext, "plaintext", kSpecial | kClosesP},
    {HtmlTag::pre, "pre", kSpecial | kClosesP},
    {HtmlTag::s, "s", kFormatting},
    {HtmlTag::script, "script", kSpecial | kRawText},
    {HtmlTag::section, "section", kSpecial | kClosesP},
    {HtmlTag::select, "select", kSpecial},
    {HtmlTag::small, "small", kFormatting},
    {HtmlTag::source, "source", kVoid | kSpecial},
    {HtmlTag::span, "span", 0},
    {HtmlTag::strike, "strike", kFormatting},
    {HtmlTag::strong, "strong", kFormatting},
    {HtmlTag::style, "style", kSpecial | kRawText},
    {HtmlTag::sub, "sub", 0},
    {HtmlTag::summary, "summary", kSpecial | kClosesP},
    {HtmlTag::sup, "sup", 0},
    {HtmlTag::svg, "svg", 0},
    {HtmlTag::table, "table", kSpecial},
    {HtmlTag::tbody, "tbody", kSpecial},
    {HtmlTag::td, "td", kSpecial},
    {HtmlTag::template_, "template", kSpecial},
    {HtmlTag::textarea, "textarea", kSpecial | kRawText},
    {HtmlTag::tfoot, "tfoot", kSpecial},
    {HtmlTag::th, "th", kSpecial},
    {HtmlTag::thead, "thead", kSpecial},
    {HtmlTag::time, "time", 0},
    {HtmlTag::title, "title", kSpecial | kRawText},
    {HtmlTag::tr, "tr", kSpecial},
    {HtmlTag::track, "track", kVoid | kSpecial},
    {HtmlTag::tt, "tt", kFormatting},
    {HtmlTag::u, "u", kFormatting},
    {HtmlTag::ul, "ul", kSpecial | kClosesP},
    {HtmlTag::video, "video", 0},
    {HtmlTag::wbr, "wbr", kVoid | kSpecial},
    {HtmlTag::xmp, "xmp", kSpecial | kRawText | kClosesP},
};

constexpr std::size_t kTagCount = sizeof(kTags) / sizeof(kTags[0]);
constexpr std::size_t kSlots = 512;  // power of two, at most a quarter full
constexpr std::size_t kLongestName = 10;

constexpr std::size_t hash_of(std::string_view name) {
  std::size_t hash = 2166136261U;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return (hash ^ (hash >> 15U)) % kSlots;
}

constexpr std::array<std::uint8_t, kSlots> make_slots() {
  std::array<std::uint8_t, kSlots> slots{};
  for (std::size_t i = 0; i < kTagCount; ++i) {
    std::size_t at = hash_of(kTags[i].name);
    while (slots[at] != 0) at = (at + 1) % kSlots;
    slots[at] = static_cast<std::uint8_t>(i + 1);
  }
  return slots;
}
constexpr auto kSlotTable = make_slots();

constexpr std::array<HtmlTagTraits, kTagCount + 2> make_traits() {
  std::array<HtmlTagTraits, kTagCount + 2> all{};
  for (const TagRow& row : kTags) {
    all[static_cast<std::size_t>(row.tag)] = {
        (row.flags & kVoid) != 0, (row.flags & kSpecial) != 0, (row.flags & kFormatting) != 0,
        (row.flags & kRawText) != 0, (row.flags & kClosesP) != 0};
  }
  return all;
}
constexpr auto kTraits = make_traits();

}  // namespace

HtmlTag find_html_tag(std::string_view name) {
  if (name.empty() || name.size() > kLongestName) return HtmlTag::other;
  char lower[kLongestName];
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    lower[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  }
  const std::string_view key(lower, name.size());
  for (std::size_t at = hash_of(key); kSlotTable[at] != 0; at = (at + 1) % kSlots) {
    const TagRow& row = kTags[kSlotTable[at] - 1];
    if (row.name == key) return row.tag;
  }
  return HtmlTag::other;
}

const HtmlTagTraits& traits_of(HtmlTag tag) {
  return kTraits[static_cast<std::size_t>(tag)];
}

}  // namespace gweval
