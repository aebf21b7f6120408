#pragma once
// Writes what report/results_fields.hpp lists as JSON.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "gweval/report.hpp"
#include "report/json_writer.hpp"
#include "report/results_fields.hpp"
#include "report/written_names.hpp"

namespace gweval {

/// Sites that are passed on one by one, their indicators fetched when it is their turn.
struct Streaming {
  const SitePieceSource& indicators;
  const TextSink& sink;
  std::size_t site = 0;
  Result<void> outcome = {};

  void pass_on(JsonWriter& out) {
    if (outcome) outcome = sink(out.take());
  }
};

class JsonVisitor {
 public:
  explicit JsonVisitor(JsonWriter& out, Streaming* streaming = nullptr)
      : out_(out), streaming_(streaming) {}

  void schema(std::string_view key, std::string_view value) { pair(key, value); }
  void text(std::string_view key, const std::string& value) { pair(key, std::string_view(value)); }
  void text_or_null(std::string_view key, const std::string& value) {
    value.empty() ? null(key) : text(key, value);
  }
  void number(std::string_view key, double value) { pair(key, value); }
  void number_or_null(std::string_view key, const std::optional<double>& value) {
    value ? pair(key, *value) : null(key);
  }
  template <class Whole>
  void whole(std::string_view key, Whole value) {
    pair(key, static_cast<double>(value));
  }
  void whole_or_null(std::string_view key, int value) {
    value == 0 ? null(key) : whole(key, value);
  }
  void whole_or_null(std::string_view key, const std::optional<int>& value) {
    value ? whole(key, *value) : null(key);
  }
  void flag(std::string_view key, bool value) { pair(key, value); }
  template <class E>
  void choice(std::string_view key, E value) {
    pair(key, to_text(value));
  }
  template <class T>
  void object(std::string_view key, T& value) {
    out_.key(key);
    object(value);
  }
  template <class T>
  void maybe_object(std::string_view key, std::optional<T>& value) {
    value ? object(key, *value) : null(key);
  }
  template <class E>
  void added_choice(std::string_view key, E value) {
    choice(key, value);
  }
  template <class T>
  void added_object(std::string_view key, std::optional<T>& value) {
    maybe_object(key, value);
  }
  template <class T>
  void object_or_null(std::string_view key, T& value) {
    value.empty() ? null(key) : object(key, value);
  }
  template <class T>
  void list(std::string_view key, std::vector<T>& values) {
    out_.key(key);
    if constexpr (std::is_same_v<T, IndicatorResult>) {
      if (streaming_ != nullptr) return fetch_indicators();
    }
    out_.begin_array();
    for (T& value : values) {
      object(value);
      if constexpr (std::is_same_v<T, SiteResult>) {
        if (streaming_ != nullptr) streaming_->pass_on(out_);
      }
    }
    out_.end_array();
  }
  void texts(std::string_view key, const std::vector<std::string>& values) {
    out_.key(key);
    out_.begin_array();
    for (const std::string& value : values) out_.value(std::string_view(value));
    out_.end_array();
  }
  void added_texts(std::string_view key, const std::vector<std::string>& values) {
    texts(key, values);
  }
  void versions(std::string_view key, const std::map<std::string, int>& values) {
    out_.key(key);
    out_.begin_object();
    for (const auto& [id, version] : values) pair(id, static_cast<double>(version));
    out_.end_object();
  }
  template <class T>
  void object(T& value) {
    out_.begin_object();
    fields_of(*this, value);
    out_.end_object();
  }

 private:
  template <class T>
  void pair(std::string_view key, const T& value) {
    out_.key(key);
    out_.value(value);
  }
  void null(std::string_view key) {
    out_.key(key);
    out_.null();
  }

  void fetch_indicators() {
    auto text = streaming_->outcome ? streaming_->indicators(streaming_->site++)
                                    : Result<std::string>(std::string());
    if (!text) streaming_->outcome = text.error();
    out_.spliced(text ? *text : std::string());
  }

  JsonWriter& out_;
  Streaming* streaming_;
};

}  // namespace gweval
