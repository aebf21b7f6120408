#include <stdexcept>

#include "gweval/rule.hpp"

namespace gweval {
namespace {

/// The loader has checked presence and type, so a miss is a bug of ours; the rule runner turns the
/// exception into rule_error for this one criterion.
template <class T>
const T& get(const ParamMap& values, std::string_view id) {
  const auto found = values.find(id);
  if (found == values.end())
    throw std::logic_error("rule asks for undeclared parameter " + std::string(id));
  const T* value = std::get_if<T>(&found->second);
  if (value == nullptr) throw std::logic_error("parameter has another type: " + std::string(id));
  return *value;
}

}  // namespace

bool Params::flag(std::string_view id) const {
  return get<bool>(*values_, id);
}
std::int64_t Params::integer(std::string_view id) const {
  return get<std::int64_t>(*values_, id);
}
double Params::number(std::string_view id) const {
  return get<double>(*values_, id);
}
const std::string& Params::text(std::string_view id) const {
  return get<std::string>(*values_, id);
}
const std::vector<std::string>& Params::list(std::string_view id) const {
  return get<std::vector<std::string>>(*values_, id);
}
const Lexicon& Params::lexicon(std::string_view id) const {
  return get<Lexicon>(*values_, id);
}

}  // namespace gweval
