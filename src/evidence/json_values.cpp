#include "evidence/json_values.hpp"

#include <fmt/format.h>

#include "base/utf8.hpp"

namespace gweval::evidence {
namespace {

std::string to_hex(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return out;
}

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

std::optional<std::string> from_hex(std::string_view hex) {
  if (hex.size() % 2 != 0) return std::nullopt;
  std::string out;
  out.reserve(hex.size() / 2);
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = digit_of(hex[i]);
    const int low = digit_of(hex[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high * 16 + low);
  }
  return out;
}

const Json kNothing = nullptr;

}  // namespace

Json text_json(std::string_view bytes) {
  if (is_valid_utf8(bytes)) return std::string(bytes);
  return {{"hex", to_hex(bytes)}};
}

Json parse_json(std::string_view text) {
  Json parsed = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  return parsed.is_discarded() ? Json(nullptr) : parsed;
}

ObjectReader::ObjectReader(const Json& value)
    : ObjectReader(value, std::make_shared<std::string>()) {}

ObjectReader::ObjectReader(const Json& value, std::shared_ptr<std::string> fault)
    : value_(&value), fault_(std::move(fault)) {}

const Json& ObjectReader::member(const char* key) const {
  if (value_->is_object()) {
    if (const auto found = value_->find(key); found != value_->end()) return *found;
  }
  *fault_ = key;
  return kNothing;
}

std::string ObjectReader::text_of(const Json& value, const char* key) const {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_object() && value.contains("hex") && value["hex"].is_string()) {
    if (auto bytes = from_hex(value["hex"].get<std::string>())) return *std::move(bytes);
  }
  *fault_ = key;
  return {};
}

std::string ObjectReader::text(const char* key) const {
  return text_of(member(key), key);
}

bool ObjectReader::flag(const char* key) const {
  const Json& value = member(key);
  if (value.is_boolean()) return value.get<bool>();
  *fault_ = key;
  return false;
}

std::int64_t ObjectReader::integer(const char* key) const {
  const Json& value = member(key);
  if (value.is_number_integer()) return value.get<std::int64_t>();
  *fault_ = key;
  return 0;
}

std::vector<std::string> ObjectReader::texts(const char* key) const {
  std::vector<std::string> out;
  const Json& list = member(key);
  if (!list.is_array()) *fault_ = key;
  for (const Json& value : list) out.push_back(text_of(value, key));
  return out;
}

std::vector<std::pair<std::string, std::string>> ObjectReader::pairs(const char* key) const {
  std::vector<std::pair<std::string, std::string>> out;
  const Json& list = member(key);
  if (!list.is_array()) *fault_ = key;
  for (const Json& value : list) {
    if (!value.is_array() || value.size() != 2) {
      *fault_ = key;
      break;
    }
    out.emplace_back(text_of(value[0], key), text_of(value[1], key));
  }
  return out;
}

ObjectReader ObjectReader::object(const char* key) const {
  return {member(key), fault_};
}

void ObjectReader::each(const char* key,
                        const std::function<void(const ObjectReader&)>& visit) const {
  const Json& list = member(key);
  if (!list.is_array()) *fault_ = key;
  for (const Json& value : list) visit({value, fault_});
}

Error ObjectReader::error(std::string_view what) const {
  return {ErrorCode::invalid_input,
          fmt::format("the {} is not as documented{}; the file is damaged or of another version",
                      what, has_failed() ? " (" + *fault_ + ")" : "")};
}

Json plan_json(const CrawlPlanRecord& plan) {
  return {{"start_url", text_json(plan.start_url)},
          {"user_agent", text_json(plan.user_agent)},
          {"scope", text_json(plan.scope)},
          {"delay_ms", plan.delay_ms},
          {"connections_per_host", plan.connections_per_host},
          {"max_pages", plan.max_pages},
          {"max_depth", plan.max_depth},
          {"max_time_ms", plan.max_time_ms}};
}

CrawlPlanRecord read_plan(const ObjectReader& in) {
  CrawlPlanRecord plan;
  plan.start_url = in.text("start_url");
  plan.user_agent = in.text("user_agent");
  plan.scope = in.text("scope");
  plan.delay_ms = in.number<std::int64_t>("delay_ms");
  plan.connections_per_host = in.number<int>("connections_per_host");
  plan.max_pages = in.number<std::int64_t>("max_pages");
  plan.max_depth = in.number<int>("max_depth");
  plan.max_time_ms = in.number<std::int64_t>("max_time_ms");
  return plan;
}

}  // namespace gweval::evidence
