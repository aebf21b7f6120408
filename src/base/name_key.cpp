#include "base/name_key.hpp"

#include <vector>

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/utf8.hpp"

namespace gweval {

std::string name_key(std::string_view name) {
  const std::string folded = fold_space(to_valid_utf8(name));
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* form = unorm2_getNFKCCasefoldInstance(&status);
  std::vector<UChar> wide(folded.size() + 1);
  int32_t length = 0;
  u_strFromUTF8(wide.data(), static_cast<int32_t>(wide.size()), &length, folded.data(),
                static_cast<int32_t>(folded.size()), &status);
  std::vector<UChar> form_of(folded.size() * 18 + 1);  // NFKC lengthens a character 18-fold at most
  const int32_t out = unorm2_normalize(form, wide.data(), length, form_of.data(),
                                       static_cast<int32_t>(form_of.size()), &status);
  std::string bytes(static_cast<std::size_t>(U_SUCCESS(status) ? out : 0) * 3 + 1, '\0');
  int32_t written = 0;
  u_strToUTF8(bytes.data(), static_cast<int32_t>(bytes.size()), &written, form_of.data(),
              U_SUCCESS(status) ? out : 0, &status);
  if (U_FAILURE(status)) return folded;
  bytes.resize(static_cast<std::size_t>(written));
  return fold_space(bytes);
}

}  // namespace gweval
