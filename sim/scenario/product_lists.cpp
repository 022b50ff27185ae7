#include "scenario/product_lists.hpp"

#include <filesystem>

#include "base/file.hpp"
#include "data/baseline_folder.hpp"
#include "scenario/selector_text.hpp"
#include "text/mapping_reader.hpp"

namespace tariffsim {
namespace {

const MappingSpec& product_list_keys() {
  static const MappingSpec spec{
      "list of products",
      "A list of products that comes with the program.",
      {{"title", ValueKind::text, true, "What it is."},
       {"source", ValueKind::text, true, "Where it is from."},
       {"as_of", ValueKind::day, true, "The day as of which it holds."},
       {"content", ValueKind::text, false,
        "The material in these goods on which alone the measure falls."},
       {"note", ValueKind::text, false, "What whoever names the list should know."},
       {"products", ValueKind::selector, true,
        "Codes of the Harmonized System, and other lists."}}};
  return spec;
}

std::vector<ProductList> read_library() {
  std::vector<ProductList> lists;
  for (const std::filesystem::path& folder : library_folders()) {
    const std::filesystem::path path = folder / "baselines" / "products.yaml";
    if (!std::filesystem::exists(path)) continue;
    Diagnostics diagnostics;
    const YamlNode root = parse_yaml(read_file(path, kMaxYamlBytes), diagnostics);
    for (const YamlNode::Entry& entry : root.entries) {
      const MappingReader list(entry.value, product_list_keys(), diagnostics);
      ProductList read{entry.key,
                       list.text("title").value_or(""),
                       list.text("source").value_or(""),
                       list.text("as_of").value_or(""),
                       list.text("note").value_or(""),
                       list.text("content").value_or(""),
                       {}};
      if (const YamlNode* products = list.find("products"))
        read.products = read_selector(*products, diagnostics);
      lists.push_back(std::move(read));
    }
    diagnostics.throw_if_errors();
    break;
  }
  return lists;
}

}  // namespace

const std::vector<ProductList>& library_product_lists() {
  static const std::vector<ProductList> lists = read_library();
  return lists;
}

const ProductList* library_product_list(const std::string& name) {
  for (const ProductList& list : library_product_lists())
    if (list.name == name) return &list;
  return nullptr;
}

std::vector<std::string> library_product_list_names() {
  std::vector<std::string> names;
  for (const ProductList& list : library_product_lists()) names.push_back(list.name);
  return names;
}

}  // namespace tariffsim
