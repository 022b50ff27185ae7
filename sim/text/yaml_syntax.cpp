#include "text/yaml_syntax.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.hpp"

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

Place yaml_place_at(const std::shared_ptr<const SourceText>& source, std::size_t offset) {
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

/// The line of a place, 1 before it, and so on; without comments and blanks at its end.
std::string_view line_above(std::string_view text, int line, int above) {
  std::vector<std::string_view> lines;
  for (int at = 1; at <= line && !text.empty(); ++at) {
    const std::string_view one = text.substr(0, text.find('\n'));
    const std::size_t content = one.find_first_not_of(" \t\r");
    if (at == line || (content != std::string_view::npos && one[content] != '#'))
      lines.push_back(one.substr(0, one.find_last_not_of(" \t\r") + 1));
    text.remove_prefix(std::min(text.size(), one.size() + 1));
  }
  const auto wanted = static_cast<std::size_t>(above);
  return wanted < lines.size() ? lines[lines.size() - 1 - wanted] : std::string_view();
}

/// What is wrong in the lines that people write, where YAML only knows where it has lost the
/// thread.
std::string hint_from_lines(const Place& place) {
  if (place.line == 0 || place.column == 0) return "";
  const std::string& text = place.source->text;
  const std::string_view line = line_above(text, place.line, 0);
  const std::string_view before = line_above(text, place.line, 1);
  const auto column = std::min(line.size(), static_cast<std::size_t>(place.column - 1));
  const std::string_view left = line.substr(0, column), right = line.substr(column);
  const std::size_t bracket = line.find('[');
  const bool position = bracket != std::string_view::npos && bracket > 0 &&
                        bracket + 1 < line.size() && line[bracket - 1] != ' ' &&
                        line[bracket - 1] != '[' && line.find(']', bracket) != line.npos &&
                        line.find_first_of("\"'") == line.npos && line.find('{') < bracket;
  if (position) return "quote a path with '[': \"policy[0].tariff.add\"";
  if (right.starts_with("//")) return "a comment begins with '#'";
  if (right.starts_with("- ")) return "items of one list stand under each other, each after '- '";
  if (left.ends_with('\''))
    return "in single quotes an apostrophe is written twice, or use double quotes";
  const bool first_colon = right.starts_with(':') && left.find(": ") == std::string_view::npos;
  if (!first_colon || before.empty()) return "";
  const std::string_view content =
      before.substr(std::min(before.size(), before.find_first_not_of(" -")));
  if (content.find(": ") == std::string_view::npos && !content.ends_with(':'))
    return "is a ':' with a blank after it missing in the line above?";
  if (before.find('{') != std::string_view::npos && before.find('}') == std::string_view::npos)
    return "the line above ends without a ',', or without its '}'";
  const bool deeper = left.find_first_not_of(' ') > before.find_first_not_of(' ');
  return deeper && !content.ends_with(':')
             ? "is this line indented by mistake? Keys of one mapping stand under each other"
             : "";
}

/// The place of the last '{' or '[' that nothing closes, outside quotes and comments.
std::optional<std::size_t> last_open_bracket(std::string_view text) {
  std::vector<std::size_t> open;
  char quote = 0, before = '\n';
  for (std::size_t at = 0; at < text.size(); before = text[at++]) {
    const char c = text[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if ((c == '"' || c == '\'') && std::string_view(" \t\n,:[{").find(before) != text.npos) {
      quote = c;
    } else if (c == '#' && std::string_view(" \t\n").find(before) != text.npos) {
      at = std::min(text.find('\n', at), text.size() - 1);
    } else if (c == '{' || c == '[') {
      open.push_back(at);
    } else if ((c == '}' || c == ']') && !open.empty()) {
      open.pop_back();
    }
  }
  return open.empty() ? std::nullopt : std::optional(open.back());
}

/// Whether a file ends within a mapping or a list in brackets: YAML knows of its end only.
bool ends_open(const YAML::ParserException& failure, std::string_view text) {
  const bool in_brackets = failure.msg.starts_with(YAML::ErrorMsg::END_OF_MAP_FLOW) ||
                           failure.msg.starts_with(YAML::ErrorMsg::END_OF_SEQ_FLOW);
  if (!in_brackets || failure.mark.is_null()) return false;
  const auto from = std::min(text.size(), static_cast<std::size_t>(failure.mark.pos));
  return text.find_first_not_of(" \t\r\n", from) == std::string_view::npos;
}

}  // namespace

InputError yaml_syntax_error(const YAML::ParserException& failure, const YamlPlaces& places) {
  Place place = places.point(failure.mark);
  const std::string& text = place.source->text;
  if (const auto open = last_open_bracket(text); open && ends_open(failure, text))
    return {yaml_place_at(place.source, *open),
            fmt::format("not valid YAML: this '{}' is never closed", text[*open]), ""};
  const Wording wording = wording_of(failure.msg);
  const bool tab = !failure.mark.is_null() && places.tab_in_indentation(failure.mark);
  std::string hint =
      tab ? "indent with spaces: there is a tab in the indentation" : hint_from_lines(place);
  if (hint.empty()) hint = wording.hint;
  return {std::move(place), fmt::format("not valid YAML: {}", wording.message), std::move(hint)};
}

void check_yaml_characters(const std::shared_ptr<const SourceText>& source) {
  const std::string& text = source->text;
  if (const auto offset = invalid_utf8(text)) {
    throw InputError(yaml_place_at(source, *offset), "text that is not UTF-8",
                     "save the file with the encoding UTF-8");
  }
  const auto control = std::find_if(text.begin(), text.end(), is_forbidden_control);
  if (control == text.end()) return;
  throw InputError(yaml_place_at(source, static_cast<std::size_t>(control - text.begin())),
                   fmt::format("control character U+{:04X}: expected text",
                               static_cast<unsigned char>(*control)));
}

}  // namespace tariffsim
