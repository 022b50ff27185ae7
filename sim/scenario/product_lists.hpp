// Named lists of products that come with the program.
#pragma once

#include <string>
#include <vector>

#include "scenario/scenario.hpp"

namespace tariffsim {

struct ProductList {
  std::string name;
  std::string title;
  std::string source;
  std::string as_of;  ///< a day
  std::string note;   ///< for whoever names it; mostly empty
  std::string
      content;  ///< the material in its products on which alone the measure falls; mostly empty
  Selector products;
};

/// Of the library's baselines/products.yaml, in its order; read when first asked for. Empty if the
/// program was installed without its library. Throws InputError for a broken file.
const std::vector<ProductList>& library_product_lists();

/// Lists that a word can mean: whose names begin with it, or in whose name or title it stands, be
/// it as the beginning of a word ("pharma"); in the order of the library.
std::vector<const ProductList*> library_lists_about(const std::string& words);
/// nullptr if there is none of this name.
const ProductList* library_product_list(const std::string& name);
std::vector<std::string> library_product_list_names();

}  // namespace tariffsim
