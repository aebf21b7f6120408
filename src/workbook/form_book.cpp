#include "workbook/form_book.hpp"

#include <utility>

#include "base/display_width.hpp"
#include "base/numbers.hpp"
#include "base/utf8.hpp"
#include "workbook/new_book.hpp"

namespace gweval {
namespace {

using workbook::kMaxCellBytes;
using workbook::kMaxRows;

constexpr std::size_t kMaxHint = 250;  // Excel takes 255 characters

bool is_open(FormKind kind) {
  return kind != FormKind::shown && kind != FormKind::hidden;
}

}  // namespace

struct FormBook::State {
  std::string path;
  lxw_workbook* book = nullptr;  // freed by workbook_close
  lxw_worksheet* sheet = nullptr;
  lxw_format* head = nullptr;
  lxw_format* head_open = nullptr;
  lxw_format* locked = nullptr;
  lxw_format* unlocked = nullptr;
  std::vector<FormColumn> columns;
  std::size_t next_row = 0;

  ~State() {
    if (book != nullptr) (void)workbook_close(book);
  }
  void make_formats();
  Result<void> add_validation(std::size_t row, std::size_t column,
                              const std::vector<std::string>& choices);
};

void FormBook::State::make_formats() {
  head = workbook_add_format(book);
  head_open = workbook_add_format(book);
  for (lxw_format* format : {head, head_open}) {
    format_set_bold(format);
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  }
  format_set_bg_color(head, workbook::kHeadColour);
  format_set_bg_color(head_open, 0xFDE68A);
  locked = workbook_add_format(book);
  unlocked = workbook_add_format(book);
  for (lxw_format* format : {locked, unlocked}) {
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  }
  format_set_num_format(locked, "@");
  format_set_unlocked(unlocked);
  format_set_bg_color(unlocked, 0xFFFBEB);
}

Result<void> FormBook::State::add_validation(std::size_t row, std::size_t column,
                                             const std::vector<std::string>& choices) {
  const FormColumn& of = columns[column];
  lxw_data_validation rule{};
  std::string hint(truncate_utf8(of.hint, kMaxHint));
  std::vector<char*> list;
  std::vector<std::string> texts;
  char not_applicable[] = "na";
  if (of.kind == FormKind::text || of.kind == FormKind::date) {
    rule.validate = LXW_VALIDATION_TYPE_ANY;
    if (hint.empty()) return {};
  } else if (of.kind == FormKind::not_applicable) {
    list = {not_applicable, nullptr};
  } else if (of.kind == FormKind::choice && !choices.empty()) {
    texts = choices;
    for (std::string& text : texts) list.push_back(text.data());
    list.push_back(nullptr);
  } else {
    rule.validate = LXW_VALIDATION_TYPE_DECIMAL;
    rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
    rule.minimum_number = 0;
    rule.maximum_number = of.kind == FormKind::minutes ? 1440 : 1;
  }
  if (!list.empty()) {
    rule.validate = LXW_VALIDATION_TYPE_LIST;
    rule.value_list = list.data();
  }
  rule.ignore_blank = LXW_VALIDATION_ON;
  if (!hint.empty()) rule.input_message = hint.data();
  const lxw_error code = worksheet_data_validation_cell(sheet, static_cast<lxw_row_t>(row),
                                                        static_cast<lxw_col_t>(column), &rule);
  // Choices longer than the format allows are still checked when the sheet comes back.
  if (code == LXW_NO_ERROR || code == LXW_ERROR_255_STRING_LENGTH_EXCEEDED) return {};
  return workbook::write_failure(path, code);
}

FormBook::FormBook(std::unique_ptr<State> state) : state_(std::move(state)) {}
FormBook::~FormBook() = default;
FormBook::FormBook(FormBook&&) noexcept = default;
FormBook& FormBook::operator=(FormBook&&) noexcept = default;

Result<FormBook> FormBook::create(const std::filesystem::path& path, const std::string& date) {
  auto state = std::make_unique<State>();
  state->path = path.string();
  GWEVAL_TRY(state->book, workbook::open_book(state->path, date, false));
  state->make_formats();
  return FormBook(std::move(state));
}

Result<void> FormBook::sheet(const std::string& name, std::vector<FormColumn> columns) {
  GWEVAL_TRY(state_->sheet, workbook::add_sheet(state_->book, name, state_->path));
  state_->columns = std::move(columns);
  bool has_open = false;
  for (std::size_t i = 0; i < state_->columns.size(); ++i) {
    const FormColumn& column = state_->columns[i];
    const auto place = static_cast<lxw_col_t>(i);
    lxw_row_col_options options{};
    options.hidden = column.kind == FormKind::hidden ? LXW_TRUE : LXW_FALSE;
    worksheet_set_column_opt(state_->sheet, place, place, column.width,
                             is_open(column.kind) ? state_->unlocked : state_->locked, &options);
    worksheet_write_string(state_->sheet, 0, place, column.title.c_str(),
                           is_open(column.kind) ? state_->head_open : state_->head);
    has_open = has_open || is_open(column.kind);
  }
  worksheet_freeze_panes(state_->sheet, 1, 0);
  if (has_open) {
    lxw_protection options{};
    options.format_cells = options.format_columns = options.format_rows = LXW_TRUE;
    options.autofilter = LXW_TRUE;
    worksheet_protect(state_->sheet, nullptr, &options);
  }
  state_->next_row = 1;
  return {};
}

Result<void> FormBook::row(const std::vector<std::string>& cells,
                           const std::vector<std::string>& choices) {
  if (state_->next_row >= kMaxRows) {
    return Error{ErrorCode::limit_exceeded, "a sheet takes no more rows", state_->path};
  }
  const std::size_t row = state_->next_row++;
  for (std::size_t i = 0; i < state_->columns.size(); ++i) {
    const std::string text =
        i < cells.size() ? printable_lines(cells[i], kMaxCellBytes) : std::string();
    const bool is_input = is_open(state_->columns[i].kind);
    lxw_format* format = is_input ? state_->unlocked : state_->locked;
    const auto at_row = static_cast<lxw_row_t>(row);
    const auto at_column = static_cast<lxw_col_t>(i);
    const auto number = is_input ? parse_number(text) : std::nullopt;
    const lxw_error code =
        text.empty() ? worksheet_write_blank(state_->sheet, at_row, at_column, format)
        : number     ? worksheet_write_number(state_->sheet, at_row, at_column, *number, format)
                 : worksheet_write_string(state_->sheet, at_row, at_column, text.c_str(), format);
    if (code != LXW_NO_ERROR) return workbook::write_failure(state_->path, code);
    if (is_input) GWEVAL_CHECK(state_->add_validation(row, i, choices));
  }
  return {};
}

Result<void> FormBook::finish() {
  return workbook::close_book(std::exchange(state_->book, nullptr), state_->path);
}

}  // namespace gweval
