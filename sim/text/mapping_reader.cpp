#include "text/mapping_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>

#include "base/near_miss.hpp"
#include "text/key_hint.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMaxIdLength = 100;

/// The first key of which something is true, or empty.
template <typename Holds>
std::string first(const std::vector<std::string>& keys, const Holds& holds) {
  const auto found = std::find_if(keys.begin(), keys.end(), holds);
  return found == keys.end() ? "" : *found;
}

bool is_plural(const std::string& name) { return name.ends_with('s'); }

std::string with_article(const std::string& name) {
  if (is_plural(name)) return name;
  const bool vowel = std::string_view("aeiou").find(name.front()) != std::string_view::npos;
  return (vowel ? "an " : "a ") + name;
}

/// What a kind of value must be written as; empty if the getter checks more closely.
bool has_shape(const YamlNode& node, ValueKind kind) {
  using Kind = YamlNode::Kind;
  switch (kind) {
    case ValueKind::mapping:
    case ValueKind::named:
    case ValueKind::variants:
    case ValueKind::axes:
    case ValueKind::part_by_rate:
    case ValueKind::weights:
      return node.kind == Kind::mapping;
    case ValueKind::mappings:
      return node.kind == Kind::sequence;
    case ValueKind::one_or_more:
      return node.kind == Kind::mapping || node.kind == Kind::sequence;
    case ValueKind::texts:
    case ValueKind::selector:
    case ValueKind::parts:
    case ValueKind::policy_or_file:
      return node.kind == Kind::scalar || node.kind == Kind::sequence;
    case ValueKind::choice_or_mapping:
    case ValueKind::elasticities:
    case ValueKind::errors:
    case ValueKind::numbers:
    case ValueKind::rates:
    case ValueKind::aims:
      return node.kind == Kind::scalar || node.kind == Kind::mapping;
    default:
      return node.kind == Kind::scalar;
  }
}

std::string_view expected(ValueKind kind) {
  switch (kind) {
    case ValueKind::version:
      return "the number 1";
    case ValueKind::text:
    case ValueKind::id:
      return "a text";
    case ValueKind::day:
      return "a day";
    case ValueKind::texts:
      return "a list of texts";
    case ValueKind::boolean:
      return "true or false";
    case ValueKind::number:
      return "a number";
    case ValueKind::whole:
      return "a whole number";
    case ValueKind::rate:
      return "a rate";
    case ValueKind::part:
      return "a part, 0% to 100%";
    case ValueKind::part_or_word:
      return "a rate or a word";
    case ValueKind::amount:
      return "a share in percent or a number";
    case ValueKind::parts:
      return "a list of parts, 0% to 100%";
    case ValueKind::part_by_rate:
      return "a mapping of rates to parts, 0% to 100%";
    case ValueKind::rate_or_file:
      return "a rate or the name of a CSV file";
    case ValueKind::policy_or_file:
      return "the name of a scenario file, or a list of policy lines";
    case ValueKind::selector:
      return "a code, a group or a list of these";
    case ValueKind::choice:
      return "a word";
    case ValueKind::choice_or_mapping:
      return "a word or a mapping";
    case ValueKind::mapping:
    case ValueKind::named:
    case ValueKind::variants:
      return "a mapping";
    case ValueKind::mappings:
      return "a list";
    case ValueKind::one_or_more:
      return "a mapping, or a list of mappings";
    case ValueKind::aims:
      return "a word, or a mapping of numbers";
    case ValueKind::elasticities:
      return "a source, a number or a mapping";
    case ValueKind::errors:
      return "a rate, or a mapping of numbers by sector";
    case ValueKind::number_or_word:
      return "a number or a word";
    case ValueKind::numbers:
      return "a number, or a mapping of numbers";
    case ValueKind::rates:
      return "a rate, or a mapping of rates";
    case ValueKind::weights:
      return "a mapping of players to numbers";
    case ValueKind::axes:
      return "a mapping of keys to ranges or lists";
  }
  return "a value";
}

/// How a value of the kind is written, for one that is written otherwise.
std::string shape_hint(const KeySpec& key, const YamlNode& node) {
  if (node.kind == YamlNode::Kind::null) return "";
  switch (key.kind) {
    case ValueKind::mappings:
      return "each item begins with '- '";
    case ValueKind::variants:
      return "each is written NAME: {PATH: VALUE}";
    case ValueKind::weights:
      return "such as {USA: 2, others: 1}";
    case ValueKind::named:
      return key.mapping == nullptr ? "each is written NAME: [A, B]" : "";
    case ValueKind::mapping: {
      std::vector<std::string> names;
      for (const KeySpec& inside : key.mapping->keys) names.push_back(inside.name);
      return fmt::format("write it as {{{}: ...}}, with the {} {}", names.front(),
                         names.size() > 1 ? "keys" : "key", fmt::join(names, ", "));
    }
    default:
      return "";
  }
}

