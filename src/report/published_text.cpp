// The consistency of published tables: text and CSV.

#include <cmath>

#include "base/csv.hpp"
#include "gweval/diff_report.hpp"
#include "report/csv_cells.hpp"
#include "report/diff_words.hpp"
#include "report/text_layout.hpp"

namespace gweval {
namespace {

/// Four decimals: two more than tables print.
std::string four_decimals(double value) {
  const auto units = std::llround(value * 10'000);
  std::string fraction = std::to_string(units % 10'000);
  fraction.insert(0, 4 - fraction.size(), '0');
  return std::to_string(units / 10'000) + "." + fraction;
}

std::string interval_text(const PublishedCheck& check, Language language) {
  if (!check.rebuilt_low || !check.rebuilt_high) {
    return say(phrase::kPublishedOpen, language, {check.published});
  }
  const std::string low = four_decimals(*check.rebuilt_low);
  const std::string high = four_decimals(*check.rebuilt_high);
  if (check.published.empty()) return say(phrase::kNotPrinted, language, {low, high});
  return say(phrase::kPublishedLine, language, {check.published, low, high});
}

void write_check(TextLayout& layout, const PublishedCheck& check) {
  const Language language = layout.language();
  const bool is_no = check.reproducible == Reproducible::no;
  std::string text = "- " + check.indicator + (language == Language::zh ? "：" : ": ");
  if (!check.published.empty()) {
    text += reproducible_phrase(check.reproducible).in(language);
    text += language == Language::zh ? "，" : "; ";
  }
  layout.paragraph(text + interval_text(check, language), 2, 2, is_no ? Colour::red : Colour::none);
  if (!check.unpublished.empty()) {
    layout.paragraph(say(phrase::kUnpublished, language, {joined(check.unpublished, ", ")}), 6);
  }
  if (check.shortfall > 0) {
    // Rounded up it would claim what may not be missing.
    const std::string points = four_decimals(std::floor(check.shortfall * 100 + 1e-6) / 100);
    layout.paragraph(say(phrase::kShortfall, language, {points.substr(0, points.size() - 2)}), 6);
  }
}

}  // namespace

std::string to_published_check_csv(const PublishedCheckResult& result) {
  std::string out(kUtf8Bom);
  out += csv_row({"group", "level1", "year", "published", "rebuilt_low", "rebuilt_high",
                  "reproducible", "unpublished", "shortfall"});
  for (const PublishedCheck& check : result.checks) {
    const auto number = [](const std::optional<double>& value) {
      return value ? four_decimals(*value) : std::string();
    };
    out += csv_row({csv_cell(check.group), csv_cell(check.indicator), std::to_string(check.year),
                    csv_cell(check.published), number(check.rebuilt_low),
                    number(check.rebuilt_high), std::string(to_text(check.reproducible)),
                    csv_cell(joined(check.unpublished, "; ")),
                    check.shortfall > 0 ? four_decimals(check.shortfall) : ""});
  }
  return out;
}

std::string to_published_check_text(const PublishedCheckResult& result, const TextStyle& style) {
  TextLayout layout(style);
  layout.paragraph(say(phrase::kPublishedHead, style.language), 0, 2, Colour::bold);
  std::string group;
  for (const PublishedCheck& check : result.checks) {
    const std::string heading = check.group + " " + std::to_string(check.year);
    if (heading != group) layout.paragraph(heading, 0, 2, Colour::bold);
    group = heading;
    write_check(layout, check);
  }
  const std::size_t yes = result.count(Reproducible::yes);
  const std::size_t no = result.count(Reproducible::no);
  layout.blank();
  layout.paragraph(say(phrase::kPublishedSum, style.language,
                       {std::to_string(yes + no), std::to_string(yes), std::to_string(no)}),
                   0);
  return layout.take();
}

}  // namespace gweval
