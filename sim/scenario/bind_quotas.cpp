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

void refuse_path_beside_quotas(const std::vector<Stage>& stages, const Place& asked,
                               Diagnostics& diagnostics) {
  if (!has_quota(stages)) return;
  diagnostics.error(asked,
                    "'attribution: path' cannot be used with a quota: on the way to the policy a "
                    "quota begins to bind, and there is no amount to begin with",
                    "'shapley' divides the result among the lines, quotas too");
}

}  // namespace tariffsim
