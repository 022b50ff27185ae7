#include "scenario/name_meaning.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "data/iso_countries.hpp"
#include "data/other_names.hpp"
#include "text/name_key.hpp"

namespace tariffsim {
NameMeanings::NameMeanings(const NameTable& table) {
  for (std::size_t i = 0; i < table.codes.size(); ++i) {
    add(table.codes[i], table.codes[i]);
    add(table.names[i], table.codes[i]);
  }
  for (const auto& [name, group] : table.groups) add(name, name);
  for (const auto& [word, positions] : table.words) add(word, word);
  for (const OtherName& other : other_names()) {
    if (!table.has(other.meant) && !table.knows(other.meant)) continue;
    if (other.use == NameUse::name) add(other.written, other.meant);
    if (other.use == NameUse::also) mistaken_for_[name_key(other.written)].push_back(other.meant);
  }
  for (const auto& [code, name] : table.other_codes) {
    add(code, code);
    add(name, code);
  }
  if (!table.other_codes.empty())
    for (const Country& country : iso_countries())
      add(fmt::format("{:03}", country.iso_numeric), country.code);
  for (auto& [key, meant] : by_key_)
    if (std::any_of(meant.begin(), meant.end(), [&](const auto& m) { return table.has(m); }))
      std::erase_if(meant, [&](const auto& m) { return !table.has(m); });
}

void NameMeanings::add(std::string_view written, const std::string& meant) {
  std::vector<std::string>& all = by_key_[name_key(written)];
  if (std::find(all.begin(), all.end(), meant) == all.end()) all.push_back(meant);
}

const std::vector<std::string>& NameMeanings::of(std::string_view text) const {
  constexpr std::size_t kMostText = 100;  // longer ones name nothing
  static const std::vector<std::string> kNone;
  const bool left_out = text.starts_with('-') || text.starts_with('!');  // meant as 'not'
  if (text.size() > kMostText || left_out) return kNone;
  const auto found = by_key_.find(name_key(text));
  return found == by_key_.end() ? kNone : found->second;
}

const std::vector<std::string>& NameMeanings::mistaken_for(std::string_view text) const {
  static const std::vector<std::string> kNone;
  const auto found = mistaken_for_.find(name_key(text));
  return found == mistaken_for_.end() ? kNone : found->second;
}

std::string listed(const std::vector<ReadAs>& names) {
  constexpr std::size_t kMost = 300;
  std::string text;
  for (std::size_t at = 0; at < std::min(names.size(), kMost); ++at) {
    const auto& [written, meant, other] = names[at];
    text += fmt::format("{}'{}' as '{}'", at == 0 ? "" : ", ", written, meant);
    if (!other.empty()) text += fmt::format(" (not {})", other);
  }
  return names.size() > kMost ? fmt::format("{} and {} more", text, names.size() - kMost) : text;
}

}  // namespace tariffsim
