#include "evidence/manifest.hpp"

#include <fmt/format.h>

#include "base/file.hpp"
#include "evidence/json_values.hpp"
#include "gweval/version.hpp"

namespace gweval::evidence {
namespace {

constexpr std::string_view kFormat = "gweval-evidence/1";
constexpr std::size_t kMaxManifestBytes = 1024 * 1024;

Json counts_json(const Counts& counts) {
  Json out = Json::object();
  for (const auto& [name, count] : counts) out[name] = count;
  return out;
}

Json crawl_json(const std::optional<CrawlFacts>& crawl) {
  if (!crawl) return nullptr;
  Json traps = Json::array();
  for (const CrawlTrap& trap : crawl->traps) {
    traps.push_back({{"kind", text_json(trap.kind)},
                     {"example", text_json(trap.example)},
                     {"pages", trap.pages}});
  }
  return {{"is_complete", crawl->is_complete},
          {"limit_reached", text_json(crawl->limit_reached)},
          {"pages_known", crawl->pages_known},
          {"started_at", text_json(crawl->started_at)},
          {"finished_at", text_json(crawl->finished_at)},
          {"traps", std::move(traps)}};
}

CrawlFacts read_crawl(const ObjectReader& in) {
  return {in.flag("is_complete"), in.text("limit_reached"), in.number<std::size_t>("pages_known"),
          in.text("started_at"),  in.text("finished_at"),   {}};
}

}  // namespace

Result<Manifest> read_manifest(const std::filesystem::path& path) {
  GWEVAL_TRY(const std::string text, read_file(path, kMaxManifestBytes));
  const Json parsed = parse_json(text);
  const ObjectReader in(parsed);
  const std::string format = in.text("format");
  if (format.starts_with("gweval-evidence/") && format != kFormat) {
    return Error{ErrorCode::unsupported,
                 fmt::format("is of format {}, this build reads {}; use the build that wrote it",
                             format, kFormat),
                 path.string()};
  }
  Manifest out;
  out.site_id = in.text("site_id");
  out.created_at = in.text("created_at");
  out.updated_at = in.text("updated_at");
  out.plan = read_plan(in.object("plan"));
  if (const ObjectReader crawl = in.object("crawl"); !crawl.is_null())
    out.crawl = read_crawl(crawl);
  if (parsed.contains("round")) out.round = in.number<int>("round");
  const ObjectReader archive = in.object("archive");
  out.archive_bytes = archive.number<std::uint64_t>("bytes");
  out.archive_sha256 = archive.text("sha256");
  if (in.has_failed() || format != kFormat) {
    Error error = in.error("manifest");
    error.where = path.string();
    return error;
  }
  return out;
}

Result<void> write_manifest(const std::filesystem::path& path, const Manifest& manifest) {
  const Json out = {{"format", kFormat},
                    {"site_id", manifest.site_id},
                    {"tool", {{"name", "gweval"}, {"version", kVersion}}},
                    {"facts_schema_version", kFactsSchemaVersion},
                    {"created_at", manifest.created_at},
                    {"updated_at", manifest.updated_at},
                    {"plan", plan_json(manifest.plan)},
                    {"round", manifest.round},
                    {"crawl", crawl_json(manifest.crawl)},
                    {"counts",
                     {{"fetches", manifest.fetches},
                      {"pages", manifest.pages},
                      {"by_purpose", counts_json(manifest.by_purpose)},
                      {"by_outcome", counts_json(manifest.by_outcome)}}},
                    {"archive",
                     {{"file", "archive.warc.gz"},
                      {"bytes", manifest.archive_bytes},
                      {"sha256", manifest.archive_sha256}}}};
  return write_file_atomically(path, out.dump(2) + "\n");
}

}  // namespace gweval::evidence
