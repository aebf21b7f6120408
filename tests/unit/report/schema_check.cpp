#include "schema_check.hpp"

#include <set>

namespace gweval::test {
namespace {

using Json = nlohmann::json;

class Checker {
 public:
  explicit Checker(const Json& root) : root_(root) {}

  void check(const Json& schema, const Json& value, const std::string& path) {
    refuse_unknown_words(schema, path);
    if (schema.contains("$ref")) {
      const std::string ref = schema["$ref"];
      check(root_.at(Json::json_pointer(ref.substr(1))), value, path);
    }
    if (schema.contains("anyOf")) check_any(schema["anyOf"], value, path);
    if (schema.contains("type") && !has_type(schema["type"], value)) fault(path, "wrong type");
    if (schema.contains("const") && value != schema["const"]) fault(path, "not the constant");
    if (schema.contains("enum") && !contains(schema["enum"], value)) fault(path, "not in enum");
    if (value.is_number() && schema.contains("minimum") && value < schema["minimum"]) {
      fault(path, "below minimum");
    }
    if (value.is_number() && schema.contains("maximum") && value > schema["maximum"]) {
      fault(path, "above maximum");
    }
    if (value.is_object()) check_object(schema, value, path);
    if (value.is_array() && schema.contains("items")) {
      for (std::size_t i = 0; i < value.size(); ++i) {
        check(schema["items"], value[i], path + "/" + std::to_string(i));
      }
    }
  }

  std::vector<std::string> faults;

 private:
  void fault(const std::string& path, const std::string& what) {
    faults.push_back(path + ": " + what);
  }

  void refuse_unknown_words(const Json& schema, const std::string& path) {
    static const std::set<std::string> kWords{
        "$schema",    "$id",   "$defs",      "$ref",     "title",
        "type",       "const", "enum",       "minimum",  "maximum",
        "anyOf",      "items", "properties", "required", "additionalProperties",
        "description"};
    for (const auto& [word, value] : schema.items()) {
      if (!kWords.contains(word)) fault(path, "schema word not checked: " + word);
    }
  }

  void check_any(const Json& choices, const Json& value, const std::string& path) {
    for (const Json& choice : choices) {
      Checker attempt(root_);
      attempt.check(choice, value, path);
      if (attempt.faults.empty()) return;
    }
    fault(path, "fits none of anyOf");
  }

  static bool contains(const Json& values, const Json& value) {
    for (const Json& candidate : values) {
      if (candidate == value) return true;
    }
    return false;
  }

  static bool has_type(const Json& type, const Json& value) {
    if (type.is_array()) {
      for (const Json& one : type) {
        if (has_type(one, value)) return true;
      }
      return false;
    }
    if (type == "integer") {
      return value.is_number() && value.get<double>() == static_cast<double>(value.get<long>());
    }
    return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
           (type == "string" && value.is_string()) || (type == "number" && value.is_number()) ||
           (type == "boolean" && value.is_boolean()) || (type == "null" && value.is_null());
  }

  void check_object(const Json& schema, const Json& value, const std::string& path) {
    for (const Json& key : schema.value("required", Json::array())) {
      if (!value.contains(key.get<std::string>())) fault(path, "lacks " + key.get<std::string>());
    }
    const Json properties = schema.value("properties", Json::object());
    for (const auto& [key, item] : value.items()) {
      if (properties.contains(key)) {
        check(properties[key], item, path + "/" + key);
      } else if (schema.contains("additionalProperties")) {
        const Json& others = schema["additionalProperties"];
        if (others.is_object()) check(others, item, path + "/" + key);
        if (others == false) fault(path, "unknown key " + key);
      }
    }
  }

  const Json& root_;
};

}  // namespace

std::vector<std::string> check_schema(const Json& schema, const Json& document) {
  Checker checker(schema);
  checker.check(schema, document, "");
  return checker.faults;
}

}  // namespace gweval::test
