#include "text/yaml_scalar.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <cmath>

namespace tariffsim {
namespace {

constexpr std::size_t kMaxShownText = 40;

bool is_plain(const YamlNode& node) { return node.kind == YamlNode::Kind::scalar && !node.quoted; }

struct ParsedNumber {
  std::optional<double> value;
  bool out_of_range = false;  ///< a number, but too large or too near to 0
};

/// A whole text as a decimal number, one leading plus allowed; infinities and not-a-number too.
ParsedNumber parsed_number(std::string_view text) {
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  double value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end != text.data() + text.size()) return {};
  if (failure == std::errc::result_out_of_range) return {std::nullopt, true};
  if (failure != std::errc()) return {};
  return {value};
}

std::optional<double> parse_number(std::string_view text) { return parsed_number(text).value; }

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

/// A rate in other words ('10 percent', '10,5%', '60pp', '"25"') as it should be written; empty
/// if no number can be made out.
std::string meant_rate(std::string_view written) {
  constexpr std::string_view kBlanks[] = {" ", "\xC2\xA0", "\xE2\x80\xAF"};
  constexpr std::string_view kPercents[] = {
      "percentagepoints", "percentpoints", "percent", "prozent", "pourcent",
      "points",           "pct",           "pp",      "p.c.",    "%%"};
  std::string text(written);
  for (const std::string_view blank : kBlanks) replace_all(text, blank, "");
  for (char& c : text) c = c == ',' ? '.' : static_cast<char>(c | (c >= 'A' && c <= 'Z' ? 32 : 0));
  for (const std::string_view percent : kPercents)
    if (text.ends_with(percent)) text.replace(text.size() - percent.size(), percent.size(), "%");
  const bool percent = text.ends_with('%');
  const auto number = parse_number(percent ? text.substr(0, text.size() - 1) : text);
  if (!number || !std::isfinite(*number)) return "";
  return percent || std::abs(*number) <= kMaxBareRate ? text : text + "%";
}

/// "1,000%" may be a thousand or one.
bool may_be_thousands(std::string_view written) {
  const std::size_t comma = written.find(',');
  if (comma == std::string_view::npos || comma == 0 || comma > 3 || written.front() == '0')
    return false;
  const std::size_t digits = written.find_first_not_of("0123456789", comma + 1);
  return std::min(digits, written.size()) - comma - 1 == 3 &&
         written.substr(0, comma).find_first_not_of("0123456789") == std::string_view::npos;
}

std::string rate_hint(std::string_view written) {
  const std::string meant = meant_rate(written);
  if (std::string hint = thousands_hint(written); !meant.empty() && !hint.empty()) return hint;
  if (!meant.empty()) return fmt::format("did you mean {}?", meant);
  for (const std::string_view ending : {".xlsx", ".xls", ".txt", ".tsv", ".ods", ".json"})
    if (written.ends_with(ending))
      return "rates are read from files in CSV, with a name that ends in '.csv'";
  return "a rate is written 25% or 0.25";
}

std::string shortened(std::string_view text) {
  if (text.size() <= kMaxShownText) return std::string(text);
  std::size_t keep = kMaxShownText;
  while (keep > 0 && (static_cast<unsigned char>(text[keep]) & 0xC0U) == 0x80U) --keep;
  return std::string(text.substr(0, keep)) + "...";
}

std::string_view without_percent(std::string_view text) {
  return text.ends_with('%') ? text.substr(0, text.size() - 1) : text;
}

/// A rate that is a number: a fraction within bounds, or an error.
std::optional<double> checked_rate(std::string_view text, const ParsedNumber& number,
                                   const Place& place, Diagnostics& diagnostics) {
  const bool percent = text.ends_with('%');
  const double as_percent = number.value.value_or(0) / 100;  // which a bare number probably is too
  if (number.out_of_range || std::abs(as_percent) > kMaxRate) {
    diagnostics.error(place,
                      fmt::format("a rate of {} is out of range: rates go to {:.0f}%",
                                  shortened(text), 100 * kMaxRate),
                      "nothing is traded long before; 'embargo' forbids trade");
    return std::nullopt;
  }
  if (percent) return as_percent;
  if (std::abs(*number.value) <= kMaxBareRate) return number.value;
  diagnostics.error(place, fmt::format("a rate of {} is {:.10g} %", text, *number.value * 100),
                    fmt::format("did you mean {}%?", text));
  return std::nullopt;
}

}  // namespace

bool is_written_as_number(std::string_view text) {
  const ParsedNumber number = parsed_number(text);
  return number.value || number.out_of_range;
}

