#include "scenario/name_hint.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <optional>
#include <sstream>
#include <utility>

#include "base/near_miss.hpp"
#include "data/other_names.hpp"
#include "scenario/name_meaning.hpp"
#include "scenario/product_lookup.hpp"
#include "text/name_key.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kLeastName =
    3;  // letters of a name that is compared: of two too many are near

using Spellings = std::vector<std::pair<std::string, std::string>>;  // written, meant

bool same_letter(unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); }

bool same_but_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same_letter);
}

/// True for what a selector may name here, or could with another baseline.
bool is_name(const NameTable& table, std::string_view name) {
  return table.knows(name) || table.has(name);
}

/// Names in words and what they stand for, those of the baseline first.
Spellings spellings(const NameTable& table) {
  Spellings all;
  for (std::size_t i = 0; i < table.names.size(); ++i)
    all.emplace_back(table.names[i], table.codes[i]);
  for (const OtherName& other : other_names())
    if (other.use != NameUse::also && is_name(table, other.meant))
      all.emplace_back(other.written, other.meant);
  for (const auto& [code, name] : table.other_codes) all.emplace_back(name, code);
  return all;
}

bool contains_word(std::string_view name, std::string_view word) {
  const auto at = std::search(name.begin(), name.end(), word.begin(), word.end(), same_letter);
  if (at == name.end()) return false;
  const auto end = at + static_cast<std::ptrdiff_t>(word.size());
  const auto is_letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
  return (at == name.begin() || !is_letter(*std::prev(at))) &&
         (end == name.end() || !is_letter(*end));
}

/// The only code in whose name the text stands as a word: 'C24A' (Iron and steel) for 'steel'.
std::optional<std::string> code_of_word(const NameTable& table, std::string_view text) {
  constexpr std::size_t kLeastWord = 4;
  std::optional<std::string> only;
  if (text.size() < kLeastWord) return only;
  for (std::size_t i = 0; i < table.names.size(); ++i) {
    if (!contains_word(table.names[i], text)) continue;
    if (only) return std::nullopt;
    only = table.codes[i];
  }
  return only;
}

/// All that are as near as the nearest, each once; those of other baselines only if there are no
/// others.
std::vector<std::string> nearest(const NameTable& table, std::string_view text,
                                 const Spellings& in_prose) {
  Spellings all;
  for (const std::string& code : table.codes) all.emplace_back(code, code);
  for (const auto& [name, group] : table.groups) all.emplace_back(name, name);
  for (const auto& [word, positions] : table.words) all.emplace_back(word, word);
  for (const auto& [code, name] : table.other_codes) all.emplace_back(code, code);
  std::copy_if(in_prose.begin(), in_prose.end(), std::back_inserter(all),
               [](const auto& name) { return name.first.size() >= kLeastName; });
  std::vector<std::string> candidates;
  for (const auto& [written, meant] : all) candidates.push_back(written);
  std::vector<std::string> here, elsewhere;
  for (const std::string& near : near_misses(text, candidates)) {
    const auto at = std::find(candidates.begin(), candidates.end(), near);
    const std::string& meant = all[static_cast<std::size_t>(at - candidates.begin())].second;
    auto& names = table.has(meant) ? here : elsewhere;
    if (std::find(names.begin(), names.end(), meant) == names.end()) names.push_back(meant);
  }
  return here.empty() ? elsewhere : here;
}

/// "'CHN' (China), 'CHL' (Chile) or 'CHE' (Switzerland)"; of more than five those that begin alike,
/// if these are no more.
std::string alternatives(const NameTable& table, std::string_view text,
                         std::vector<std::string> names) {
  constexpr std::size_t kMost = 5;
  if (names.size() > kMost)
    std::erase_if(names, [&](const std::string& name) {
      return !same_but_case(name.substr(0, 1), text.substr(0, 1));
    });
  if (names.empty() || names.size() > kMost) return "";
  std::string all = table.quoted(names.front());
  for (std::size_t at = 1; at < names.size(); ++at)
    all += (at + 1 == names.size() ? " or " : ", ") + table.quoted(names[at]);
  return all;
}

/// What a name in words stands for.
std::optional<std::string> in_other_words(const Spellings& in_prose, std::string_view text) {
  for (const auto& [written, meant] : in_prose)
    if (same_but_case(written, text)) return meant;
  return std::nullopt;
}

std::vector<std::string> words_of(std::string_view name) {
  std::istringstream stream(name_key(name));
  return {std::istream_iterator<std::string>(stream), {}};
}

