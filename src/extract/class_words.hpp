#pragma once
// Words of class and id attributes, the only hint many pages give to what a block is.

#include <string>
#include <string_view>
#include <vector>

namespace gweval::extract {

/// Calls `use` with each word, lower case, of a class or id value.
template <class Use>
void for_each_class_word(std::string_view value, Use use) {
  const auto kind = [](char c) {
    if (c >= 'a' && c <= 'z') return 1;
    if (c >= 'A' && c <= 'Z') return 2;
    return 0;
  };
  std::string word;
  int previous = 0;
  for (const char c : value) {
    const int current = kind(c);
    const bool is_start = current == 0 || (current == 2 && previous == 1);
    if (is_start && !word.empty()) {
      use(std::string_view(word));
      word.clear();
    }
    if (current != 0) word += current == 2 ? static_cast<char>(c | 0x20) : c;
    previous = current;
  }
  if (!word.empty()) use(std::string_view(word));
}

}  // namespace gweval::extract
