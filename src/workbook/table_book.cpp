#include "workbook/table_book.hpp"

#include <array>
#include <utility>

#include "base/display_width.hpp"
#include "base/utf8.hpp"
#include "workbook/new_book.hpp"

namespace gweval {
namespace {

using workbook::kMaxCellBytes;
using workbook::kMaxRows;

constexpr std::array<lxw_color_t, 5> kTierColours{0x14532D, 0x0F766E, 0x1D4ED8, 0x92580A, 0xB91C1C};

std::string shown(const std::string& text) {
  const std::string printable = to_printable(text);
  if (printable.size() <= kMaxCellBytes) return printable;
  return std::string(truncate_utf8(printable, kMaxCellBytes)) + "…";
}

}  // namespace

struct XlsxBook::State {
  std::string path;
  lxw_workbook* book = nullptr;  // freed by workbook_close
  lxw_worksheet* sheet = nullptr;
  lxw_format* head = nullptr;
  std::array<lxw_format*, 5> formats{};
  std::array<lxw_format*, 5> tiers{};
  std::vector<XlsxColumn> columns;
  std::size_t next_row = 0;

  ~State() {
    if (book != nullptr) (void)workbook_close(book);
  }
  void make_formats();
  /// The filter covers what was written.
  void end_sheet() const {
    if (sheet == nullptr || columns.empty() || next_row < 1) return;
    worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(next_row - 1),
                         static_cast<lxw_col_t>(columns.size() - 1));
  }
};

void XlsxBook::State::make_formats() {
  head = workbook_add_format(book);
  format_set_bold(head);
  format_set_bg_color(head, workbook::kHeadColour);
  format_set_text_wrap(head);
  format_set_align(head, LXW_ALIGN_VERTICAL_TOP);
  const std::array<const char*, 5> patterns{"@", "0.00", "0.000", "0%", "General"};
  for (std::size_t i = 0; i < formats.size(); ++i) {
    formats[i] = workbook_add_format(book);
    format_set_num_format(formats[i], patterns[i]);
  }
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    tiers[i] = workbook_add_format(book);
    format_set_bg_color(tiers[i], kTierColours[i]);
    format_set_font_color(tiers[i], LXW_COLOR_WHITE);
    format_set_bold(tiers[i]);
  }
}

XlsxBook::XlsxBook(std::unique_ptr<State> state) : state_(std::move(state)) {}
XlsxBook::~XlsxBook() = default;
XlsxBook::XlsxBook(XlsxBook&&) noexcept = default;
XlsxBook& XlsxBook::operator=(XlsxBook&&) noexcept = default;

Result<XlsxBook> XlsxBook::create(const std::filesystem::path& path, const std::string& date) {
  auto state = std::make_unique<State>();
  state->path = path.string();
  GWEVAL_TRY(state->book, workbook::open_book(state->path, date, true));
  state->make_formats();
  return XlsxBook(std::move(state));
}

Result<void> XlsxBook::sheet(const std::string& name, const std::vector<XlsxColumn>& columns) {
  state_->end_sheet();
  GWEVAL_TRY(state_->sheet, workbook::add_sheet(state_->book, name, state_->path));
  state_->columns = columns;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    worksheet_set_column(state_->sheet, column, column, columns[i].width, nullptr);
  }
  worksheet_freeze_panes(state_->sheet, 1, 0);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    worksheet_write_string(state_->sheet, 0, static_cast<lxw_col_t>(i), columns[i].title.c_str(),
                           state_->head);
  }
  state_->next_row = 1;
  return {};
}

Result<void> XlsxBook::row(const std::vector<XlsxCell>& cells) {
  if (rows_left() == 0) {
    return Error{ErrorCode::limit_exceeded, "a sheet takes no more rows", state_->path};
  }
  const auto row = static_cast<lxw_row_t>(state_->next_row++);
  for (std::size_t i = 0; i < cells.size() && i < state_->columns.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    const auto format = static_cast<std::size_t>(state_->columns[i].format);
    lxw_error code = LXW_NO_ERROR;
    if (const auto* text = std::get_if<std::string>(&cells[i])) {
      if (text->empty()) continue;
      code = worksheet_write_string(state_->sheet, row, column, shown(*text).c_str(),
                                    state_->formats[0]);
    } else if (const auto* number = std::get_if<double>(&cells[i])) {
      code = worksheet_write_number(state_->sheet, row, column, *number, state_->formats[format]);
    } else if (const auto* tier = std::get_if<XlsxTier>(&cells[i])) {
      code = worksheet_write_string(state_->sheet, row, column, shown(tier->name).c_str(),
                                    state_->tiers[tier->place % state_->tiers.size()]);
    }
    if (code != LXW_NO_ERROR) return workbook::write_failure(state_->path, code);
  }
  return {};
}

std::size_t XlsxBook::rows_left() const {
  return kMaxRows - state_->next_row;
}

Result<void> XlsxBook::finish() {
  state_->end_sheet();
  return workbook::close_book(std::exchange(state_->book, nullptr), state_->path);
}

}  // namespace gweval