/// All that have a name in which every word of the text stands: both Virgin Islands.
std::vector<std::string> with_words(const Spellings& in_prose, std::string_view text) {
  constexpr std::size_t kLeastText = 4;
  std::vector<std::string> all;
  if (text.size() < kLeastText) return all;
  const std::vector<std::string> wanted = words_of(text);
  for (const auto& [written, meant] : in_prose) {
    const std::vector<std::string> words = words_of(written);
    if (std::includes(words.begin(), words.end(), wanted.begin(), wanted.end()) &&
        std::find(all.begin(), all.end(), meant) == all.end())
      all.push_back(meant);
  }
  return all;
}

/// The codes of the baseline that begin with all of the text: 'C24A' and 'C24B' for 'C24'.
std::vector<std::string> beginning_with(const NameTable& table, std::string_view text) {
  constexpr std::size_t kLeastText = 3;
  std::vector<std::string> all;
  if (text.size() < kLeastText) return all;
  const auto begins = [&](std::string_view name) {
    return name.size() > text.size() && same_but_case(name.substr(0, text.size()), text);
  };
  std::copy_if(table.codes.begin(), table.codes.end(), std::back_inserter(all), begins);
  return all;
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// The text cut at each of these separators.
std::vector<std::string_view> parts_of(std::string_view text,
                                       const std::vector<std::string_view>& separators) {
  std::vector<std::string_view> parts{text};
  for (const std::string_view separator : separators) {
    std::vector<std::string_view> finer;
    for (std::string_view part : parts) {
      for (auto at = part.find(separator); at != std::string_view::npos;
           at = part.find(separator)) {
        finer.push_back(trimmed(part.substr(0, at)));
        part.remove_prefix(at + separator.size());
      }
      finer.push_back(trimmed(part));
    }
    parts = std::move(finer);
  }
  return parts;
}

/// What each part is; empty if one of them is nothing.
std::vector<std::string> meant_names(const NameTable& table, const Spellings& in_prose,
                                     const std::vector<std::string_view>& parts) {
  std::vector<std::string> names;
  for (const std::string_view part : parts) {
    const auto name =
        is_name(table, part) ? std::optional(std::string(part)) : in_other_words(in_prose, part);
    if (!name) return {};
    names.push_back(*name);
  }
  return names;
}

/// Several names in one text: 'CHN; MEX' is [CHN, MEX], 'all except CHN' is [all, not CHN].
std::string meant_list(const NameTable& table, const Spellings& in_prose, std::string_view text) {
  const auto without = parts_of(text, {" except ", " not ", " without ", " but "});
  const auto several = parts_of(text, {";", ",", "/", "+", "&", " and ", " "});
  if (without.size() == 2) {
    const auto names = meant_names(table, in_prose, without);
    if (!names.empty()) return fmt::format("did you mean [{}, not {}]?", names[0], names[1]);
  }
  if (several.size() > 1) {
    const auto names = meant_names(table, in_prose, several);
    if (!names.empty()) return fmt::format("did you mean [{}]?", fmt::join(names, ", "));
  }
  const bool minus = text.starts_with('-') || text.starts_with('!');
  if (minus && is_name(table, trimmed(text.substr(1))))
    return fmt::format("did you mean 'not {}'?", trimmed(text.substr(1)));
  return "";
}

}  // namespace

std::string name_hint(const NameTable& table, std::string_view text) {
  constexpr std::size_t kMostText = 100;  // longer ones name nothing
  std::string where =
      fmt::format("'tariffsim list {}' and 'tariffsim list groups' show what there is",
                  table.kind == "sector" ? "sectors" : "countries");
  if (text.size() > kMostText) return where;
  if (table.kind == "sector")
    if (const std::string product = products_written(text); product.size() > 3)
      return fmt::format("a code of the Harmonized System: write 'products: [{}]'", product);
  const Spellings in_prose = spellings(table);
  const NameMeanings meanings(table);
  std::vector<std::string> names = meanings.of(text);
  const std::vector<std::string>& taken_for = meanings.mistaken_for(text);
  names.insert(names.end(), taken_for.begin(), taken_for.end());
  if (names.empty())
    if (const auto near = in_other_words(in_prose, text)) names = {*near};
  if (names.empty() && table.kind == "country" && same_but_case(text, "other")) names = {"others"};
  if (names.empty()) {
    if (auto list = meant_list(table, in_prose, text); !list.empty()) return list;
    if (const auto only = code_of_word(table, text)) names = {*only};
  }
  if (names.empty()) names = beginning_with(table, text);
  if (names.empty()) names = with_words(in_prose, text);
  if (names.empty()) names = nearest(table, text, in_prose);
  const std::string meant = alternatives(table, text, std::move(names));
  return meant.empty() ? where : fmt::format("did you mean {}?", meant);
}

}  // namespace tariffsim
