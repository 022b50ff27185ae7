// What people write for a code or a group that is spelt otherwise.
#pragma once

#include <string>
#include <vector>

namespace tariffsim {

enum class NameUse {
  name,  ///< another name of the same
  hint,  ///< near it ("Europe"): for hints only
  also,  ///< the name of something else that this one is taken for ("Congo"): told when it is read
};

struct OtherName {
  std::string written;  ///< "Chine", "CN", "European Union", "steel"
  std::string meant;    ///< "CHN", "EU27", "C24A"
  NameUse use = NameUse::name;
};

/// In the order of the library's other_names.csv, which is read once. Empty if the program was
/// installed without its library. Throws InputError for a broken file.
const std::vector<OtherName>& other_names();

}  // namespace tariffsim
