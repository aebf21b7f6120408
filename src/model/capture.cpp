#include "gweval/capture.hpp"

#include "base/utf8.hpp"

namespace gweval {
namespace {

// A check for being there asks for a byte and may be sent more, or all.
bool is_asked_in_part(const Capture& capture) {
  if (capture.exchanges.empty()) return true;
  const std::string head = to_lower_ascii(capture.exchanges.back().request_head);
  return head.find("\nrange:") != std::string::npos;
}

}  // namespace

bool is_read_as_page(const Capture& capture) {
  const Fetch& fetch = capture.fetch;
  if (fetch.outcome != FetchOutcome::response) return false;
  switch (fetch.purpose) {
    case FetchPurpose::page:
    case FetchPurpose::search_probe:
      return true;
    case FetchPurpose::error_probe:
      return fetch.status >= 200 && fetch.status < 300;
    case FetchPurpose::recheck:
      return fetch.status == 200 && !is_asked_in_part(capture);
    default:
      return false;
  }
}

}  // namespace gweval
