#include "rules/list_rows.hpp"

#include <algorithm>

#include "rules/text_match.hpp"

namespace gweval::rules {
namespace {

constexpr std::size_t kDateReach =
    40;  // bytes before the first title in which a leading date stands

struct Place {
  std::size_t begin = std::string_view::npos;
  std::size_t end = 0;
};

std::vector<Place> places_of_titles(const PageFacts& page) {
  std::vector<Place> places;
  std::size_t from = 0;
  for (const ListItem& item : page.list_items) {
    Place place;
    if (!item.title.empty()) place.begin = page.text.find(item.title, from);
    if (place.begin != std::string::npos) {
      place.end = place.begin + item.title.size();
      from = place.end;
    }
    places.push_back(place);
  }
  return places;
}

/// Byte offsets may fall inside a character: whoever reads a row looks for whole words and dates.
std::string_view text_after(std::string_view text, const std::vector<Place>& places,
                            std::size_t i) {
  std::size_t end = text.size();
  for (std::size_t next = i + 1; next < places.size(); ++next) {
    if (places[next].begin == std::string_view::npos) continue;
    end = places[next].begin;
    break;
  }
  return text.substr(places[i].end, std::min(end - places[i].end, kMaxRowBytes));
}

std::string_view text_before(std::string_view text, const std::vector<Place>& places,
                             std::size_t i) {
  std::size_t begin = 0;
  for (std::size_t before = i; before > 0; --before) {
    if (places[before - 1].begin == std::string_view::npos) continue;
    begin = places[before - 1].end;
    break;
  }
  const std::size_t length = std::min(places[i].begin - begin, kMaxRowBytes);
  return text.substr(places[i].begin - length, length);
}

}  // namespace

std::vector<ListRow> list_rows(const PageFacts& page) {
  const std::vector<Place> places = places_of_titles(page);
  const std::string_view text = page.text;
  bool is_date_first = false;
  for (const Place& place : places) {
    if (place.begin == std::string_view::npos) continue;
    const std::size_t length = std::min(place.begin, kDateReach);
    is_date_first = !find_dates(text.substr(place.begin - length, length)).empty();
    break;
  }
  std::vector<ListRow> rows;
  for (std::size_t i = 0; i < places.size(); ++i) {
    ListRow row{&page.list_items[i], {}};
    if (places[i].begin != std::string_view::npos) {
      row.text = is_date_first ? text_before(text, places, i) : text_after(text, places, i);
    }
    rows.push_back(row);
  }
  return rows;
}

}  // namespace gweval::rules
