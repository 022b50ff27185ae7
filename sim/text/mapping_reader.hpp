// Mappings with a known set of keys: one table says which, and serves the reader, the JSON Schema
// and the key reference.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/yaml_scalar.hpp"

namespace tariffsim {

enum class ValueKind {
  version,  ///< the number 1
  text,
  id,     ///< as is_id() wants it
  day,    ///< 2025-04-10
  texts,  ///< a list of texts, or one text
  boolean,
  number,
  whole,  ///< a whole number from KeySpec::least to KeySpec::most
  rate,
  part,               ///< a rate from 0% to 100%
  part_or_word,       ///< one of those, or one of KeySpec::choices
  amount,             ///< a share in percent, or a number above 0
  parts,              ///< a list of those, or one
  part_by_rate,       ///< rates, each with one of those
  rate_or_file,       ///< a rate, or the name of a CSV file of rates
  selector,           ///< a code, a group, or a list of these
  choice,             ///< one of KeySpec::choices
  choice_or_mapping,  ///< one of those, or a mapping with the keys of KeySpec::mapping
  mapping,            ///< with the keys of KeySpec::mapping
  mappings,           ///< a list of those
  one_or_more,        ///< one of those, or a list of them
  aims,               ///< a word, or a mapping of numbers by what is wanted
  policy_or_file,     ///< a list of those, or the name of a file
  variants,           ///< names that the user makes up, each with a mapping of paths to any values
  named,  ///< names that the user makes up, each with a selector; KeySpec::mapping, if any, has
          ///< fixed ones beside them
  elasticities,    ///< a source, a number, or a mapping of KeySpec::mapping and numbers by sector
  errors,          ///< a rate, or a mapping of numbers by sector
  number_or_word,  ///< a number, or one of KeySpec::choices
  numbers,  ///< a number, one of KeySpec::choices, or a mapping of numbers by what names stand for
  rates,    ///< a rate, or a mapping of rates by what names stand for
  weights,  ///< a mapping of numbers above 0 by what names stand for
  axes,     ///< paths of keys, each with a range `A..B by C` or a list of numbers or rates
};

struct MappingSpec;

/// One key: the sentence is shown in the schema and the reference.
struct KeySpec {
  std::string name;
  ValueKind kind = ValueKind::text;
  bool required = false;
  std::string description;
  std::vector<std::string> choices = {};
  const MappingSpec* mapping = nullptr;
  bool filled = false;  ///< a list of at least one
  double least = 0, most = 0;
};

/// One kind of mapping.
struct MappingSpec {
  std::string name;  ///< "tariff": in messages and as the schema's definition
  std::string description;
  std::vector<KeySpec> keys;
  std::vector<std::string> exactly_one = {};  ///< of these keys one must be there, and only one
  std::vector<std::vector<std::string>> any_of = {};  ///< all keys of at least one of these lists
  /// What people write for a key, or in vain, and the key that is meant, or a sentence.
  std::vector<std::pair<std::string, std::string>> other_keys = {};
  std::string for_a_second = {};  ///< where a second one of exactly_one belongs: a hint
};

/// True for 1 to 100 of the characters a-z, 0-9 and '-', the first of them no '-', and no name that
/// Windows keeps for devices: what can be a folder of results anywhere, and no option.
bool is_id(std::string_view text);
/// True for a day of the calendar, written 2025-04-10.
bool is_day(std::string_view text);
/// The sentence for what is no such day.
std::string not_a_day(std::string_view text);
/// The id that was probably meant by a text that is none: "did you mean 'feb-4'?", or empty.
std::string id_hint(std::string_view text);
/// The sentence for what is no id; `what` is what the text cannot be: "an id".
std::string not_an_id(std::string_view text, const std::string& what);

/// A mapping checked against its table when it is made: what is not a mapping, unknown keys,
/// missing ones and values of a wrong kind go to `diagnostics` (duplicates have gone there from
/// parse_yaml). Both arguments must outlive it.
class MappingReader {
 public:
  MappingReader(const YamlNode& node, const MappingSpec& spec, Diagnostics& diagnostics);

  /// The value of a key of the table; nullptr if it is missing, of a wrong kind or cut in two by
  /// a decimal comma.
  const YamlNode* find(std::string_view key) const;
  /// True when the key is there, whatever its value.
  bool has(std::string_view key) const { return node_.find(key) != nullptr; }
  /// True when an unknown key was probably meant as this one: it has been reported then.
  bool has_probably(std::string_view key) const;
  /// The key of MappingSpec::exactly_one that is there, or nullptr.
  const KeySpec* the_one() const { return the_one_; }
  /// Entries whose keys the table does not have: the names that a `named` or `elasticities` mapping
  /// is open to.
  std::vector<const YamlNode::Entry*> others() const;

  std::optional<std::string> text(std::string_view key) const;
  std::vector<std::string> texts(std::string_view key) const;
  std::optional<bool> boolean(std::string_view key) const;
  std::optional<double> number(std::string_view key) const;
  std::optional<double> whole(std::string_view key) const;  ///< within its limits, or an error
  std::optional<double> rate(std::string_view key) const;   ///< also of a part
  Place place(std::string_view key) const;  ///< of the value, or of the mapping if it is missing

 private:
  friend MappingReader open_mapping(const YamlNode&, const MappingSpec&, Diagnostics&);
  MappingReader(const YamlNode& node, const MappingSpec& spec, Diagnostics& diagnostics, bool open);
  const KeySpec* spec_of(std::string_view key) const;
  void check_unknown(std::size_t at) const;
  bool all_known() const;
  void check_missing() const;
  void check_exactly_one();
  void check_any_of() const;

  const YamlNode& node_;
  const MappingSpec& spec_;
  Diagnostics& diagnostics_;
  const KeySpec* the_one_ = nullptr;
};

/// As the constructor, but further keys are allowed: see MappingReader::others.
MappingReader open_mapping(const YamlNode& node, const MappingSpec& spec, Diagnostics& diagnostics);

}  // namespace tariffsim
