// The only file that names expat.

#include "workbook/xml_events.hpp"

#include <algorithm>
#include <memory>

#include <expat.h>

namespace gweval {
namespace {

constexpr int kMaxDepth = 100;  // honest parts have ten levels at most

std::string_view local_name(const char* name) {
  const std::string_view whole = name;
  const std::size_t colon = whole.rfind(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

struct Reading {
  XML_Parser parser = nullptr;
  XmlEvents* events = nullptr;
  int depth = 0;

  void stop_if_failed() const {
    if (events->error()) XML_StopParser(parser, XML_FALSE);
  }
};

void on_open(void* data, const XML_Char* name, const XML_Char** pairs) {
  auto& reading = *static_cast<Reading*>(data);
  if (++reading.depth > kMaxDepth) {
    reading.events->fail(
        {ErrorCode::invalid_input, "elements of the workbook are nested too deep"});
    return reading.stop_if_failed();
  }
  XmlAttributes attributes;
  for (; *pairs != nullptr; pairs += 2) attributes.emplace_back(local_name(pairs[0]), pairs[1]);
  reading.events->open(local_name(name), attributes);
  reading.stop_if_failed();
}

void on_close(void* data, const XML_Char* name) {
  auto& reading = *static_cast<Reading*>(data);
  --reading.depth;
  reading.events->close(local_name(name));
  reading.stop_if_failed();
}

void on_text(void* data, const XML_Char* text, int size) {
  auto& reading = *static_cast<Reading*>(data);
  reading.events->text({text, static_cast<std::size_t>(size)});
  reading.stop_if_failed();
}

void on_document_type(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
  auto& reading = *static_cast<Reading*>(data);
  reading.events->fail({ErrorCode::invalid_input,
                        "the workbook declares a document type, which no spreadsheet does"});
  reading.stop_if_failed();
}

}  // namespace

std::string_view attribute(const XmlAttributes& attributes, std::string_view name) {
  for (const auto& [key, value] : attributes) {
    if (key == name) return value;
  }
  return {};
}

Result<void> read_xml(std::string_view xml, XmlEvents& events) {
  const std::unique_ptr<std::remove_pointer_t<XML_Parser>, void (*)(XML_Parser)> parser(
      XML_ParserCreate(nullptr), &XML_ParserFree);
  if (!parser) return Error{ErrorCode::internal, "no memory for reading the workbook"};
  Reading reading{parser.get(), &events};
  XML_SetUserData(parser.get(), &reading);
  XML_SetElementHandler(parser.get(), on_open, on_close);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_document_type);
  constexpr std::size_t kPiece = 1 << 20;  // expat counts in int
  for (std::size_t at = 0;; at += kPiece) {
    const std::string_view piece = xml.substr(std::min(at, xml.size()), kPiece);
    const bool is_last = at + kPiece >= xml.size();
    const auto status =
        XML_Parse(parser.get(), piece.data(), static_cast<int>(piece.size()), is_last ? 1 : 0);
    if (events.error()) return *events.error();
    if (status != XML_STATUS_OK) {
      return Error{ErrorCode::invalid_input,
                   "a part of the workbook is no well-formed XML; save it anew"};
    }
    if (is_last) return {};
  }
}

}  // namespace gweval