void check_choice(const KeySpec& key, const YamlNode& node, Diagnostics& diagnostics) {
  if (std::find(key.choices.begin(), key.choices.end(), node.text) != key.choices.end()) return;
  diagnostics.error(node.place, fmt::format("'{}' cannot be '{}'", key.name, node.text),
                    word_hint(node.text, key.choices));
}

/// A word that is none, where a part could stand in its place.
void check_word_or_part(const KeySpec& key, const YamlNode& node, Diagnostics& diagnostics) {
  if (std::find(key.choices.begin(), key.choices.end(), node.text) != key.choices.end()) return;
  const auto near = near_miss(node.text, key.choices);
  diagnostics.error(node.place, fmt::format("'{}' cannot be '{}'", key.name, node.text),
                    fmt::format("{}expected {}, or a share from 0% to 100%, such as 30%",
                                near ? fmt::format("did you mean '{}'? ", *near) : "",
                                fmt::join(key.choices, " or ")));
}

int number_in(std::string_view text, std::size_t at, std::size_t length) {
  int value = 0;
  const char* const first = text.data() + at;
  const auto [end, failure] = std::from_chars(first, first + length, value);
  return failure == std::errc() && end == first + length ? value : -1;
}

void check_day(const YamlNode& node, Diagnostics& diagnostics) {
  if (!is_day(node.text)) diagnostics.error(node.place, not_a_day(node.text), "such as 2025-04-10");
}

void check_part(const KeySpec& key, const YamlNode& node, Diagnostics& diagnostics) {
  Diagnostics said_by_getter;
  const auto part = read_rate(node, said_by_getter);
  if (part && (*part < 0 || *part > 1))
    diagnostics.error(node.place, fmt::format("'{}' must lie in 0% to 100%", key.name));
}

void check_shape(const KeySpec& key, const YamlNode& node, Diagnostics& diagnostics) {
  if (!has_shape(node, key.kind)) {
    const bool empty = node.kind == YamlNode::Kind::null;
    const std::string found = empty ? "but has no value" : "not " + describe(node);
    diagnostics.error(node.place,
                      fmt::format("'{}' must be {}, {}", key.name, expected(key.kind), found),
                      shape_hint(key, node));
  } else if (key.filled && node.kind == YamlNode::Kind::sequence && node.items.empty()) {
    diagnostics.error(node.place, fmt::format("'{}' is empty: expected at least one", key.name));
  }
}

void check_value(const KeySpec& key, const YamlNode& node, Diagnostics& diagnostics) {
  check_shape(key, node, diagnostics);
  if (!has_shape(node, key.kind)) return;
  const bool is_mapping = node.kind == YamlNode::Kind::mapping;
  if (key.kind == ValueKind::choice || (key.kind == ValueKind::choice_or_mapping && !is_mapping)) {
    check_choice(key, node, diagnostics);
  } else if (key.kind == ValueKind::id && !is_id(node.text)) {
    diagnostics.error(node.place, not_an_id(node.text, "an id"), id_hint(node.text));
  } else if (key.kind == ValueKind::day) {
    check_day(node, diagnostics);
  } else if (key.kind == ValueKind::part || key.kind == ValueKind::parts) {
    if (node.kind == YamlNode::Kind::scalar) check_part(key, node, diagnostics);
    for (const YamlNode& item : node.items) check_part(key, item, diagnostics);
  } else if (key.kind == ValueKind::part_or_word) {
    if (is_written_as_number(node.text.ends_with('%') ? node.text.substr(0, node.text.size() - 1)
                                                      : node.text))
      check_part(key, node, diagnostics);
    else
      check_word_or_part(key, node, diagnostics);
  } else if (key.kind == ValueKind::part_by_rate) {
    for (const YamlNode::Entry& entry : node.entries) check_part(key, entry.value, diagnostics);
  } else if (key.kind == ValueKind::version && (node.text != "1" || node.quoted)) {
    diagnostics.error(node.place,
                      node.text == "1"
                          ? std::string("the format version is a number, without quotes")
                          : fmt::format("unknown format version '{}'", node.text),
                      fmt::format("this version ({}) reads format 1: write '{}: 1'",
                                  TARIFFSIM_VERSION, key.name));
  }
}

}  // namespace

