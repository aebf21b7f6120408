#pragma once
// A workbook people fill in: tables whose open cells accept only what may stand there, over
// libxlsxwriter. Texts are written as texts: nothing in them can become a formula or a link.

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gweval/result.hpp"

namespace gweval {

enum class FormKind {
  shown,           // locked; for reading
  hidden,          // locked, in a hidden column
  text,            // open
  choice,          // open; one of the row's choices, or a number in [0, 1] where there are none
  not_applicable,  // open; "na" or nothing
  minutes,         // open; a number in [0, 1440]
  date,            // open; YYYY-MM-DD as text
};

struct FormColumn {
  std::string title;
  double width = 12;  // in characters
  FormKind kind = FormKind::shown;
  std::string hint;  // shown when an open cell is entered
};

class FormBook {
 public:
  /// `date` (YYYY-MM-DD) is its date of creation, so that the same table gives the same bytes.
  static Result<FormBook> create(const std::filesystem::path& path, const std::string& date);
  ~FormBook();
  FormBook(FormBook&&) noexcept;
  FormBook& operator=(FormBook&&) noexcept;

  /// A new sheet: head frozen; all but the open cells protected against slips, without a password.
  [[nodiscard]] Result<void> sheet(const std::string& name, std::vector<FormColumn> columns);
  /// `choices` are what the row's choice cells accept. ErrorCode::limit_exceeded when the format
  /// takes no more rows.
  [[nodiscard]] Result<void> row(const std::vector<std::string>& cells,
                                 const std::vector<std::string>& choices = {});
  [[nodiscard]] Result<void> finish();

 private:
  struct State;
  explicit FormBook(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace gweval
