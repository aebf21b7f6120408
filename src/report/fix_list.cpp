// What to fix first: what each criterion has lost, the most first, with its findings.

#include <algorithm>
#include <vector>

#include "gweval/report.hpp"
#include "report/criterion_text.hpp"
#include "report/display.hpp"
#include "report/find_site.hpp"
#include "report/fix_items.hpp"
#include "report/report_text.hpp"
#include "report/text_layout.hpp"
#include "report/veto_text.hpp"

namespace gweval {
namespace {

constexpr std::size_t kNameWidth = 40;
constexpr std::size_t kMaxUnknown = 20;

class FixList {
 public:
  FixList(const Results& results, const SiteResult& site, const TextStyle& style)
      : site_(site), layout_(style), language_(style.language), cut_offs_(cut_offs_of(results)) {}

  std::string run() {
    layout_.paragraph(say(phrase::kFixHead, language_, {one_line(site_.name, kNameWidth)}), 0, 2,
                      Colour::bold);
    if (site_.status == SiteStatus::not_observed) {
      const std::string reason = site_.status_reason.empty() ? say(phrase::kNoReason, language_)
                                                             : site_.status_reason.in(language_);
      layout_.paragraph(say(phrase::kNotObserved, language_, {reason}), 0);
      return layout_.take();
    }
    for (const VetoResult& veto : site_.veto) {
      if (veto.state != "fired") continue;
      layout_.paragraph(veto_sentence(site_, veto, language_, cut_offs_), 0, 2, Colour::red);
    }
    write_losses(losses_of(site_));
    write_unknowns(unknowns_of(site_));
    return layout_.take();
  }

 private:
  [[nodiscard]] std::string shown(double points) const { return display_points(points, cut_offs_); }

  void write_losses(const std::vector<Loss>& losses) {
    if (losses.empty()) {
      layout_.paragraph(say(phrase::kNothingToFix, language_), 0);
      return;
    }
    std::size_t number = 0;
    for (const Loss& loss : losses) write_loss(loss, ++number);
    layout_.blank();
    layout_.paragraph(say(phrase::kFixSum, language_, {shown(total_gain(losses))}), 0);
  }

  void write_loss(const Loss& loss, std::size_t number) {
    layout_.blank();
    const std::string title = loss.criterion == nullptr
                                  ? say(phrase::kLeafRated, language_)
                                  : criterion_title(*loss.criterion, language_);
    layout_.paragraph(std::to_string(number) + ". " + title + say(phrase::kColon, language_) +
                          say(phrase::kWorth, language_, {shown(loss.gain)}),
                      0, 3, Colour::bold);
    const double index = loss.criterion == nullptr ? loss.leaf->index.value_or(0)
                                                   : loss.criterion->index.value_or(0);
    const std::string leaf = one_line(loss.leaf->name, kNameWidth);
    layout_.paragraph(say(phrase::kAlready, language_, {leaf, loss.leaf->id, display_index(index)}),
                      3);
    if (loss.criterion == nullptr) {
      write_ratings(layout_, loss.leaf->rating, loss.leaf->ratings, 3);
      return;
    }
    const std::string measured = criterion_measured(*loss.criterion, language_);
    if (!measured.empty()) layout_.paragraph(measured, 3);
    write_ratings(layout_, loss.criterion->rating, loss.criterion->ratings, 3);
    write_findings(layout_, *loss.criterion, 3);
  }

  void write_unknowns(const std::vector<Loss>& unknowns) {
    if (unknowns.empty()) return;
    layout_.blank();
    layout_.paragraph(say(phrase::kUnknownHead, language_), 0, 2, Colour::bold);
    const std::size_t count = std::min(unknowns.size(), kMaxUnknown);
    for (std::size_t i = 0; i < count; ++i) {
      const Loss& unknown = unknowns[i];
      std::string text = "- " + one_line(unknown.leaf->name, kNameWidth) + " / " +
                         criterion_title(*unknown.criterion, language_) +
                         say(phrase::kColon, language_) +
                         say(phrase::kUnknownWorth, language_, {shown(unknown.gain)}) + " · " +
                         say(state_phrase(unknown.criterion->state), language_);
      const std::string reason = criterion_reason(*unknown.criterion, language_);
      if (!reason.empty()) text += " · " + reason;
      layout_.paragraph(text, 0);
    }
    if (unknowns.size() > count) {
      layout_.paragraph(
          say(phrase::kMoreUnknown, language_, {std::to_string(unknowns.size() - count)}), 0);
    }
  }

  const SiteResult& site_;
  TextLayout layout_;
  Language language_;
  std::vector<double> cut_offs_;
};

}  // namespace

Result<std::string> to_fix_list(const Results& results, std::string_view site_id,
                                const TextStyle& style) {
  GWEVAL_TRY(const SiteResult* site, find_site(results, site_id));
  return FixList(results, *site, style).run();
}

}  // namespace gweval
