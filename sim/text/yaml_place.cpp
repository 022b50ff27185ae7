#include "text/yaml_place.hpp"

#include <algorithm>

namespace tariffsim {
namespace {

constexpr std::string_view kBlank = " \t\r\n";

/// Offset of a node's content, past `&anchor`, `!tag`, blanks and comments between them.
std::size_t skip_properties(std::string_view text, std::size_t offset) {
  while (offset < text.size() && (text[offset] == '&' || text[offset] == '!')) {
    offset = std::min(text.find_first_of(kBlank, offset), text.size());
    offset = std::min(text.find_first_not_of(kBlank, offset), text.size());
    while (offset < text.size() && text[offset] == '#') {
      offset = std::min(text.find('\n', offset), text.size());
      offset = std::min(text.find_first_not_of(kBlank, offset), text.size());
    }
  }
  return offset;
}

/// Bytes of the quoted text that starts `text`, with its quotes; npos when it is never closed.
std::size_t quoted_length(std::string_view text) {
  const char quote = text.front();
  for (std::size_t i = 1; i < text.size(); ++i) {
    const bool doubled = quote == '\'' && text.substr(i).starts_with("''");
    if (doubled || (quote == '"' && text[i] == '\\')) {
      ++i;
    } else if (text[i] == quote) {
      return i + 1;
    }
  }
  return std::string_view::npos;
}

/// The first line of a text, without blanks at its end.
std::string_view first_line(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  return line.substr(0, line.find_last_not_of(kBlank) + 1);
}

/// Bytes of a plain scalar on its first line: the value stands there as it is.
std::size_t plain_length(std::string_view text, std::string_view value) {
  const auto same = std::mismatch(text.begin(), text.end(), value.begin(), value.end());
  return static_cast<std::size_t>(same.first - text.begin());
}

bool is_quote(char c) { return c == '"' || c == '\''; }

std::size_t offset_of(const YAML::Mark& mark, std::string_view text) {
  return std::min(static_cast<std::size_t>(std::max(mark.pos, 0)), text.size());
}

}  // namespace

Place YamlPlaces::point(const YAML::Mark& mark) const {
  if (mark.is_null()) return {source_, 0, 0, 1};
  return {source_, mark.line + 1, mark.column + 1, 1};
}

Place YamlPlaces::collection(const YAML::Mark& mark) const {
  const std::string_view text = source_->text;
  const std::size_t start = offset_of(mark, text);
  const std::size_t content = skip_properties(text, start);
  const std::string_view skipped = text.substr(start, content - start);
  const auto lines = std::count(skipped.begin(), skipped.end(), '\n');
  Place place = point(mark);
  place.line += static_cast<int>(lines);
  place.column = lines == 0 ? place.column + static_cast<int>(skipped.size())
                            : static_cast<int>(skipped.size() - skipped.rfind('\n'));
  return place;
}

Place YamlPlaces::scalar(const YAML::Mark& mark, std::string_view value) const {
  const std::string_view text = source_->text;
  const std::string_view rest = text.substr(skip_properties(text, offset_of(mark, text)));
  Place place = collection(mark);
  std::size_t length = plain_length(rest, value);
  if (!rest.empty() && is_quote(rest.front())) {
    length = quoted_length(rest);
    if (length == std::string_view::npos) {
      throw InputError(place, "not valid YAML: the file ends inside this quoted text",
                       "close the quote");
    }
    length = first_line(rest.substr(0, length)).size();
  } else if (!rest.empty() && (rest.front() == '|' || rest.front() == '>')) {
    length = first_line(rest).size();
  }
  place.length = std::max(1, static_cast<int>(length));
  return place;
}

Place YamlPlaces::empty_item(const YAML::Mark& mark, const Place& list) const {
  std::string_view before =
      std::string_view(source_->text).substr(0, offset_of(mark, source_->text));
  before = before.substr(0, before.rfind('\n') + 1);  // without the line of the mark
  for (int line = mark.line; !before.empty(); --line) {
    before.remove_suffix(1);
    const std::size_t start = before.rfind('\n') + 1;
    const std::size_t first = before.find_first_not_of(kBlank, start);
    if (first != std::string_view::npos && before[first] == '-') {
      return {source_, line, static_cast<int>(first - start) + 1, 1};
    }
    if (first != std::string_view::npos && before[first] != '#') break;
    before = before.substr(0, start);
  }
  return list;
}

bool YamlPlaces::null_is_written(const YAML::Mark& mark) const {
  const std::string_view text = source_->text;
  const std::string_view rest = text.substr(skip_properties(text, offset_of(mark, text)));
  return rest.starts_with('~') || rest.starts_with("null") || rest.starts_with("Null") ||
         rest.starts_with("NULL");
}

bool YamlPlaces::tab_in_indentation(const YAML::Mark& mark) const {
  const std::string_view before =
      std::string_view(source_->text).substr(0, offset_of(mark, source_->text) + 1);
  const std::size_t last = before.find_last_not_of(kBlank);
  for (const std::size_t end : {before.size(), std::min(last, before.size())}) {
    const std::string_view line = before.substr(before.substr(0, end).rfind('\n') + 1);
    if (line.substr(0, line.find_first_not_of(" \t")).find('\t') != std::string_view::npos)
      return true;
  }
  return false;
}

}  // namespace tariffsim
