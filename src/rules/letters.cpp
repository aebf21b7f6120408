#include "rules/letters.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "rules/evidence_view.hpp"
#include "rules/link_health.hpp"
#include "rules/list_rows.hpp"
#include "rules/observe.hpp"
#include "rules/text_match.hpp"
#include "rules/topics.hpp"

namespace gweval::rules {
namespace {

const std::vector<std::string> kMailboxWords = {
    "咨询投诉", "投诉咨询", "网上咨询", "在线咨询", "咨询建议", "市长信箱", "县长信箱", "区长信箱",
    "省长信箱", "部长信箱", "主任信箱", "局长信箱", "书记信箱", "领导信箱", "市民留言", "网民留言",
    "群众留言", "留言咨询", "我要咨询", "我要投诉", "我要写信", "政民互动", "互动信箱", "公众留言",
    "来信选登", "写信选登", "信件选登", "信箱",     "留言",     "民意直通", "问政",     "网络问政",
    "主席信箱", "厅长信箱", "镇长信箱", "院长信箱", "公众信箱", "网上信箱", "来信公开", "信件公开",
    "留言公开", "来信办理", "来信回复", "来信列表", "信件列表", "咨询回复", "咨询答复", "答复选登",
    "回复选登", "留言选登", "答复公开", "回复公开", "留言板",   "在线留言", "互动留言", "百姓留言",
    "群众来信", "网民来信", "公众来信", "投诉建议", "建议投诉", "意见建议", "意见箱",   "建言献策",
    "12345"};
// Where a mailbox is looked for: not one themselves.
const std::vector<std::string> kAreaWords = {"互动交流", "交流互动", "公众参与", "公众互动",
                                             "互动平台", "互动回应", "互动"};
// Columns of more than letters: a dated item in them need not be one.
const std::vector<std::string> kMixedWords = {"政民互动", "问政", "网络问政", "民意直通", "12345"};
const std::vector<std::string> kForeignWords = {"纪检", "监委", "举报", "信访", "巡视", "巡察",
                                                "问卷", "调查", "征集", "统计", "访谈"};

bool is_foreign(std::string_view name) {
  return !first_contained(name, kForeignWords).empty();
}

/// Letters to the petition office, surveys and interviews carry the same labels.
bool is_foreign_page(const PageFacts& page) {
  if (is_foreign(page.title) || is_foreign(page.column)) return true;
  return std::any_of(page.breadcrumb.begin(), page.breadcrumb.end(),
                     [](const std::string& name) { return is_foreign(name); });
}

/// What the dates of a row are, by the head of the page's table.
enum class RowDates { asked_first, answered_first, answered_only };

RowDates row_dates(const PageFacts& page) {
  for (const TableFacts& table : page.tables) {
    const auto& cells = table.header_cells;
    const auto answered = std::find_if(cells.begin(), cells.end(), names_answered_time);
    if (answered == cells.end()) continue;
    const auto asked = std::find_if(cells.begin(), cells.end(), [](const std::string& cell) {
      return names_asked_time(cell) || cell == "时间" || cell == "日期" || cell == "发布时间";
    });
    if (asked == cells.end()) return RowDates::answered_only;
    return asked < answered ? RowDates::asked_first : RowDates::answered_first;
  }
  return RowDates::asked_first;
}

void read_row(const ListRow& row, RowDates order, Letter& letter) {
  const std::vector<DateInText> dates = find_dates(row.text);
  const Answer state = state_in(row.text);
  const bool has_two = dates.size() >= 2;
  const std::size_t first = order == RowDates::answered_first && has_two ? 1 : 0;
  if (letter.answer == Answer::unknown) letter.answer = state;
  letter.is_certain = letter.is_certain || state != Answer::unknown;
  if (order == RowDates::answered_only) {
    if (!letter.answered && letter.answer != Answer::unanswered)
      letter.answered = dates.empty() ? row.item->date : dates.front().date;
    if (letter.answered) letter.answer = Answer::answered;
    return;
  }
  if (!letter.asked && !dates.empty()) letter.asked = dates[first].date;
  // Two dates in a row are those of the letter and of its answer.
  if (!letter.answered && has_two && letter.answer != Answer::unanswered &&
      dates[1 - first].date >= dates[first].date) {
    letter.answered = dates[1 - first].date;
    letter.answer = Answer::answered;
    letter.is_certain = true;
  }
  if (!letter.asked) letter.asked = row.item->date;
}

class LetterCollector {
 public:
  explicit LetterCollector(const EvidenceView& evidence) : evidence_(evidence) {}

