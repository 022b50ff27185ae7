#include "files/quota_arrays.hpp"

#include <algorithm>
#include <cstdint>

#include "results/quotas.hpp"

namespace tariffsim {

std::vector<std::string> names_of_quotas(std::span<const SolvedStep> steps) {
  std::vector<std::string> names;
  for (const SolvedStep& step : steps)
    for (const QuotaRow& row : quota_rows(*step.result.outcome))
      if (std::find(names.begin(), names.end(), row.quota) == names.end())
        names.push_back(row.quota);
  return names;
}

ResultTable quotas_by_name(const std::vector<std::string>& names, const Outcome& outcome) {
  ResultTable table;
  table.name = "quotas";
  table.axes.push_back({"quota", names.size()});
  table.measures.push_back({"regime", "0: slack, 1: it binds, 2: over, more comes in beyond it"});
  table.measures.insert(table.measures.end(), quota_measures().begin(), quota_measures().end());
  const std::vector<QuotaOutcome> outcomes = quota_outcomes(outcome);
  std::size_t at = 0;
  for (const QuotaRow& row : quota_rows(outcome)) {
    const auto place = std::find(names.begin(), names.end(), row.quota) - names.begin();
    table.positions.push_back(static_cast<std::uint32_t>(place));
    table.values.push_back(static_cast<double>(outcomes[at++].regime));
    for (const Measure<QuotaRow>& measure : quota_measures())
      table.values.push_back(row.*measure.value);
  }
  return table;
}

}  // namespace tariffsim
