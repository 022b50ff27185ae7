#include "scenario/bind_quotas.hpp"

#include <fmt/format.h>

namespace tariffsim {
namespace {

bool is_quota(const PolicyLine& line) { return std::holds_alternative<QuotaLine>(line.instrument); }

}  // namespace

void refuse_quotas(const std::vector<PolicyLine>& lines, const char* where,
                   Diagnostics& diagnostics) {
  for (const PolicyLine& line : lines)
    if (is_quota(line))
      diagnostics.error(line.place,
                        fmt::format("a quota cannot stand in '{}': what licences cost hangs on "
                                    "trade, and is no rate that a world begins with",
                                    where),
                        "put it into 'policy', or a 'tariff' at its licence price there");
}

void refuse_derivatives_of_quotas(const std::vector<Stage>& stages, const char* key,
                                  const Place& asked, Diagnostics& diagnostics) {
  for (const Stage& stage : stages)
    for (const PolicyLine& line : stage.policy)
      if (is_quota(line))
        return diagnostics.error(asked,
                                 fmt::format("'{}' cannot stand beside a quota: how licence prices "
                                             "answer to a rate is not known to it",
                                             key),
                                 "compare runs whose rates differ, or a 'tariff' in its place");
}

}  // namespace tariffsim