  std::vector<Letter> run() {
    for (const Column* column : mailbox_columns(evidence_)) {
      const bool is_mixed = any_name_matches(column->names, kMixedWords);
      for (const PageFacts* page : column->pages) add_page(*page, column->is_list && !is_mixed);
    }
    for (const PageFacts* page : evidence_.pages()) {
      if (page == evidence_.home() || listed_.contains(page) || is_foreign_page(*page)) continue;
      add_text(*page, {});
    }
    add_listed_states();
    return std::move(letters_);
  }

 private:
  /// A page that lists letters, or shows them in full.
  void add_page(const PageFacts& page, bool is_mailbox) {
    if (!listed_.insert(&page).second) return;
    std::vector<Letter> rows;
    const RowDates order = row_dates(page);
    for (const ListRow& row : list_rows(page)) {
      const std::string_view key =
          row.item->url.empty() ? std::string_view(row.item->title) : row.item->url;
      if (!seen_.insert(key).second) continue;
      const Letter letter = letter_of(page, row, order);
      const bool says_something = letter.asked || letter.answer != Answer::unknown;
      if (says_something && (is_mailbox || letter.is_certain)) rows.push_back(letter);
    }
    add_text(page, rows);
  }

  Letter letter_of(const PageFacts& page, const ListRow& row, RowDates order) {
    Letter letter;
    letter.title = row.item->title;
    letter.url = row.item->url.empty() ? page.final_url : row.item->url;
    const PageFacts* own = row.item->url.empty() ? nullptr : evidence_.find_page(row.item->url);
    if (own == &page) own = nullptr;
    if (read_.contains(own)) return letter;
    if (own != nullptr) {
      const std::vector<LetterText> texts = letters_in(own->text);
      // A row that leads to a column is navigation, unless that is a letter after all.
      const Column* target = evidence_.columns().find(row.item->url);
      if (texts.empty() && target != nullptr && target->is_list) return letter;
      letter.was_read = true;
      if (!texts.empty()) read_.insert(own);
      if (texts.empty()) {
        letter.answer = state_in(std::string_view(own->text).substr(0, kMaxRowBytes));
      } else {
        take_text(texts.front(), letter);
      }
    }
    read_row(row, order, letter);
    return letter;
  }

  static void take_text(const LetterText& text, Letter& letter) {
    letter.asked = text.asked;
    letter.answered = text.answered;
    letter.answer = text.answer;
    letter.was_read = true;
    letter.is_certain = true;
  }

  /// The letters of the page's text, or those of its rows if they are as many.
  void add_text(const PageFacts& page, const std::vector<Letter>& rows) {
    if (read_.contains(&page)) return;
    const std::vector<LetterText> texts = letters_in(page.text);
    if (!texts.empty()) read_.insert(&page);
    if (texts.size() <= rows.size()) {
      letters_.insert(letters_.end(), rows.begin(), rows.end());
      return;
    }
    for (const LetterText& text : texts) {
      Letter letter;
      letter.title = page.title;
      letter.url = page.final_url;
      take_text(text, letter);
      letters_.push_back(letter);
    }
  }

