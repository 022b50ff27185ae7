#include "cli/policy_remarks.hpp"

#include <fmt/format.h>

#include <set>
#include <tuple>

#include "scenario/pass_on.hpp"

namespace tariffsim {
namespace {

using Audits = std::vector<std::vector<LineAudit>>;

void warn_of_subsidies(const Audits& audits, Diagnostics& diagnostics) {
  Diagnostics found;
  for (const std::vector<LineAudit>& audit : audits)
    for (const LineAudit& line : audit)
      if (line.negative > 0 && line.barrier == Barrier::tariff)
        found.warning(line.place, fmt::format("{} a negative tariff: an import subsidy",
                                              line.negative == 1 ? "one cell now carries"
                                                                 : fmt::format("{} cells now carry",
                                                                               line.negative)));
  pass_on_new(found.all(), diagnostics);
}

/// One rate for all that raises most tariffs and lowers some is seldom meant to lower these.
void note_cuts(const Audits& audits, const World& world, Diagnostics& diagnostics) {
  Diagnostics found;
  for (const std::vector<LineAudit>& audit : audits) {
    for (const LineAudit& line : audit) {
      if (line.lowered == 0 || line.raised == 0) continue;
      const auto& [i, n, s, before] = line.highest_lowered;
      found.note(
          line.place,
          fmt::format("this raises {} tariffs and lowers {}, one of them ({} into {}, {}) "
                      "from {:.1f} %",
                      line.raised, line.lowered, world.countries[static_cast<std::size_t>(i)].code,
                      world.countries[static_cast<std::size_t>(n)].code,
                      world.sectors[static_cast<std::size_t>(s)].code, 100 * before),
          "where none should fall, write 'at_least' in place of 'set'");
    }
  }
  pass_on_new(found.all(), diagnostics);
}

/// Matched value on little trade asks for rates at which that trade all but ends.
void warn_of_matches(const Audits& audits, Diagnostics& diagnostics) {
  constexpr double kProhibitive = 1.0;
  Diagnostics found;
  for (const std::vector<LineAudit>& audit : audits)
    for (const LineAudit& line : audit)
      if (line.matched > kProhibitive)
        found.warning(
            line.place,
            fmt::format("to tax as much value, this answer adds up to {:.0f} points",
                        100 * line.matched),
            "at such a rate little trade is left to tax: name more sectors, or a 'share'");
  pass_on_new(found.all(), diagnostics);
}

/// Lines that change nothing in any step are seldom meant.
void note_idle_lines(const Audits& audits, Diagnostics& diagnostics) {
  using Where = std::tuple<const SourceText*, int, int>;
  const auto where = [](const LineAudit& line) {
    return Where(line.place.source.get(), line.place.line, line.place.column);
  };
  std::set<Where> settled;  // lines that change something, then those that have been told of
  for (const std::vector<LineAudit>& audit : audits)
    for (const LineAudit& line : audit)
      if (line.cells > 0) settled.insert(where(line));
  for (const LineAudit& line : audits.back()) {
    if (!settled.insert(where(line)).second) continue;
    if (line.too_early)
      diagnostics.warning(line.place, "this answer stands before the tariffs that it could answer",
                          "lines apply from top to bottom: move it below them");
    else
      diagnostics.note(line.place, "this line changes nothing",
                       line.text.starts_with("retaliation")
                           ? "it answers what lines above it have added; is there any?"
                           : "what it asks for is so already");
  }
}

}  // namespace

void remark_on_policy(const Audits& audits, const World& world, Diagnostics& diagnostics) {
  warn_of_subsidies(audits, diagnostics);
  note_cuts(audits, world, diagnostics);
  warn_of_matches(audits, diagnostics);
  note_idle_lines(audits, diagnostics);
}

}  // namespace tariffsim
