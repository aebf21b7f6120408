// Any bytes as a URL, and as a reference on a page: canonical twice is canonical once, and what
// resolves is canonical and short enough.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "web/url.hpp"
#include "web/url_host.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check_canonical(const std::string& text) {
  require(text.size() <= gweval::kMaxUrlBytes);
  const auto again = gweval::canonical_url(text);
  require(again.has_value());
  require(*again == text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gweval;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto url = parse_url(bytes)) {
    check_canonical(to_text(*url));
    require(!is_http(*url) || (!url->host.empty() && url->path.starts_with('/')));
    require(is_same_host(*url, *url));
    static_cast<void>(registrable_domain(url->host));
  }
  static const Url kBase = *parse_url("https://www.city.example/a/b/c;d?e");
  if (const auto url = resolve_url(kBase, bytes)) check_canonical(to_text(*url));
  if (const auto host = parse_host(bytes)) require(parse_host(*host) == host);
  return 0;
}
