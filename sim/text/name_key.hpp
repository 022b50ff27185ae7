// Names in words, compared without regard to how they are set.
#pragma once

#include <string>
#include <string_view>

namespace tariffsim {

/// The words of a name in alphabetical order, without case, accents, punctuation and articles,
/// usual abbreviations written out: "Korea, Rep. of" and "Republic of Korea" have one key. A number
/// loses its leading zeros. A text without any word is its own key.
std::string name_key(std::string_view name);

}  // namespace tariffsim
