// Where YAML nodes stand in their source text: yaml-cpp says where a node starts, not how much of
// it is written there.
#pragma once

#include <yaml-cpp/mark.h>

#include <memory>
#include <string_view>

#include "base/diagnostic.hpp"

namespace tariffsim {

/// Turns yaml-cpp's marks (0-based, in bytes) into places of one source text.
class YamlPlaces {
 public:
  explicit YamlPlaces(std::shared_ptr<const SourceText> source) : source_(std::move(source)) {}

  /// Of a scalar with this value, past its anchor and tag, as far as its first line goes.
  /// Throws InputError for a quote that is never closed, which yaml-cpp lets pass.
  Place scalar(const YAML::Mark& mark, std::string_view value) const;
  /// Of the first character of a sequence or mapping, past its anchor and tag.
  Place collection(const YAML::Mark& mark) const;
  /// One character at the mark; without a valid mark the file as a whole.
  Place point(const YAML::Mark& mark) const;
  /// The '-' of an item without a value, after which the mark comes; `list` if there is none.
  Place empty_item(const YAML::Mark& mark, const Place& list) const;
  /// True when a null is written at the mark, false when nothing stands there.
  bool null_is_written(const YAML::Mark& mark) const;
  /// True when the line of the mark, or the last line with text before it, is indented with a tab.
  bool tab_in_indentation(const YAML::Mark& mark) const;

 private:
  std::shared_ptr<const SourceText> source_;
};

}  // namespace tariffsim
