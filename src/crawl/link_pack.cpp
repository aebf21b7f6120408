#include "crawl/link_pack.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace gweval {
namespace {

constexpr std::uint8_t kIsListItem = 1;
constexpr std::uint8_t kIsInMenu = 2;
constexpr std::uint8_t kIsNamed = 4;

// A day fits 5 bits and a month 4.
std::int32_t pack_date(const std::optional<Date>& date) {
  return date ? date->year * 512 + date->month * 32 + date->day : 0;
}

std::optional<Date> unpack_date(std::int32_t packed) {
  if (packed == 0) return std::nullopt;
  return Date{packed / 512, packed / 32 % 16, packed % 32};
}

std::uint32_t shared_length(std::string_view a, std::string_view b) {
  const auto length = static_cast<std::ptrdiff_t>(std::min(a.size(), b.size()));
  const auto end = std::mismatch(a.begin(), a.begin() + length, b.begin()).first;
  return static_cast<std::uint32_t>(end - a.begin());
}

}  // namespace

LinkPack::LinkPack(const std::vector<FoundLink>& links) {
  std::unordered_map<std::string_view, std::uint32_t> places;  // of hosts
  std::string_view before;
  entries_.reserve(links.size());
  for (const FoundLink& link : links) {
    const auto [host, is_new] =
        places.try_emplace(link.host, static_cast<std::uint32_t>(hosts_.size()));
    if (is_new) hosts_.push_back(link.host);
    Entry entry;
    entry.shared = shared_length(before, link.url);
    entry.rest = static_cast<std::uint32_t>(link.url.size()) - entry.shared;
    entry.host = host->second;
    entry.date = pack_date(link.date);
    entry.use = link.use;
    entry.kind = link.kind;
    if (link.is_list_item) entry.flags |= kIsListItem;
    if (link.is_in_menu) entry.flags |= kIsInMenu;
    if (link.is_named) entry.flags |= kIsNamed;
    rests_.append(link.url, entry.shared);
    entries_.push_back(entry);
    before = link.url;
  }
  rests_.shrink_to_fit();
}

void LinkPack::for_each(const std::function<void(const FoundLink&)>& visit) const {
  FoundLink link;
  std::size_t place = 0;
  for (const Entry& entry : entries_) {
    link.url.resize(entry.shared);
    link.url.append(rests_, place, entry.rest);
    place += entry.rest;
    link.host = hosts_[entry.host];
    link.use = entry.use;
    link.kind = entry.kind;
    link.date = unpack_date(entry.date);
    link.is_list_item = (entry.flags & kIsListItem) != 0;
    link.is_in_menu = (entry.flags & kIsInMenu) != 0;
    link.is_named = (entry.flags & kIsNamed) != 0;
    visit(link);
  }
}

std::size_t LinkPack::bytes() const {
  std::size_t bytes = entries_.capacity() * sizeof(Entry) + rests_.capacity();
  for (const std::string& host : hosts_) bytes += sizeof(host) + host.capacity();
  return bytes;
}

}  // namespace gweval
