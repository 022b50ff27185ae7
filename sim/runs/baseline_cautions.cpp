#include "runs/baseline_cautions.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/labels.hpp"

namespace tariffsim {
namespace {

/// Exports over value added, both before taxes. Not finite where nothing is made.
double exports_of_value_added(const Baseline& baseline, Index country) {
  double exports = 0, value_added = 0;
  for (Index s = 0; s < baseline.flow.sectors(); ++s) {
    double output = 0, inputs = 0;
    for (Index n = 0; n < baseline.flow.countries(); ++n) {
      const double tax = baseline.export_tax.countries() > 0 && n != country
                             ? baseline.export_tax(country, n, s)
                             : 0;
      const double sales = baseline.flow(country, n, s) / (1 + tax);
      output += sales;
      if (n != country) exports += sales;
    }
    for (Index k = 0; k < baseline.flow.sectors() && !baseline.input_share.empty(); ++k)
      inputs += baseline.input_share(country, k, s);
    value_added += (1 - inputs) * output;
  }
  return exports / value_added;
}

/// Their codes, once their names are marked.
std::vector<std::string> mark_exporters(Baseline& baseline) {
  std::vector<std::string> marked;
  if (baseline.mark_exports_above == 0) return marked;
  for (std::size_t n = 0; n < baseline.countries.size(); ++n) {
    if (!(exports_of_value_added(baseline, static_cast<Index>(n)) > baseline.mark_exports_above))
      continue;
    baseline.countries[n].name += kMark;
    marked.push_back(baseline.countries[n].code);
  }
  return marked;
}

}  // namespace

std::vector<std::string> take_caution(Baseline& baseline) {
  std::vector<std::string> sentences;
  if (!baseline.stands_alone.empty())
    sentences.push_back(fmt::format("{}: {}; do not compare with results on other baselines",
                                    baseline.id, baseline.stands_alone));
  if (const auto marked = mark_exporters(baseline); !marked.empty())
    sentences.push_back(
        fmt::format("an asterisk marks economies whose exports are above {:g} % of GDP: goods that "
                    "pass through them or are assembled there exaggerate what trade does to them "
                    "({})",
                    100 * baseline.mark_exports_above, fmt::join(marked, ", ")));
  return sentences;
}

}  // namespace tariffsim
