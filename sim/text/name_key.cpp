#include "text/name_key.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <utility>
#include <vector>

namespace tariffsim {
namespace {

constexpr std::pair<std::string_view, std::string_view> kAbbreviations[] = {
    {"rep", "republic"},         {"dem", "democratic"}, {"st", "saint"},      {"fed", "federation"},
    {"federated", "federation"}, {"sts", "states"},     {"is", "islands"},    {"isl", "islands"},
    {"isds", "islands"},         {"island", "islands"}, {"isles", "islands"}, {"br", "british"},
    {"utd", "united"},           {"afr", "african"},    {"terr", "territory"}};
constexpr std::string_view kLeftOut[] = {"the", "of", "and"};

/// Letters of U+00C0 to U+00FF without their accents; a blank for the two that are no letters.
constexpr std::string_view kUnaccented =
    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty";

/// The letter without case and accent at a position, which moves on; 0 for what is left out of
/// words, a blank for what parts them.
char next_letter(std::string_view text, std::size_t& at) {
  const auto byte = static_cast<unsigned char>(text[at++]);
  if (byte == 0xC3U && at < text.size())
    return kUnaccented[static_cast<unsigned char>(text[at++]) & 0x3FU];
  if (text.substr(at - 1).starts_with("\xE2\x80\x99")) {  // an apostrophe
    at += 2;
    return 0;
  }
  if (byte >= 0x80U) return static_cast<char>(byte);
  if (std::isalnum(byte) != 0) return static_cast<char>(std::tolower(byte));
  return byte == '.' || byte == '\'' || byte == '`' ? '\0' : byte == '+' ? '+' : ' ';
}

/// "Cote d Ivoire" and "People s Republic": a blank where an apostrophe was.
std::vector<std::string> joined_at_apostrophes(std::vector<std::string> words) {
  std::vector<std::string> joined;
  bool with_next = false;
  for (std::size_t at = 0; at < words.size(); ++at) {
    std::string& word = words[at];
    const bool ends = word == "s" && !joined.empty();
    if (with_next || ends)
      joined.back() += word;
    else
      joined.push_back(word);
    with_next = !with_next && (word == "d" || word == "l") && at + 1 < words.size();
  }
  return joined;
}

std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  for (std::size_t at = 0; at < name.size();) {
    const char letter = next_letter(name, at);
    if (letter == '+') {
      words.emplace_back("plus");
      words.emplace_back();
    } else if (letter == ' ') {
      words.emplace_back();
    } else if (letter != '\0') {
      words.back() += letter;
    }
  }
  std::erase(words, "");
  return joined_at_apostrophes(std::move(words));
}

bool is_left_out(const std::string& word) {
  return std::find(std::begin(kLeftOut), std::end(kLeftOut), word) != std::end(kLeftOut);
}

void write_out(std::string& word) {
  for (const auto& [shortened, whole] : kAbbreviations)
    if (word == shortened) {
      word = whole;
      return;
    }
  if (word.find_first_not_of("0123456789") == std::string::npos)
    word.erase(0, std::min(word.find_first_not_of('0'), word.size() - 1));
}

}  // namespace

std::string name_key(std::string_view name) {
  std::vector<std::string> words = words_of(name);
  if (words.empty()) return std::string(name);
  if (words.size() > 1) {  // a single one may be a code: 'IS' is Iceland
    if (!std::all_of(words.begin(), words.end(), is_left_out)) std::erase_if(words, is_left_out);
    for (std::string& word : words) write_out(word);
    std::sort(words.begin(), words.end());
  } else if (words[0].find_first_not_of("0123456789") == std::string::npos) {
    write_out(words[0]);
  }
  return fmt::format("{}", fmt::join(words, " "));
}

}  // namespace tariffsim
