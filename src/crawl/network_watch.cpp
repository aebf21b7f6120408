#include "crawl/network_watch.hpp"

#include <algorithm>

#include "web/url.hpp"

namespace gweval {
namespace {

// House rules. With many hosts in work some host answers all the time, so that five different ones
// failing with no answer in between are a sign; so are four failures in five results where there
// were fewer than one in three before.
constexpr std::size_t kHostsInARow = 5;
constexpr std::size_t kRecentResults = 40;
constexpr std::size_t kRecentFailures = 32;
constexpr std::size_t kControls = 3;

std::string robots_of(const std::string& text) {
  auto url = parse_url(text);
  if (!url) return {};
  url->path = "/robots.txt";
  url->query.reset();
  return to_text(*url);
}

}  // namespace

void NetworkWatch::note(const std::string& host_key, const std::string& url, bool is_answer) {
  recent_.push_back(is_answer);
  ++(is_answer ? answers_ : failures_);
  if (recent_.size() > kRecentResults) recent_.pop_front();
  if (is_answer) {
    failed_since_answer_.clear();
    const std::string control = robots_of(url);
    if (!control.empty() &&
        std::find(controls_.begin(), controls_.end(), control) == controls_.end()) {
      controls_.push_front(control);
      if (controls_.size() > kControls) controls_.pop_back();
    }
  } else {
    failed_since_answer_.insert(host_key);
  }
  judge();
}

void NetworkWatch::judge() {
  if (is_suspicious_ || answers_ == 0) return;
  const auto recent_failures =
      static_cast<std::size_t>(std::count(recent_.begin(), recent_.end(), false));
  const std::size_t earlier = answers_ + failures_ - recent_.size();
  const std::size_t earlier_failures = failures_ - recent_failures;
  const bool is_jump = recent_failures >= kRecentFailures && earlier >= kRecentResults &&
                       earlier_failures * 3 < earlier;
  is_suspicious_ = failed_since_answer_.size() >= kHostsInARow || is_jump;
}

std::vector<std::string> NetworkWatch::controls() const {
  return {controls_.begin(), controls_.end()};
}

void NetworkWatch::settle() {
  is_suspicious_ = false;
  failed_since_answer_.clear();
  recent_.clear();
}

}  // namespace gweval
