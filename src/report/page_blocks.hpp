#pragma once
// A built page filled with its data: packed blocks in script elements that a browser does not run.

#include <string>
#include <string_view>

#include "gweval/result.hpp"
#include "gweval/text.hpp"

namespace gweval {

class PageBlocks {
 public:
  /// ErrorCode::internal if the page has no places for data.
  [[nodiscard]] static Result<PageBlocks> open(std::string_view page, Language language);

  /// Before end_head() a block stands before the script that needs it, else behind it.
  [[nodiscard]] Result<void> add(std::string_view id, std::string_view json);
  void end_head();
  [[nodiscard]] std::string finish();

 private:
  PageBlocks() = default;

  std::string page_;
  std::string_view middle_;  // between the two places for data, and behind them
  std::string_view end_;
};

}  // namespace gweval
