// The only file of the report layer that names nlohmann/json. Sites are taken out of the document
// as soon as each is complete, so that its tree never stands in memory as a whole.

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <set>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "gweval/report.hpp"
#include "report/plausible.hpp"
#include "report/results_fields.hpp"
#include "report/written_names.hpp"

namespace gweval {
namespace {

using Json = nlohmann::json;

/// Stays inside this file: turned into an Error by parse_results_json.
struct BadDocument : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class ReadingVisitor {
 public:
  ReadingVisitor(const Json& object, std::string path) : object_(object), path_(std::move(path)) {
    if (!object.is_object()) fail("", "must be an object");
  }

  void schema(const char* key, std::string_view expected) {
    std::string actual;
    text(key, actual);
    if (actual != expected) {
      fail(key, "is '" + actual + "'; this build reads " + std::string(expected));
    }
  }
  void text(const char* key, std::string& out) {
    const Json& value = get(key);
    if (!value.is_string()) fail(key, "must be a text");
    out = value.get<std::string>();
  }
  void text_or_null(const char* key, std::string& out) {
    if (get(key).is_null()) {
      out.clear();
    } else {
      text(key, out);
    }
  }
  void number(const char* key, double& out) { out = to_number(key, get(key)); }
  void number_or_null(const char* key, std::optional<double>& out) {
    const Json& value = get(key);
    out = value.is_null() ? std::nullopt : std::optional(to_number(key, value));
  }
  template <class Whole>
  void whole(const char* key, Whole& out) {
    out = static_cast<Whole>(to_whole(key, get(key)));
  }
  void whole_or_null(const char* key, int& out) {
    out = get(key).is_null() ? 0 : to_whole(key, get(key));
  }
  void whole_or_null(const char* key, std::optional<int>& out) {
    out = get(key).is_null() ? std::nullopt : std::optional(to_whole(key, get(key)));
  }
  void flag(const char* key, bool& out) {
    if (!get(key).is_boolean()) fail(key, "must be true or false");
    out = get(key).get<bool>();
  }
  template <class E>
  void choice(const char* key, E& out) {
    std::string name;
    text(key, name);
    if (!parse_written(name, out)) fail(key, "has the unknown value '" + name + "'");
  }
  template <class T>
  void object(const char* key, T& out) {
    read(get(key), path_ + "/" + key, out);
  }
  template <class T>
  void maybe_object(const char* key, std::optional<T>& out) {
    out.reset();
    if (!get(key).is_null()) object(key, out.emplace());
  }
  template <class E>
  void added_choice(const char* key, E& out) {
    out = E{};
    if (object_.contains(key)) choice(key, out);
  }
  template <class T>
  void added_object(const char* key, std::optional<T>& out) {
    out.reset();
    if (object_.contains(key)) maybe_object(key, out);
  }
  template <class T>
  void object_or_null(const char* key, T& out) {
    out = T{};
    if (!get(key).is_null()) object(key, out);
  }
  template <class T>
  void list(const char* key, std::vector<T>& out) {
    const Json& values = array(key);
    out.clear();
    out.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      read(values[i], path_ + "/" + key + "/" + std::to_string(i), out.emplace_back());
    }
  }
  /// Already read while the text was parsed.
  void list(const char* key, std::vector<SiteResult>&) { (void)array(key); }
  void texts(const char* key, std::vector<std::string>& out) {
    out.clear();
    for (const Json& value : array(key)) {
      if (!value.is_string()) fail(key, "must hold texts");
      out.push_back(value.get<std::string>());
    }
  }
  void added_texts(const char* key, std::vector<std::string>& out) {
    out.clear();
    if (object_.contains(key)) texts(key, out);
  }
  void versions(const char* key, std::map<std::string, int>& out) {
    if (!get(key).is_object()) fail(key, "must be an object");
    for (const auto& [id, version] : get(key).items()) {
      out[id] = to_whole(std::string(key) + "/" + id, version);
    }
  }

