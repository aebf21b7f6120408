#include "gweval/report.hpp"
#include "report/json_visitor.hpp"
#include "report/site_json.hpp"

namespace gweval {
namespace {

/// Results, list of sites, a site, its list of indicators: a line each. An indicator is one line.
constexpr std::size_t kResultsLineDepth = 4;

}  // namespace

std::string to_results_json(const Results& results) {
  JsonWriter out(kResultsLineDepth);
  JsonVisitor visitor(out);
  // The field lists serve the reader too, so they take what may be changed; the writer never does.
  visitor.object(const_cast<Results&>(results));  // NOLINT(cppcoreguidelines-pro-type-const-cast)
  return out.finish();
}

Result<void> write_results_json(const Results& results, const SitePieceSource& indicators,
                                const TextSink& sink) {
  JsonWriter out(kResultsLineDepth);
  Streaming streaming{indicators, sink};
  JsonVisitor visitor(out, &streaming);
  visitor.object(const_cast<Results&>(results));  // NOLINT(cppcoreguidelines-pro-type-const-cast)
  GWEVAL_CHECK(streaming.outcome);
  return sink(out.finish());
}

std::string indicators_json(const SiteResult& site) {
  JsonWriter out(kResultsLineDepth);
  out.begin_object();
  out.key("sites");
  out.begin_array();
  out.begin_object();
  JsonVisitor visitor(out);
  const std::size_t start = out.size();
  visitor.list(
      "indicators",
      const_cast<SiteResult&>(site).indicators);  // NOLINT(cppcoreguidelines-pro-type-const-cast)
  const std::string text = out.take().substr(start);
  return text.substr(text.find('['));
}

}  // namespace gweval
