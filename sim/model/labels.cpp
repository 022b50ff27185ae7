#include "model/labels.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"

namespace tariffsim {
namespace {

/// Words that stand where codes stand: in selectors, expectations and elasticities.
constexpr std::array<std::string_view, 8> kWords{"all", "others", "world",    "keep",
                                                 "not", "goods",  "services", "source"};

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

bool contains(const std::vector<std::string>& codes, const std::string& code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

}  // namespace

std::string no_code_because(std::string_view text) {
  if (std::find(kWords.begin(), kWords.end(), text) != kWords.end())
    return "is a word with a meaning of its own in scenarios";
  if (text.starts_with("not ")) return "leaves something out of a list in scenarios";
  if (text.find("->") != std::string_view::npos) return "is a trade flow in scenarios";
  if (text.find_first_of("[]") != std::string_view::npos)
    return "has a bracket, in which sectors stand in scenarios";
  if (std::any_of(text.begin(), text.end(), is_control))
    return "has a line break or another control character";
  if (show(text).text != text) return "has a character that is not seen";
  return "";
}

std::string code_of_a_group(const std::vector<std::string>& codes, const Groups& built_in) {
  for (const auto& [name, members] : built_in)
    if (contains(codes, name) &&
        std::any_of(members.begin(), members.end(), [&, &group = name](const std::string& member) {
          return member != group && contains(codes, member);
        }))
      return name;
  return "";
}

}  // namespace tariffsim
