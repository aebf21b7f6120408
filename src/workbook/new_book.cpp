#include "workbook/new_book.hpp"

#include <ctime>

#include "gweval/date.hpp"

namespace gweval::workbook {
namespace {

/// Noon UTC of a date, as lxw_doc_properties wants it; 0 (now) only for what is no date.
std::time_t noon_of(const std::string& date) {
  const auto day = parse_iso_date(date.substr(0, 10));
  return day ? static_cast<std::time_t>(day->days_since_epoch()) * 86'400 + 43'200 : 0;
}

}  // namespace

Result<lxw_workbook*> open_book(const std::string& path, const std::string& date,
                                bool in_constant_memory) {
  lxw_workbook_options options{};
  options.constant_memory = in_constant_memory ? LXW_TRUE : LXW_FALSE;
  lxw_workbook* book = workbook_new_opt(path.c_str(), &options);
  if (book == nullptr) return Error{ErrorCode::io, "cannot start a workbook", path};
  lxw_doc_properties properties{};
  char application[] = "gweval";
  properties.author = application;
  properties.created = noon_of(date);
  workbook_set_properties(book, &properties);
  return book;
}

Result<void> close_book(lxw_workbook* book, const std::string& path) {
  const lxw_error code = workbook_close(book);
  if (code == LXW_NO_ERROR) return {};
  return write_failure(path, code);
}

Result<lxw_worksheet*> add_sheet(lxw_workbook* book, const std::string& name,
                                 const std::string& path) {
  lxw_worksheet* sheet = workbook_add_worksheet(book, name.c_str());
  if (sheet != nullptr) return sheet;
  return Error{ErrorCode::internal, "the workbook takes no sheet named " + name, path};
}

Error write_failure(const std::string& path, lxw_error code) {
  return {ErrorCode::io, std::string("cannot write the workbook: ") + lxw_strerror(code), path};
}

}  // namespace gweval::workbook
