#pragma once
// Is it the sites or is it us? Watches the results of all hosts of a round for a sudden run of
// failures, and remembers hosts that answered, to be asked again as a control.

#include <cstddef>
#include <deque>
#include <string>
#include <unordered_set>
#include <vector>

namespace gweval {

class NetworkWatch {
 public:
  /// A host answered a request for `url`, or could not be reached.
  void note(const std::string& host_key, const std::string& url, bool is_answer);

  /// Failures of several hosts in a row, or many more than before: to be settled by a control.
  [[nodiscard]] bool is_suspicious() const { return is_suspicious_; }

  /// robots.txt of the hosts that answered last, at most three.
  [[nodiscard]] std::vector<std::string> controls() const;

  /// A control answered: the failures so far are the sites' own.
  void settle();

 private:
  void judge();

  std::deque<bool> recent_;  // whether the last results were answers
  std::unordered_set<std::string> failed_since_answer_;
  std::deque<std::string> controls_;
  std::size_t answers_ = 0;
  std::size_t failures_ = 0;
  bool is_suspicious_ = false;
};

}  // namespace gweval
