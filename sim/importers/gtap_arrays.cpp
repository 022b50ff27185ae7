#include "importers/gtap_arrays.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/algorithm/string/case_conv.hpp>
#include <cmath>

namespace tariffsim {
namespace {

/// Totals of single-precision numbers differ by about 1e-6; beyond this an identity fails.
constexpr double kIdentity = 1e-4;

/// "Set REG  Regions" is the set REG, and so is the header of that name.
bool is_set(const HarArray& array, const HarDimension& wanted) {
  if (array.type != "1C" || array.strings.size() != wanted.size || wanted.set.empty()) return false;
  return array.name == wanted.set || key_of(array.long_name).starts_with("SET " + wanted.set + " ");
}

std::map<std::string, std::size_t> positions_of(const ElementNames& elements) {
  std::map<std::string, std::size_t> at;
  for (std::size_t i = 0; i < elements.size(); ++i) at.emplace(key_of(elements[i]), i);
  return at;
}

}  // namespace

std::string key_of(const std::string& element) { return boost::to_upper_copy(element); }

GtapArrays::GtapArrays(const ImportRequest& request) {
  for (const SourceFile& file : request.files) {
    if (!is_har_file(file))
      throw InputError(place_in(file), "this is not a header array file",
                       "give GTAP's files as they are: basedata.har, default.prm, sets.har");
    for (HarArray& array : read_har_file(file)) {
      files_.emplace(array.name, file.shown);
      arrays_.emplace(array.name, std::move(array));
    }
  }
}

const HarArray* GtapArrays::find(const std::string& name) const {
  const auto at = arrays_.find(name);
  return at == arrays_.end() ? nullptr : &at->second;
}

const HarArray& GtapArrays::need(const std::string& name) const {
  if (const HarArray* array = find(name)) return *array;
  throw InputError({}, fmt::format("no header '{}' in the files", name),
                   "GTAP's flows are in basedata.har, or gsdfdat.har");
}

void GtapArrays::refuse(const HarArray& array, const std::string& message) const {
  const auto source = std::make_shared<SourceText>(SourceText{files_.at(array.name), ""});
  throw InputError({source, 0, 0, 1}, fmt::format("header '{}': {}", array.name, message));
}

ElementNames GtapArrays::elements(const HarArray& array, std::size_t dimension) const {
  if (dimension >= array.dimensions.size())
    refuse(array, fmt::format("it has {} dimensions", array.dimensions.size()));
  const HarDimension& wanted = array.dimensions[dimension];
  if (!wanted.elements.empty()) return wanted.elements;
  for (const auto& [name, other] : arrays_)
    if (is_set(other, wanted)) return other.strings;
  refuse(array, fmt::format("the elements of its dimension {} are not known: give the file of sets "
                            "beside it",
                            dimension + 1));
}

ByName::ByName(const GtapArrays& arrays, const HarArray& array,
               const std::vector<ElementNames>& sets)
    : array_(array) {
  std::size_t step = 1;
  for (const HarDimension& dimension : array.dimensions) step *= dimension.size;
  if (array.dimensions.size() != sets.size() || array.values.size() != step)
    arrays.refuse(array,
                  fmt::format("it has {} dimensions of numbers, and not {}",
                              array.values.empty() ? 0 : array.dimensions.size(), sets.size()));
  step = 1;
  for (std::size_t d = 0; d < sets.size(); ++d) {
    const auto at = positions_of(arrays.elements(array, d));
    if (at.size() != array.dimensions[d].size)
      arrays.refuse(array, fmt::format("an element of its dimension {} comes twice", d + 1));
    std::vector<std::size_t> offsets;
    for (const std::string& element : sets[d]) {
      const auto found = at.find(key_of(element));
      if (found == at.end())
        arrays.refuse(array, fmt::format("its dimension {} ({}) has no '{}'", d + 1,
                                         array.dimensions[d].set, element));
      offsets.push_back(found->second * step);
    }
    step *= array.dimensions[d].size;
    offsets_.push_back(std::move(offsets));
  }
}

double ByName::operator()(std::size_t a, std::size_t b, std::size_t c, std::size_t d) const {
  const std::array<std::size_t, 4> index{a, b, c, d};
  std::size_t offset = 0;
  for (std::size_t i = 0; i < offsets_.size(); ++i) offset += offsets_[i][index[i]];
  return array_.values[offset];
}

void Identity::compare(double left, double right, const std::string& where) {
  const double gap = std::abs(left - right);
  const double size = std::max(std::abs(left), std::abs(right));
  if (gap <= kNoticed || gap / size <= worst_) return;
  worst_ = gap / size;
  where_ = fmt::format("{}: {:.7g} and {:.7g}", where, left, right);
}

void Identity::check() const {
  if (worst_ > kIdentity)
    throw InputError({},
                     fmt::format("the data base does not balance: {} differ by {:.2g} % in {}",
                                 name_, 100 * worst_, where_),
                     "are the files of one data base, and whole?");
}

}  // namespace tariffsim
