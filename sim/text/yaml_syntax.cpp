#include "text/yaml_syntax.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text/utf8.hpp"

namespace tariffsim {
namespace {

struct Wording {
  std::string_view yaml_cpp;  // how its message starts
  std::string_view message;
  std::string_view hint;
};

const Wording kWordings[] = {
    {YAML::ErrorMsg::END_OF_MAP, "this does not fit the mapping above it",
     "keys of one mapping stand under each other, each as 'key: value'"},
    {YAML::ErrorMsg::END_OF_MAP_FLOW, "expected ',' or '}' in a mapping that began with '{'", ""},
    {YAML::ErrorMsg::END_OF_SEQ_FLOW, "expected ',' or ']' in a list that began with '['", ""},
    {YAML::ErrorMsg::END_OF_SEQ, "this does not fit the list above it",
     "items of one list stand under each other, each after '- '"},
    {YAML::ErrorMsg::MAP_VALUE, "a ': ' cannot stand here",
     "one 'key: value' a line, or quote a text that contains ': '"},
    {YAML::ErrorMsg::MAP_KEY, "a key cannot stand here", "begin a new line for it"},
    {YAML::ErrorMsg::BLOCK_ENTRY, "a '- ' item cannot stand here", "begin the list on a new line"},
    {YAML::ErrorMsg::FLOW_END, "a closing bracket without its opening one", ""},
    {YAML::ErrorMsg::EOF_IN_SCALAR, "the file ends inside a quoted text", "close the quote"},
    {YAML::ErrorMsg::DOC_IN_SCALAR, "a quoted text is not closed before '---' or '...'",
     "close the quote"},
    {YAML::ErrorMsg::UNKNOWN_TOKEN, "no value can begin with this character", "quote the text"},
    {YAML::ErrorMsg::INVALID_ESCAPE, "unknown escape in a double-quoted text",
     "write '\\\\' for a backslash, or use single quotes"},
    {YAML::ErrorMsg::INVALID_HEX, "expected hexadecimal digits after the escape", ""},
    {YAML::ErrorMsg::INVALID_UNICODE, "this escape is no Unicode character", ""},
    {YAML::ErrorMsg::TAB_IN_INDENTATION, "a tab in the indentation", "indent with spaces"},
    {YAML::ErrorMsg::CHAR_IN_BLOCK, "unexpected text after '|' or '>'",
     "begin the text on the next line"},
    {YAML::ErrorMsg::UNKNOWN_ANCHOR, "this alias has no anchor above it",
     "quote a text that begins with '*'"},
    {YAML::ErrorMsg::ALIAS_NOT_FOUND, "expected a name after '*'",
     "quote a text that begins with '*'"},
    {YAML::ErrorMsg::ANCHOR_NOT_FOUND, "expected a name after '&'",
     "quote a text that begins with '&'"},
};

Wording wording_of(const std::string& yaml_cpp) {
  for (const Wording& wording : kWordings)
    if (yaml_cpp.starts_with(wording.yaml_cpp)) return wording;
  return {yaml_cpp, yaml_cpp, ""};
}

Place place_at(const std::shared_ptr<const SourceText>& source, std::size_t offset) {
  YAML::Mark mark;
  const std::string_view before = std::string_view(source->text).substr(0, offset);
  mark.pos = static_cast<int>(offset);
  mark.line = static_cast<int>(std::count(before.begin(), before.end(), '\n'));
  mark.column = static_cast<int>(before.size() - (before.rfind('\n') + 1));
  return YamlPlaces(source).point(mark);
}

bool is_forbidden_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

}  // namespace

InputError yaml_syntax_error(const YAML::ParserException& failure, const YamlPlaces& places) {
  const Wording wording = wording_of(failure.msg);
  const bool tab = !failure.mark.is_null() && places.tab_in_indentation(failure.mark);
  return {
      places.point(failure.mark), fmt::format("not valid YAML: {}", wording.message),
      std::string(tab ? "indent with spaces: there is a tab in the indentation" : wording.hint)};
}

void check_yaml_characters(const std::shared_ptr<const SourceText>& source) {
  const std::string& text = source->text;
  if (const auto offset = invalid_utf8(text)) {
    throw InputError(place_at(source, *offset), "text that is not UTF-8",
                     "save the file with the encoding UTF-8");
  }
  const auto control = std::find_if(text.begin(), text.end(), is_forbidden_control);
  if (control == text.end()) return;
  throw InputError(place_at(source, static_cast<std::size_t>(control - text.begin())),
                   fmt::format("control character U+{:04X}: expected text",
                               static_cast<unsigned char>(*control)));
}

}  // namespace tariffsim
