// What products are made of: the part of a product's value that is one of some metals.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace tariffsim {

struct ProductContents {
  std::vector<std::string> materials;                 ///< steel, aluminum, copper
  std::map<std::string, std::vector<double>> shares;  ///< by code of six digits, of each of them;
                                                      ///< of one product together at most 1
};

/// Of the library's baselines/published/us-metal-content.csv.gz, read when first asked for;
/// README.md beside it says where the shares are from and what is weak in them. Empty if the
/// program was installed without its library. Throws InputError for a broken file.
const ProductContents& product_contents();

}  // namespace tariffsim
