// What a plugin answers, as a description of rules and as an observation.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "plugin/plugin_json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);  // NOLINT: bytes as text
  static_cast<void>(gweval::plugin::schemas_from_json(text));
  static_cast<void>(gweval::plugin::observation_from_json(text));
  return 0;
}
