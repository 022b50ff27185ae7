#include "scenario/bind_quotas.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tariffsim {
namespace {

bool is_quota(const PolicyLine& line) { return std::holds_alternative<QuotaLine>(line.instrument); }

bool has_quota(const std::vector<Stage>& stages) {
  for (const Stage& stage : stages)
    if (std::any_of(stage.policy.begin(), stage.policy.end(), is_quota)) return true;
  return false;
}

}  // namespace

void refuse_quotas(const std::vector<PolicyLine>& lines, const char* where,
                   Diagnostics& diagnostics) {
  for (const PolicyLine& line : lines)
    if (is_quota(line))
      diagnostics.error(line.place,
                        fmt::format("a quota cannot be in '{}': its licence price depends on "
                                    "trade, so it is not a rate that can be given beforehand",
                                    where),
                        "put it into 'policy', or a 'tariff' at its licence price there");
}

void refuse_derivatives_of_quotas(const std::vector<Stage>& stages, const char* key,
                                  const Place& asked, Diagnostics& diagnostics) {
  if (!has_quota(stages)) return;
  diagnostics.error(
      asked,
      fmt::format("'{}' cannot be used with a quota: where it binds, the price of its licences "
                  "moves with every rate, and derivatives of that are not computed",
                  key),
      fmt::format("compare runs with different rates, or write a 'tariff' at the licence price "
                  "(quotas.csv of a run without '{}') in place of the quota",
                  key));
}

void refuse_choices_beside_quotas(const std::vector<Stage>& stages, const char* key,
                                  const Place& asked, Diagnostics& diagnostics) {
  if (!has_quota(stages)) return;
  diagnostics.error(
      asked,
      fmt::format("'{}' cannot be used with a quota: the best rates depend on whether it binds, "
                  "and the search does not follow the price of its licences",
                  key),
      fmt::format("'sweep' the rate with the quota in force and take the best point, or write a "
                  "'tariff' at the licence price (quotas.csv of a run without '{}') in place of "
                  "the quota",
                  key));
}

}  // namespace tariffsim
