#include "handscore/worksheet_files.hpp"

#include <system_error>

#include <fmt/format.h>

#include "base/csv.hpp"
#include "base/file.hpp"
#include "base/numbers.hpp"
#include "workbook/form_book.hpp"

namespace gweval {
namespace {

namespace fs = std::filesystem;

std::string head_of(const WorksheetColumn& column, Language language) {
  const std::string& title = column.title.in(language);
  return title.empty() ? column.id : title + " " + column.id;
}

FormColumn form_column(std::size_t place, Language language) {
  constexpr double kWidths[] = {14, 12, 14, 18, 18, 20, 40, 40, 36,
                                40, 10, 12, 32, 32, 10, 12, 12, 12};
  constexpr FormKind kOpenKinds[] = {FormKind::choice, FormKind::not_applicable, FormKind::text,
                                     FormKind::text, FormKind::minutes};
  const WorksheetColumn& column = worksheet_columns()[place];
  FormColumn out{head_of(column, language), kWidths[place], FormKind::shown,
                 column.hint.in(language)};
  if (place >= kShownColumns) {
    out.kind =
        place < kShownColumns + kOpenColumns ? kOpenKinds[place - kShownColumns] : FormKind::hidden;
  }
  return out;
}

/// What a rater should know before the first row.
std::vector<std::pair<std::string, std::string>> about(const WorksheetSet& set,
                                                       const Worksheet& sheet, Language language) {
  const bool is_zh = language == Language::zh;
  return {
      {is_zh ? "轮次" : "round", set.plan.round},
      {is_zh ? "评分人" : "rater", sheet.rater},
      {is_zh ? "指标体系" : "catalogue", set.plan.catalogue_id},
      {is_zh ? "基准日" : "as of", set.plan.as_of},
      {is_zh ? "行数" : "rows", std::to_string(sheet.rows.size())},
      {is_zh ? "怎么填" : "how to fill it in",
       is_zh
           ? "只填黄色列。每行选一个等级，或填 na（不适用）。未得满分要写备注；得分的要给依据网址。"
             "不评的行留空，可分次交回。不要改动其他列。请独立评分，不要与他人讨论。"
           : "Fill in the yellow columns only. Each row takes a grade, or na. Say why unless it "
             "is the best grade, and give the page you saw unless it is the lowest. Rows left "
             "empty may follow in a later sheet. Leave the other columns alone. Score on your "
             "own, without talking to others."}};
}

Result<void> write_xlsx(const WorksheetSet& set, const Worksheet& sheet, const fs::path& path,
                        Language language) {
  const bool is_zh = language == Language::zh;
  GWEVAL_TRY(FormBook book, FormBook::create(path, set.plan.as_of));
  std::vector<FormColumn> columns;
  for (std::size_t i = 0; i < worksheet_columns().size(); ++i) {
    columns.push_back(form_column(i, language));
  }
  GWEVAL_CHECK(book.sheet(is_zh ? "评分" : "ratings", std::move(columns)));
  for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
    GWEVAL_CHECK(book.row(sheet.rows[i], sheet.choices[i]));
  }
  GWEVAL_CHECK(book.sheet(is_zh ? "说明" : "about",
                          {{is_zh ? "项目" : "item", 20, FormKind::shown, ""},
                           {is_zh ? "内容" : "content", 90, FormKind::shown, ""}}));
  for (const auto& [item, content] : about(set, sheet, language)) {
    GWEVAL_CHECK(book.row({item, content}));
  }
  return book.finish();
}

Result<void> write_csv(const Worksheet& sheet, const fs::path& path, Language language) {
  std::vector<std::string> head;
  for (const WorksheetColumn& column : worksheet_columns())
    head.push_back(head_of(column, language));
  std::string out = std::string(kUtf8Bom) + csv_row(head);
  for (const auto& row : sheet.rows) out += csv_row(row);
  return write_file_atomically(path, out);
}

}  // namespace

Result<WorksheetFiles> write_worksheets(const WorksheetSet& set, const fs::path& folder,
                                        const std::vector<std::string>& formats,
                                        Language language) {
  GWEVAL_CHECK(make_folder(folder));
  WorksheetFiles out;
  for (const Worksheet& sheet : set.sheets) {
    for (const std::string& format : formats) {
      out.paths.push_back(folder / fmt::format("worksheet-{}.{}", sheet.rater, format));
      std::error_code error;
      if (!fs::exists(out.paths.back(), error)) continue;
      return Error{ErrorCode::invalid_argument,
                   "there is a worksheet of this name; name another --out folder, so that what was "
                   "filled in is not lost",
                   out.paths.back().string()};
    }
  }
  std::size_t next = 0;
  for (const Worksheet& sheet : set.sheets) {
    for (const std::string& format : formats) {
      const fs::path& path = out.paths[next++];
      GWEVAL_CHECK(format == "csv" ? write_csv(sheet, path, language)
                                   : write_xlsx(set, sheet, path, language));
    }
  }
  return out;
}

}  // namespace gweval
