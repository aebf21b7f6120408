// The only file that names libzip.

#include "workbook/zip_parts.hpp"

#include <array>
#include <cstdint>
#include <utility>

#include <zip.h>

#include "workbook/xlsx_reader.hpp"

namespace gweval {
namespace {

Error not_a_workbook(const std::string& why) {
  return {ErrorCode::invalid_input, why + "; save the sheet as .xlsx, without a password"};
}

}  // namespace

struct ZipParts::State {
  zip_t* archive = nullptr;
  std::map<std::string, zip_uint64_t> places;
  std::size_t unpacked = 0;

  ~State() {
    if (archive != nullptr) zip_discard(archive);
  }
};

ZipParts::ZipParts(std::unique_ptr<State> state) : state_(std::move(state)) {}
ZipParts::~ZipParts() = default;
ZipParts::ZipParts(ZipParts&&) noexcept = default;
ZipParts& ZipParts::operator=(ZipParts&&) noexcept = default;

Result<ZipParts> ZipParts::open(std::string_view bytes) {
  if (bytes.size() > kMaxWorkbookBytes) {
    return Error{ErrorCode::limit_exceeded, "the workbook is larger than 32 MiB; split it"};
  }
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
    return not_a_workbook("this is an old or encrypted workbook");
  }
  auto state = std::make_unique<State>();
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) return not_a_workbook("this is no workbook");
  state->archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
  if (state->archive == nullptr) {
    zip_source_free(source);
    return not_a_workbook("this is no workbook, or a damaged one");
  }
  const zip_int64_t count = zip_get_num_entries(state->archive, 0);
  if (count < 0 || static_cast<std::size_t>(count) > kMaxWorkbookParts) {
    return Error{ErrorCode::limit_exceeded, "the workbook has more than 2000 parts"};
  }
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
    zip_stat_t stat;
    if (zip_stat_index(state->archive, i, 0, &stat) != 0 || (stat.valid & ZIP_STAT_NAME) == 0) {
      return not_a_workbook("a part of the workbook has no name");
    }
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
      return not_a_workbook("the workbook is encrypted");
    }
    if (!state->places.emplace(stat.name, i).second) {
      return not_a_workbook("two parts of the workbook have the same name");
    }
  }
  return ZipParts(std::move(state));
}

bool ZipParts::has(const std::string& name) const {
  return state_->places.contains(name);
}

bool ZipParts::has_ending(std::string_view ending) const {
  for (const auto& [name, place] : state_->places) {
    if (name.ends_with(ending)) return true;
  }
  return false;
}

Result<std::string> ZipParts::read(const std::string& name) {
  const auto found = state_->places.find(name);
  if (found == state_->places.end()) {
    return Error{ErrorCode::not_found, "the workbook lacks its part " + name};
  }
  zip_file_t* file = zip_fopen_index(state_->archive, found->second, 0);
  if (file == nullptr) return not_a_workbook("a part of the workbook cannot be unpacked");
  std::string out;
  std::array<char, 65536> buffer{};
  zip_int64_t size = 0;
  while ((size = zip_fread(file, buffer.data(), buffer.size())) > 0) {
    state_->unpacked += static_cast<std::size_t>(size);
    if (state_->unpacked > kMaxWorkbookUnpacked) {
      zip_fclose(file);
      return Error{ErrorCode::limit_exceeded, "the workbook unpacks to more than 256 MiB"};
    }
    out.append(buffer.data(), static_cast<std::size_t>(size));
  }
  zip_fclose(file);
  if (size < 0) return not_a_workbook("a part of the workbook is damaged");
  return out;
}

}  // namespace gweval
