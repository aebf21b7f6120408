// The only file that knows gumbo.
#include "web/html_document.hpp"

#include <algorithm>
#include <array>
#include <csetjmp>

#include <gumbo.h>

#include "base/utf8.hpp"
#include "web/html_arena.hpp"
#include "web/html_guard.hpp"
#include "web/html_shorthand.hpp"

namespace gweval {
namespace {

// Gumbo does not check for failed allocations; when the budget is used up, control returns to
// parse_within. Only C frames without clean-up lie between.
struct ParseMemory {
  HtmlArena* arena = nullptr;
  std::jmp_buf out_of_memory;
};

void* allocate(void* userdata, std::size_t size) {
  auto* const memory = static_cast<ParseMemory*>(userdata);
  void* const block = memory->arena->allocate(size);
  if (block == nullptr) std::longjmp(memory->out_of_memory, 1);
  return block;
}

void release(void* userdata, void* block) {
  static_cast<ParseMemory*>(userdata)->arena->release(block);
}

const GumboOutput* parse_within(HtmlArena& arena, const std::string& html) {
  ParseMemory memory;
  memory.arena = &arena;
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = allocate;
  options.deallocator = release;
  options.userdata = &memory;
  options.max_errors = 0;                                 // errors are not read; each would be kept
  if (setjmp(memory.out_of_memory) != 0) return nullptr;  // NOLINT(cert-err52-cpp)
  return gumbo_parse_with_options(&options, html.data(), html.size());
}

std::array<HtmlTag, GUMBO_TAG_LAST + 1> make_tag_map() {
  std::array<HtmlTag, GUMBO_TAG_LAST + 1> map{};
  for (int i = 0; i <= GUMBO_TAG_LAST; ++i) {
    const char* name =
        i < GUMBO_TAG_UNKNOWN ? gumbo_normalized_tagname(static_cast<GumboTag>(i)) : "";
    map[static_cast<std::size_t>(i)] = find_html_tag(name);
  }
  return map;
}

bool is_element(const GumboNode* node) {
  return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

bool is_text(const GumboNode* node) {
  return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
         node->type == GUMBO_NODE_CDATA;
}

std::string_view name_of(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  GumboStringPiece piece = element.original_tag;
  gumbo_tag_from_original_text(&piece);
  return {piece.data == nullptr ? "" : piece.data, piece.length};
}

// The node after `node` in document order; counts into `closed` the elements left on the way.
const GumboNode* next_node(const GumboNode* node, const GumboNode* root, std::size_t& closed) {
  if (is_element(node) && node->v.element.children.length > 0) {
    return static_cast<const GumboNode*>(node->v.element.children.data[0]);
  }
  while (node != root) {
    const GumboNode* const parent = node->parent;
    const std::size_t next = node->index_within_parent + 1;
    if (next < parent->v.element.children.length) {
      return static_cast<const GumboNode*>(parent->v.element.children.data[next]);
    }
    node = parent;
    ++closed;
  }
  return nullptr;
}

}  // namespace

struct HtmlDocument::Memory {
  explicit Memory(std::size_t max_bytes) : arena(max_bytes) {}
  HtmlArena arena;
  std::string html;
  std::optional<HtmlShorthand> shorthand;  // of html, if that is what was parsed
};

HtmlDocument::HtmlDocument() = default;
HtmlDocument::HtmlDocument(HtmlDocument&&) noexcept = default;
HtmlDocument& HtmlDocument::operator=(HtmlDocument&&) noexcept = default;
HtmlDocument::~HtmlDocument() = default;

// The element's name and attributes; false if one of them holds a mark.
bool HtmlDocument::add_element(const GumboNode& node, HtmlNode& out) {
  const GumboElement& element = node.v.element;
  static const auto kTagMap = make_tag_map();
  const bool is_html = element.tag_namespace == GUMBO_NAMESPACE_HTML;
  out.tag = is_html ? kTagMap[element.tag] : HtmlTag::other;
  out.text = name_of(element);
  out.first_attribute = static_cast<std::uint32_t>(attributes_.size());
  out.attribute_count = element.attributes.length;
  bool has_mark = element.tag == GUMBO_TAG_UNKNOWN && HtmlShorthand::has_mark(out.text);
  for (unsigned i = 0; i < element.attributes.length; ++i) {
    const auto* a = static_cast<const GumboAttribute*>(element.attributes.data[i]);
    attributes_.push_back({a->name, a->value});
    const HtmlAttribute& added = attributes_.back();
    has_mark =
        has_mark || HtmlShorthand::has_mark(added.name) || HtmlShorthand::has_mark(added.value);
  }
  return !has_mark;
}

bool HtmlDocument::add_text(const GumboNode& node, HtmlNode& out) {
  out.tag = HtmlTag::text;
  out.text = node.v.text.text;
  out.end = static_cast<HtmlNodeId>(nodes_.size()) + 1;
  if (!memory_->shorthand) return true;
  const auto whole = memory_->shorthand->expand(out.text, memory_->arena);
  out.text = whole.value_or(out.text);
  return whole.has_value();
}

// False if the tree would not fit the memory budget, or was built of a page that shorthand changes.
bool HtmlDocument::build() {
  const bool is_short = memory_->shorthand.has_value();
  const GumboOutput* const output =
      parse_within(memory_->arena, is_short ? memory_->shorthand->html() : memory_->html);
  if (output == nullptr) return false;
  std::vector<HtmlNodeId> open;
  std::size_t closed = 0;
  for (const GumboNode* node = output->root; node != nullptr;) {
    const auto id = static_cast<HtmlNodeId>(nodes_.size());
    HtmlNode out;
    out.parent = open.empty() ? 0 : open.back();
    out.depth = static_cast<std::uint16_t>(std::min<std::size_t>(open.size(), 0xFFFF));
    if (is_element(node)) {
      if (!add_element(*node, out) && is_short) return false;
      out.end = id + 1;  // until it is closed
      nodes_.push_back(out);
      depth_ = std::max(depth_, open.size() + 1);
      if (node->v.element.children.length > 0) open.push_back(id);
    } else if (is_text(node)) {
      if (!add_text(*node, out)) return false;
      nodes_.push_back(out);
    }
    closed = 0;
    node = next_node(node, output->root, closed);
    for (; closed > 0; --closed) {
      nodes_[open.back()].end = static_cast<HtmlNodeId>(nodes_.size());
      open.pop_back();
    }
  }
  return true;
}

// Whether the tree could be built within a budget of memory; the page is given back if not.
bool HtmlDocument::try_build(std::string& html, std::size_t max_bytes, bool in_shorthand) {
  nodes_.clear();
  attributes_.clear();
  depth_ = 0;
  memory_ = std::make_unique<Memory>(max_bytes);
  memory_->html = std::move(html);
  if (in_shorthand) memory_->shorthand.emplace(memory_->html);
  const bool is_useless = in_shorthand && !memory_->shorthand->is_shorter();
  if (!is_useless && build()) return true;
  html = std::move(memory_->html);
  return false;
}

HtmlDocument HtmlDocument::parse(std::string html) {
  // A page of the common kind needs about 10 bytes a byte; clones of formatting elements more.
  constexpr std::size_t kFloor = std::size_t{16} << 20U;
  constexpr std::size_t kPerByte = 128;
  HtmlDocument document;
  const std::size_t size = html.size();
  const HtmlShape shape = measure_html(html);
  if (shape.is_within_limits) {
    document.is_cut_ = shape.end < size;
    html.resize(shape.end);
    const std::size_t budget = kFloor + kPerByte * html.size();
    for (const bool in_shorthand : {true, false}) {
      if (document.try_build(html, budget, in_shorthand)) return document;
    }
  }
  FlatHtml flat = flatten_html(html);
  const bool is_built = document.try_build(flat.html, std::size_t{1} << 30U, false);
  document.is_cut_ = flat.end < size || !is_built;
  document.depth_ = std::max(document.depth_, flat.depth);
  if (document.nodes_.empty()) document.nodes_.push_back({HtmlTag::html, 0, 0, 1, 0, 0, "html"});
  return document;
}

std::span<const HtmlAttribute> HtmlDocument::attributes(HtmlNodeId id) const {
  const HtmlNode& node = nodes_[id];
  return std::span(attributes_).subspan(node.first_attribute, node.attribute_count);
}

std::optional<std::string_view> HtmlDocument::attribute(HtmlNodeId id,
                                                        std::string_view name) const {
  for (const HtmlAttribute& attribute : attributes(id)) {
    if (attribute.name == name) return attribute.value;
  }
  return std::nullopt;
}

std::string HtmlDocument::folded_text(HtmlNodeId id, std::size_t max_bytes) const {
  // Bounded in nodes too: links nest, and each asks for all text below it.
  const std::size_t end = std::min<std::size_t>(nodes_[id].end, id + max_bytes + 64);
  std::string all;
  for (HtmlNodeId i = id; i < end && all.size() < 2 * max_bytes + 64; ++i) {
    if (nodes_[i].tag == HtmlTag::text) all += nodes_[i].text;
    if (nodes_[i].tag == HtmlTag::br) all += ' ';
  }
  std::string folded = fold_space(all);
  folded.resize(truncate_utf8(folded, max_bytes).size());
  return folded;
}

std::size_t HtmlDocument::allocations() const {
  return memory_ ? memory_->arena.allocations() : 0;
}

}  // namespace gweval
