// What was probably meant by a key that a mapping does not have.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/mapping_reader.hpp"

namespace tariffsim {

/// "did you mean 'tariff'?", else the list of what there is.
std::string word_hint(std::string_view word, const std::vector<std::string>& known);

/// What the entry at a position, whose key is unknown, was probably meant as.
std::string key_hint(const YamlNode& mapping, std::size_t at, const MappingSpec& spec);

/// The key of the table that an unknown one probably stands for, or empty.
std::string probable_key(const YamlNode::Entry& entry, const MappingSpec& spec);

/// True for what follows the first of several keys without a value, all of them items of one list
/// that lacks its brackets: the first one's hint names them all.
bool is_told_before(const YamlNode& mapping, std::size_t at, const MappingSpec& spec);

/// True if a decimal comma has cut a number in two: `add: 10,5%` is `add: 10` and a key `5%`.
bool is_cut_number(const YamlNode& mapping, std::string_view key);

}  // namespace tariffsim