bool is_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const int year = number_in(text, 0, 4), month = number_in(text, 5, 2),
            day = number_in(text, 8, 2);
  if (year < 0 || month < 0 || day < 0) return false;
  return std::chrono::year_month_day(std::chrono::year(year),
                                     std::chrono::month(static_cast<unsigned>(month)),
                                     std::chrono::day(static_cast<unsigned>(day)))
      .ok();
}

std::string not_a_day(std::string_view text) {
  return fmt::format("'{}' is not a day: expected year-month-day", text);
}

namespace {

bool is_of_id_characters(std::string_view text) {
  return !text.empty() && text.size() <= kMaxIdLength &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
         });
}

bool is_device_of_windows(std::string_view text) {
  const bool numbered = text.size() == 4 && (text.starts_with("com") || text.starts_with("lpt")) &&
                        text[3] >= '1' && text[3] <= '9';
  return numbered || text == "con" || text == "prn" || text == "aux" || text == "nul";
}

}  // namespace

bool is_id(std::string_view text) {
  return is_of_id_characters(text) && text.front() != '-' && !is_device_of_windows(text);
}

std::string id_hint(std::string_view text) {
  std::string id;
  for (const char c : text.substr(0, kMaxIdLength)) {
    const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (is_id({&small, 1}) && small != '-')
      id += small;
    else if (!id.empty() && id.back() != '-')
      id += '-';
  }
  while (id.ends_with('-')) id.pop_back();
  if (is_device_of_windows(id)) id += "-1";
  return id.empty() ? "" : fmt::format("did you mean '{}'?", id);
}

std::string not_an_id(std::string_view text, const std::string& what) {
  const std::string refused = fmt::format("'{}' cannot be {}", text, what);
  if (is_device_of_windows(text))
    return fmt::format("{}: Windows keeps that name, and could not open the folder", refused);
  if (is_of_id_characters(text))
    return fmt::format("{}: it must not begin with '-', as options do", refused);
  return fmt::format("{}: expected 1 to {} of the characters a-z, 0-9 and '-'", refused,
                     kMaxIdLength);
}

MappingReader::MappingReader(const YamlNode& node, const MappingSpec& spec,
                             Diagnostics& diagnostics)
    : MappingReader(node, spec, diagnostics, false) {}

MappingReader::MappingReader(const YamlNode& node, const MappingSpec& spec,
                             Diagnostics& diagnostics, bool open)
    : node_(node), spec_(spec), diagnostics_(diagnostics) {
  if (node.kind != YamlNode::Kind::mapping) {
    diagnostics.error(node.place, fmt::format("expected a mapping with the keys of {}, found {}",
                                              with_article(spec.name), describe(node)));
    return;
  }
  for (std::size_t at = 0; at < node.entries.size(); ++at) {
    if (const KeySpec* key = spec_of(node.entries[at].key)) {
      check_value(*key, node.entries[at].value, diagnostics);
    } else if (!open) {
      check_unknown(at);
    }
  }
  check_missing();
  check_exactly_one();
  check_any_of();
}

MappingReader open_mapping(const YamlNode& node, const MappingSpec& spec,
                           Diagnostics& diagnostics) {
  return {node, spec, diagnostics, true};
}

const KeySpec* MappingReader::spec_of(std::string_view key) const {
  const auto found = std::find_if(spec_.keys.begin(), spec_.keys.end(),
                                  [&](const KeySpec& spec) { return spec.name == key; });
  return found == spec_.keys.end() ? nullptr : &*found;
}

void MappingReader::check_unknown(std::size_t at) const {
  if (is_told_before(node_, at, spec_)) return;
  const YamlNode::Entry& entry = node_.entries[at];
  diagnostics_.error(entry.place,
                     fmt::format("unknown key '{}' in {}", entry.key, with_article(spec_.name)),
                     key_hint(node_, at, spec_));
}

bool MappingReader::all_known() const {
  return std::all_of(node_.entries.begin(), node_.entries.end(),
                     [&](const auto& entry) { return spec_of(entry.key) != nullptr; });
}

bool MappingReader::has_probably(std::string_view key) const {
  return std::any_of(node_.entries.begin(), node_.entries.end(), [&](const auto& entry) {
    return spec_of(entry.key) == nullptr && probable_key(entry, spec_) == key;
  });
}

void MappingReader::check_missing() const {
  for (const KeySpec& key : spec_.keys) {
    if (!key.required || node_.find(key.name) != nullptr || has_probably(key.name)) continue;
    diagnostics_.error(node_.place,
                       fmt::format("the key '{}' is missing in {} {}", key.name,
                                   is_plural(spec_.name) ? "these" : "this", spec_.name),
                       key.description);
  }
}

