#include "model/code_index.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/near_miss.hpp"

namespace tariffsim {
namespace {

template <class Label>
CodeIndex index_labels(std::string kind, const std::vector<Label>& labels) {
  std::vector<std::string> codes;
  std::vector<std::string> names;
  for (const Label& label : labels) {
    codes.push_back(label.code);
    names.push_back(label.name);
  }
  return {std::move(kind), std::move(codes), std::move(names)};
}

}  // namespace

CodeIndex::CodeIndex(std::string kind, std::vector<std::string> codes,
                     std::vector<std::string> names)
    : kind_(std::move(kind)), codes_(std::move(codes)), names_(std::move(names)) {
  for (std::size_t i = 0; i < codes_.size(); ++i)
    positions_.emplace(codes_[i], static_cast<Index>(i));
}

Index CodeIndex::find(std::string_view code) const {
  const auto at = positions_.find(code);
  return at == positions_.end() ? -1 : at->second;
}

std::string CodeIndex::unknown(std::string_view code) const {
  return fmt::format("unknown {} '{}'", kind_, code);
}

std::string CodeIndex::hint(std::string_view code) const {
  Index position = -1;
  if (const auto nearest = near_miss(code, codes_)) position = find(*nearest);
  if (const auto nearest = near_miss(code, names_); position < 0 && nearest)
    position = std::find(names_.begin(), names_.end(), *nearest) - names_.begin();
  if (position < 0) return "";
  const std::string& name = names_[static_cast<std::size_t>(position)];
  if (name == this->code(position)) return fmt::format("did you mean '{}'?", name);
  return fmt::format("did you mean '{}' ({})?", this->code(position), name);
}

CodeIndex index_countries(const std::vector<Country>& countries) {
  return index_labels("country", countries);
}

CodeIndex index_sectors(const std::vector<Sector>& sectors) {
  return index_labels("sector", sectors);
}

}  // namespace tariffsim
