#pragma once
// Error pages that claim to be pages, told from what an answer says, where it leads, and how the
// site answers for an address that was made up. A page that a script draws says nothing yet: it is
// never taken for an error page because it looks like the others.

#include <string>
#include <string_view>

#include "gweval/fetch.hpp"
#include "gweval/page_facts.hpp"

namespace gweval {

/// What an answer's page shows, as far as an error page is told by it.
struct AnswerLook {
  bool is_page = false;        // a page was read
  bool is_error_page = false;  // its words say so
  std::string notice;  // its title and few words without numbers and addresses, which an error page
                       // may repeat or count; empty if the page says too little or too much
};

[[nodiscard]] AnswerLook look_of(const PageFacts& page);

/// How a site answers for what it does not have.
class ErrorSigns {
 public:
  void set_home(const Fetch& home, const AnswerLook& look);
  /// The answer to an address that was made up.
  void set_probe(const Fetch& probe, const AnswerLook& look);
  /// So many addresses are answered alike that the answer is no error page but a frame that scripts
  /// fill, or a wall that lets nobody in without a cookie.
  void distrust_probe();
  void distrust_home() { is_home_trusted_ = false; }

  /// An answer 2xx that says it is an error page, is the home page in place of another, or is the
  /// answer that the site has for addresses made up.
  [[nodiscard]] bool is_soft_404(const Fetch& fetch, const AnswerLook& look) const;
  [[nodiscard]] bool is_like_probe(const Fetch& fetch, const AnswerLook& look) const;
  /// Whether an answer's notice matters.
  [[nodiscard]] bool reads_notices() const { return !probe_notice_.empty(); }
  [[nodiscard]] const std::string& home_url() const { return home_url_; }

 private:
  void compare_probe_with_home();

  std::string start_url_;
  std::string home_url_;  // where the start address ended
  std::string home_sha256_;
  std::string home_notice_;
  std::string probe_url_;  // where the probe ended
  std::string
      probe_target_;  // the same without the address asked for; empty if it was not led away
  std::string probe_sha256_;  // empty if it says nothing about other answers
  std::string probe_notice_;
  bool is_home_trusted_ = true;
};

/// Whether an address of an article, a column or a document ended at the site's home page.
/// Addresses that are meant to lead there (/index.htm, /cn/, /mobile/, /logout) did not.
[[nodiscard]] bool is_led_home(const Fetch& fetch, std::string_view home_url);

}  // namespace gweval