  template <class T>
  static void read(const Json& value, const std::string& path, T& out) {
    ReadingVisitor visitor(value, path);
    fields_of(visitor, out);
    visitor.refuse_unknown_keys();
  }

 private:
  const Json& get(const char* key) {
    const auto found = object_.find(key);
    if (found == object_.end()) fail(key, "is missing");
    seen_.insert(key);
    return *found;
  }
  const Json& array(const char* key) {
    if (!get(key).is_array()) fail(key, "must be a list");
    return get(key);
  }
  double to_number(const std::string& key, const Json& value) const {
    if (!value.is_number()) fail(key, "must be a number");
    const auto number = value.get<double>();
    if (!std::isfinite(number)) fail(key, "must be a finite number");
    return number;
  }
  int to_whole(const std::string& key, const Json& value) const {
    const double number = to_number(key, value);
    if (number != std::floor(number) || number < 0 || number > 1e9) {
      fail(key, "must be a whole number from 0 to 10^9");
    }
    return static_cast<int>(number);
  }
  void refuse_unknown_keys() const {
    for (const auto& [key, value] : object_.items()) {
      if (!seen_.contains(key)) fail(key, "is not a field of " + std::string(kResultsSchema));
    }
  }
  [[noreturn]] void fail(const std::string& key, const std::string& what) const {
    throw BadDocument((key.empty() && path_.empty() ? "the document" : path_ + "/" + key) + " " +
                      what);
  }

  const Json& object_;
  std::string path_;
  std::set<std::string, std::less<>> seen_;
};

/// Line and column, from 1, of a byte position that counts from 1.
std::string place(const std::string& where, std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, std::min(byte > 0 ? byte - 1 : 0, text.size()));
  std::size_t line = 1;
  for (const char c : before) line += c == '\n' ? 1 : 0;
  const std::size_t line_start = before.rfind('\n');
  const std::size_t column =
      before.size() - (line_start == std::string_view::npos ? 0 : line_start + 1) + 1;
  return where + ":" + std::to_string(line) + ":" + std::to_string(column);
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> allowed) {
  return std::find(allowed.begin(), allowed.end(), text) != allowed.end();
}

/// Values that no scoring can give would mislead every report.
void check_values(const Results& results) {
  if (!is_one_of(results.ranked_by, {"", "total", "projected"})) {
    throw BadDocument("/ranked_by has the unknown value '" + results.ranked_by + "'");
  }
  if (const auto fault = find_implausible(results)) throw BadDocument(*fault);
}

Results read_document(std::string_view text) {
  Results out;
  bool is_in_sites = false;
  const auto take_sites = [&](int depth, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::key && depth == 1) {
      is_in_sites = parsed == "sites";
    } else if (event == Json::parse_event_t::object_end && depth == 2 && is_in_sites) {
      const std::string path = "/sites/" + std::to_string(out.sites.size());
      ReadingVisitor::read(parsed, path, out.sites.emplace_back());
      return false;
    }
    return true;
  };
  const Json document = Json::parse(text, take_sites);
  ReadingVisitor::read(document, "", out);
  if (!document.at("sites").empty()) throw BadDocument("/sites must hold objects");
  check_values(out);
  return out;
}

}  // namespace

Result<Results> parse_results_json(std::string_view text, const std::string& where) {
  try {
    return read_document(text);
  } catch (const Json::parse_error& fault) {
    return Error{ErrorCode::invalid_input, "this is not valid JSON; give a results.json of gweval",
                 place(where, text, fault.byte)};
  } catch (const BadDocument& fault) {
    return Error{ErrorCode::invalid_input,
                 std::string(fault.what()) + "; give a results.json written by gweval", where};
  } catch (const Json::exception& fault) {
    return Error{ErrorCode::invalid_input, std::string("cannot read: ") + fault.what(), where};
  }
}

}  // namespace gweval
