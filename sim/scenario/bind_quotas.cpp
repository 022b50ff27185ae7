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
                        fmt::format("a quota cannot be in '{}': its licence price depends on "
                                    "trade, so it is not a rate that can be given beforehand",
                                    where),
                        "put it into 'policy', or a 'tariff' at its licence price there");
}

}  // namespace tariffsim
