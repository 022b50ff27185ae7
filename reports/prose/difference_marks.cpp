#include "prose/difference_marks.hpp"

#include <fmt/format.h>

#include "studies/comparison_reasons.hpp"

namespace tariffsim {

std::vector<std::string> legend_of_marks(const Comparison& comparison) {
  std::vector<std::string> out;
  out.reserve(comparison.differs_also_by.size());
  for (std::size_t at = 0; at < comparison.differs_also_by.size(); ++at)
    out.push_back(fmt::format("({}) beside a difference: another reason than the policy: {}",
                              letter_of(at), comparison.differs_also_by[at]));
  return out;
}

std::string letter_mark(const ComparedRow& row, std::size_t at) {
  if (at >= row.also_by.size() || row.also_by[at] == 0) return "";
  return fmt::format(" ({})", letter_of(row.also_by[at] - 1U));
}

}  // namespace tariffsim
