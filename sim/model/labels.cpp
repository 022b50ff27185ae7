#include "model/labels.hpp"

#include <algorithm>

namespace tariffsim {
namespace {

template <class Label>
Index find_label(const std::vector<Label>& labels, std::string_view code) {
  const auto at = std::find_if(labels.begin(), labels.end(),
                               [&](const Label& label) { return label.code == code; });
  return at == labels.end() ? -1 : static_cast<Index>(at - labels.begin());
}

}  // namespace

Index find_country(const std::vector<Country>& countries, std::string_view code) {
  return find_label(countries, code);
}

Index find_sector(const std::vector<Sector>& sectors, std::string_view code) {
  return find_label(sectors, code);
}

}  // namespace tariffsim
