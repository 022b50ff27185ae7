#include "scenario/product_lists.hpp"

#include <algorithm>
#include <cctype>
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

std::vector<std::string> lower_words(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    const auto letter = static_cast<unsigned char>(c);
    if (std::isalnum(letter) != 0)
      words.back() += static_cast<char>(std::tolower(letter));
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
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

std::vector<const ProductList*> library_lists_about(const std::string& text) {
  constexpr std::size_t kLeastWord = 3, kLeastBeginning = 5;
  const std::vector<std::string> wanted = lower_words(text);
  std::vector<const ProductList*> found;
  for (const ProductList& list : library_product_lists()) {
    const std::vector<std::string> there = lower_words(list.name + " " + list.title);
    const auto stands = [&](const std::string& word) {
      return word.size() >= kLeastWord &&
             std::any_of(there.begin(), there.end(), [&](const std::string& one) {
               return one == word || one + "s" == word || word + "s" == one ||
                      (word.size() >= kLeastBeginning && one.starts_with(word));
             });
    };
    const bool begins = text.size() >= kLeastBeginning && list.name.starts_with(text);
    if (begins || (!wanted.empty() && std::all_of(wanted.begin(), wanted.end(), stands)))
      found.push_back(&list);
  }
  return found;
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
