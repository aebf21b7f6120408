#pragma once
// Text in the two languages every message of gweval exists in.

#include <string>

namespace gweval {

enum class Language { zh, en };

struct LocalText {
  std::string zh;
  std::string en;

  [[nodiscard]] const std::string& in(Language language) const {
    return language == Language::zh ? zh : en;
  }
  [[nodiscard]] bool empty() const { return zh.empty() && en.empty(); }
  friend bool operator==(const LocalText&, const LocalText&) = default;
};

}  // namespace gweval
