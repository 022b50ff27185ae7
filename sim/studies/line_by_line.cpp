#include "studies/line_by_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace tariffsim {
namespace {

/// Only cells with trade bear on an equilibrium and on its measures.
bool moves_trade(std::span<const LineAudit> audit) {
  return std::any_of(audit.begin(), audit.end(),
                     [](const LineAudit& entry) { return entry.trade_changed > 0; });
}

LinesInForce measures_of(const Outcome& outcome) { return {outcome.countries(), outcome.world()}; }

/// Levels stay as they were, and no change is one of zero.
LinesInForce none_in_force(const Outcome& whole) {
  LinesInForce none;
  for (const CountryOutcome& c : whole.countries()) {
    CountryOutcome before;
    before.tax_revenue = c.tax_revenue_base;
    before.average_tariff = c.average_tariff_base;
    before.average_tariff_goods = c.average_tariff_goods_base;
    none.countries.push_back(before);
  }
  const WorldOutcome& world = whole.world();
  none.world.tax_revenue = world.tax_revenue_base;
  none.world.average_tariff = world.average_tariff_base;
  none.world.average_tariff_goods = world.average_tariff_goods_base;
  return none;
}

/// The number of lines in force at the end of each entry.
std::vector<std::size_t> entry_ends(std::size_t lines) {
  std::vector<std::size_t> ends;
  for (std::size_t end = 1; end < lines && ends.size() + 1 < kMostEntries; ++end)
    ends.push_back(end);
  ends.push_back(lines);
  return ends;
}

std::string entry_text(std::span<const PolicyLine> lines, std::size_t first, std::size_t end) {
  return end - first == 1 ? lines[first].text
                          : fmt::format("lines {} to {} together", first + 1, end);
}

/// "its first line alone", "its first 3 lines alone"
std::string part_prose(std::size_t lines) {
  return lines == 1 ? "its first line alone" : fmt::format("its first {} lines alone", lines);
}

/// Puts one line after another in force.
class Walk {
 public:
  Walk(Solver& solver, const Outcome& whole, std::span<const LineAudit> audit,
       const SolverOptions& options)
      : solver_(solver), whole_(whole), audit_(audit), options_(options) {
    result_.none = none_in_force(whole);
  }

  LineByLine run(std::span<const PolicyLine> lines) {
    LinesInForce in_force = result_.none;
    std::size_t first = 0;
    for (const std::size_t end : entry_ends(lines.size())) {
      if (!put_in_force(lines.first(end), end == lines.size(), in_force)) {
        result_.added.clear();
        return std::move(result_);
      }
      result_.added.push_back({entry_text(lines, first, end), end - first, in_force});
      first = end;
    }
    result_.status = LineStatus::solved;
    result_.message = fmt::format("{} {} of the policy solved and certified", result_.solves,
                                  result_.solves == 1 ? "part" : "parts");
    return std::move(result_);
  }

 private:
  /// Moves `in_force` on to these lines; false if that cannot be solved.
  bool put_in_force(std::span<const PolicyLine> lines, bool all, LinesInForce& in_force) {
    if (all) {
      in_force = measures_of(whole_);
      return true;
    }
    AppliedPolicy applied = apply_policy(whole_.base(), lines);
    const std::size_t before = std::exchange(told_, applied.audit.size());
    if (!moves_trade(audit_.subspan(told_))) {
      in_force = measures_of(whole_);
      return true;
    }
    return !moves_trade(audit_.subspan(before, told_ - before)) ||
           solve(std::move(applied.policy), lines.size(), in_force);
  }

  bool solve(PartedPolicy policy, std::size_t lines, LinesInForce& in_force) {
    PolicySolution solution = solve_policy(
        whole_.base(), whole_.parameters(), std::move(policy), whole_.equilibrium().deficit(),
        options_, options_.tolerance,
        [&](const TradePolicy& of_cells, const SolverOptions& to, const Equilibrium* near) {
          return solver_.solve(of_cells, whole_.equilibrium().deficit(), to,
                               near == nullptr && last_ ? &*last_ : near);
        });
    ++result_.solves;
    if (!solution.solve.equilibrium)
      return fail(LineStatus::no_solution, lines, solution.solve.message);
    last_ = solution.solve.equilibrium;
    const OutcomeResult made =
        make_outcome(whole_.shared_base(), whole_.parameters(), std::move(solution));
    if (!made.outcome) return fail(LineStatus::not_certified, lines, made.certificate.summary());
    in_force = measures_of(*made.outcome);
    return true;
  }

  bool fail(LineStatus status, std::size_t lines, const std::string& why) {
    result_.status = status;
    result_.message =
        fmt::format("the policy with {} {}: {}", part_prose(lines),
                    status == LineStatus::no_solution ? "is not solved" : "is not certified", why);
    return false;
  }

  Solver& solver_;
  const Outcome& whole_;
  std::span<const LineAudit> audit_;  // of all lines
  const SolverOptions& options_;
  LineByLine result_;
  std::size_t told_ = 0;  // entries of the audit that are of the lines in force
  std::optional<Equilibrium> last_;
};

}  // namespace

const char* to_string(LineStatus status) {
  switch (status) {
    case LineStatus::not_solved:
      return "not solved";
    case LineStatus::solved:
      return "solved";
    case LineStatus::no_solution:
      return "no solution";
    case LineStatus::not_certified:
      return "not certified";
  }
  return "not solved";
}

LineByLine line_by_line(Solver& solver, const Outcome& whole, std::span<const PolicyLine> lines,
                        std::span<const LineAudit> audit, const SolverOptions& options) {
  return Walk(solver, whole, audit, options).run(lines);
}

}  // namespace tariffsim