  /// What lists outside of the mailbox's columns say of letters whose own pages do not tell.
  void add_listed_states() {
    std::unordered_map<std::string_view, Letter*> open;
    for (Letter& letter : letters_) {
      if (letter.was_read && letter.answer == Answer::unknown) open.emplace(letter.url, &letter);
    }
    if (open.empty()) return;
    for (const PageFacts* page : evidence_.pages()) {
      const bool leads_there =
          std::any_of(page->list_items.begin(), page->list_items.end(),
                      [&](const ListItem& item) { return open.contains(item.url); });
      if (!leads_there || listed_.contains(page)) continue;
      for (const ListRow& row : list_rows(*page)) {
        const auto found = open.find(row.item->url);
        if (found == open.end()) continue;
        if (const Answer state = state_in(row.text); state != Answer::unknown)
          found->second->answer = state;
      }
    }
  }

  const EvidenceView& evidence_;
  std::vector<Letter> letters_;
  std::unordered_set<std::string_view> seen_;
  std::unordered_set<const PageFacts*> listed_;
  std::unordered_set<const PageFacts*> read_;
};

bool is_any_unread(const std::vector<const Column*>& columns) {
  return std::any_of(columns.begin(), columns.end(),
                     [](const Column* column) { return column->pages.empty(); });
}

/// Read without what a script puts there.
bool is_any_filled_elsewhere(const EvidenceView& evidence,
                             const std::vector<const Column*>& columns) {
  return std::any_of(columns.begin(), columns.end(), [&](const Column* column) {
    return std::any_of(column->pages.begin(), column->pages.end(), [&](const PageFacts* page) {
      return page != evidence.home() && may_be_filled_elsewhere(evidence, *page);
    });
  });
}

bool is_mailbox_linked_unread(const EvidenceView& evidence) {
  return is_any_unread(evidence.columns().named(kAreaWords)) ||
         is_any_unread(mailbox_columns(evidence));
}

bool may_be_drawn(const PageFacts& page) {
  return !page.scripts.empty() || !page.iframes.empty() || says_loading(page.text);
}

}  // namespace

std::vector<const Column*> mailbox_columns(const EvidenceView& evidence) {
  std::vector<const Column*> columns = evidence.columns().named(kMailboxWords);
  std::erase_if(columns, [](const Column* column) {
    return std::any_of(column->names.begin(), column->names.end(), is_foreign);
  });
  return columns;
}

std::vector<const PageFacts*> mailbox_pages(const EvidenceView& evidence) {
  std::vector<const PageFacts*> pages;
  for (const Column* top : mailbox_columns(evidence)) {
    for (const Column* column : evidence.columns().with_children(*top))
      pages.insert(pages.end(), column->pages.begin(), column->pages.end());
  }
  // A platform for letters with many links is read as a home page, and is no column.
  for (const PageFacts* page : evidence.pages()) {
    if (page->kind != PageKind::home || page == evidence.home() || is_foreign(page->title))
      continue;
    const std::vector<std::string> names = {normal_name(page->title)};
    if (any_name_matches(names, kMailboxWords)) pages.push_back(page);
  }
  return pages;
}

bool is_mailbox_area_unread(const EvidenceView& evidence) {
  return is_mailbox_linked_unread(evidence) ||
         is_any_filled_elsewhere(evidence, evidence.columns().named(kAreaWords)) ||
         is_any_filled_elsewhere(evidence, mailbox_columns(evidence));
}

std::optional<LocalText> why_letters_unseen(const EvidenceView& evidence) {
  if (is_mailbox_linked_unread(evidence))
    return LocalText{"有信箱的链接，但未读取该页", "the mailbox was linked but not read"};
  if (!evidence.is_complete())
    return not_observed_reason({"近一年的来信", "letter of the last year"});
  const auto pages = mailbox_pages(evidence);
  if (is_mailbox_area_unread(evidence) ||
      std::any_of(pages.begin(), pages.end(),
                  [](const PageFacts* page) { return may_be_drawn(*page); }))
    return LocalText{"信箱页面的来信可能由脚本生成",
                     "a script may draw the letters of the mailbox"};
  return std::nullopt;
}

std::vector<Letter> published_letters(const EvidenceView& evidence) {
  return LetterCollector(evidence).run();
}

}  // namespace gweval::rules