void MappingReader::check_exactly_one() {
  if (spec_.exactly_one.empty()) return;
  const YamlNode::Entry* first = nullptr;
  for (const YamlNode::Entry& entry : node_.entries) {
    const auto& names = spec_.exactly_one;
    if (std::find(names.begin(), names.end(), entry.key) == names.end()) continue;
    if (first != nullptr) {
      // A path ('vary', 'sweep', '--set') adds a key to a line that is written elsewhere.
      const bool apart =
          first->place.source != entry.place.source || first->place.line != entry.place.line;
      diagnostics_.error(
          entry.place,
          fmt::format("'{}' cannot be used with '{}': expected exactly one of {}", entry.key,
                      first->key, fmt::join(names, ", ")),
          apart && spec_.for_a_second.empty()
              ? fmt::format("line {} has '{}': give that another value, or leave one "
                            "of the two out",
                            first->place.line, first->key)
              : spec_.for_a_second);
      return;
    }
    first = &entry;
    the_one_ = spec_of(entry.key);
  }
  // An unknown key was probably meant to be the one: it has been reported.
  if (the_one_ == nullptr && all_known()) {
    diagnostics_.error(node_.place, fmt::format("expected exactly one of {} in this {}",
                                                fmt::join(spec_.exactly_one, ", "), spec_.name));
  }
}

/// If some keys of a list are there, what is missing beside them; else all lists.
void MappingReader::check_any_of() const {
  std::vector<std::string> lists, missing, beside;
  for (const std::vector<std::string>& keys : spec_.any_of) {
    const auto absent = [&](const std::string& key) { return !has(key); };
    const std::string first_absent = first(keys, absent);
    if (first_absent.empty()) return;
    lists.push_back(fmt::format("'{}'", fmt::join(keys, "' and '")));
    const std::string there = first(keys, [&](const std::string& key) { return has(key); });
    if (there.empty()) continue;
    missing.push_back("'" + first_absent + "'");
    beside.push_back(there);
  }
  if (spec_.any_of.empty() || !all_known()) return;
  if (missing.empty())
    diagnostics_.error(
        node_.place, fmt::format("expected {} in this {}", fmt::join(lists, ", or "), spec_.name));
  else
    diagnostics_.error(node_.place,
                       fmt::format("expected {} beside '{}' in this {}", fmt::join(missing, " or "),
                                   beside.front(), spec_.name));
}

const YamlNode* MappingReader::find(std::string_view key) const {
  const YamlNode* value = node_.find(key);
  const KeySpec* spec = spec_of(key);
  const bool right = value != nullptr && spec != nullptr && has_shape(*value, spec->kind);
  return right && !is_cut_number(node_, key) ? value : nullptr;
}

std::vector<const YamlNode::Entry*> MappingReader::others() const {
  std::vector<const YamlNode::Entry*> others;
  for (const YamlNode::Entry& entry : node_.entries)
    if (spec_of(entry.key) == nullptr) others.push_back(&entry);
  return others;
}

std::optional<std::string> MappingReader::text(std::string_view key) const {
  const YamlNode* value = find(key);
  return value == nullptr ? std::nullopt : read_text(*value, diagnostics_);
}

std::vector<std::string> MappingReader::texts(std::string_view key) const {
  const YamlNode* value = find(key);
  return value == nullptr ? std::vector<std::string>{} : read_texts(*value, diagnostics_);
}

std::optional<bool> MappingReader::boolean(std::string_view key) const {
  const YamlNode* value = find(key);
  return value == nullptr ? std::nullopt : read_boolean(*value, diagnostics_);
}

std::optional<double> MappingReader::number(std::string_view key) const {
  const YamlNode* value = find(key);
  return value == nullptr ? std::nullopt : read_number(*value, diagnostics_);
}

std::optional<double> MappingReader::whole(std::string_view key) const {
  const std::optional<double> value = number(key);
  if (!value) return std::nullopt;
  const KeySpec& spec = *spec_of(key);
  if (*value == std::floor(*value) && *value >= spec.least && *value <= spec.most) return value;
  diagnostics_.error(place(key), fmt::format("'{}' must be a whole number from {:.0f} to {:.0f}",
                                             key, spec.least, spec.most));
  return std::nullopt;
}

std::optional<double> MappingReader::rate(std::string_view key) const {
  const YamlNode* value = find(key);
  return value == nullptr ? std::nullopt : read_rate(*value, diagnostics_);
}

Place MappingReader::place(std::string_view key) const {
  const YamlNode* value = node_.find(key);
  return value == nullptr ? node_.place : value->place;
}

}  // namespace tariffsim
