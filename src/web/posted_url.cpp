#include "web/posted_url.hpp"

namespace gweval {
namespace {

constexpr std::string_view kMark = "__wb_method=POST&";

}  // namespace

std::string posted_url(std::string_view action, std::string_view body) {
  std::string url(action.substr(0, action.find('#')));
  url += url.find('?') == std::string::npos ? '?' : '&';
  url += kMark;
  return url += body;
}

std::optional<PostedForm> posted_form_of(std::string_view url) {
  const std::size_t query = url.find('?');
  if (query == std::string_view::npos) return std::nullopt;
  const std::size_t mark = url.find(kMark, query);
  if (mark == std::string_view::npos) return std::nullopt;
  const char before = url[mark - 1];
  if (before != '?' && before != '&') return std::nullopt;
  return PostedForm{std::string(url.substr(0, mark - 1)),
                    std::string(url.substr(mark + kMark.size()))};
}

}  // namespace gweval