std::string describe(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::null:
      return "nothing";
    case YamlNode::Kind::sequence:
      return "a list";
    case YamlNode::Kind::mapping:
      return "a mapping";
    case YamlNode::Kind::scalar:
      break;
  }
  return fmt::format("{} '{}'", node.quoted ? "the quoted text" : "the text", shortened(node.text));
}

std::optional<std::string> read_text(const YamlNode& node, Diagnostics& diagnostics) {
  if (node.kind == YamlNode::Kind::scalar) return node.text;
  diagnostics.error(node.place, fmt::format("expected a text, found {}", describe(node)));
  return std::nullopt;
}

std::optional<bool> read_boolean(const YamlNode& node, Diagnostics& diagnostics) {
  if (is_plain(node) && node.text == "true") return true;
  if (is_plain(node) && node.text == "false") return false;
  std::string hint;
  for (const std::string_view yes : {"yes", "Yes", "on", "True", "TRUE", "true"})
    if (node.text == yes) hint = "did you mean true?";
  for (const std::string_view no : {"no", "No", "off", "False", "FALSE", "false"})
    if (node.text == no) hint = "did you mean false?";
  diagnostics.error(node.place, fmt::format("expected true or false, found {}", describe(node)),
                    hint);
  return std::nullopt;
}

std::optional<double> read_number(const YamlNode& node, Diagnostics& diagnostics) {
  const auto [value, out_of_range] =
      node.kind == YamlNode::Kind::scalar ? parsed_number(node.text) : ParsedNumber{};
  if (value && std::isfinite(*value) && !node.quoted) return value;
  if (out_of_range && !node.quoted) {
    diagnostics.error(node.place,
                      fmt::format("the number {} is out of range", shortened(node.text)),
                      "numbers go from 1e-308 to 1e308 in size");
    return std::nullopt;
  }
  diagnostics.error(node.place, fmt::format("expected a number, found {}", describe(node)),
                    value && node.quoted ? "leave out the quotes" : "");
  return std::nullopt;
}

std::optional<double> read_rate(std::string_view text, const Place& place,
                                Diagnostics& diagnostics) {
  const ParsedNumber number = parsed_number(without_percent(text));
  if (number.out_of_range || (number.value && std::isfinite(*number.value)))
    return checked_rate(text, number, place, diagnostics);
  diagnostics.error(place, fmt::format("expected a rate, found '{}'", shortened(text)),
                    rate_hint(text));
  return std::nullopt;
}

std::optional<double> read_rate(const YamlNode& node, Diagnostics& diagnostics) {
  const bool is_text = node.kind == YamlNode::Kind::scalar;
  // In quotes only what ends in '%' can be meant as a rate.
  if (is_text && (!node.quoted || node.text.ends_with('%')))
    return read_rate(node.text, node.place, diagnostics);
  diagnostics.error(node.place, fmt::format("expected a rate, found {}", describe(node)),
                    rate_hint(is_text ? node.text : ""));
  return std::nullopt;
}

std::vector<std::string> read_texts(const YamlNode& node, Diagnostics& diagnostics) {
  std::vector<std::string> texts;
  if (node.kind == YamlNode::Kind::sequence) {
    for (const YamlNode& item : node.items)
      if (auto text = read_text(item, diagnostics)) texts.push_back(std::move(*text));
  } else if (auto text = read_text(node, diagnostics)) {
    texts.push_back(std::move(*text));
  }
  return texts;
}

std::string flow_text(const YamlNode& node) {
  std::vector<std::string> parts;
  switch (node.kind) {
    case YamlNode::Kind::null:
      return "null";
    case YamlNode::Kind::scalar:
      return node.quoted ? fmt::format("\"{}\"", node.text) : node.text;
    case YamlNode::Kind::sequence:
      for (const YamlNode& item : node.items) parts.push_back(flow_text(item));
      return fmt::format("[{}]", fmt::join(parts, ", "));
    case YamlNode::Kind::mapping:
      break;
  }
  for (const YamlNode::Entry& entry : node.entries)
    parts.push_back(fmt::format("{}: {}", entry.key, flow_text(entry.value)));
  return fmt::format("{{{}}}", fmt::join(parts, ", "));
}

std::string thousands_hint(std::string_view written) {
  if (!may_be_thousands(written)) return "";
  std::string whole(written), point(written);
  whole.erase(whole.find(','), 1);
  point[point.find(',')] = '.';
  return fmt::format("did you mean {} (no thousands separators), or {}?", whole, point);
}

}  // namespace tariffsim
