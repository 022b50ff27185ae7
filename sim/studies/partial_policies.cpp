#include "studies/partial_policies.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <boost/container_hash/hash.hpp>
#include <map>
#include <optional>
#include <utility>

#include "base/diagnostic.hpp"
#include "policy/apply_policy.hpp"

namespace tariffsim {
namespace {

/// The lines in force; a mark that the scenario begins moves on with what is left out.
std::vector<PolicyLine> kept_lines(std::span<const PolicyLine> lines,
                                   const LinesInForce& in_force) {
  std::vector<PolicyLine> kept;
  bool begins = false;
  for (std::size_t at = 0; at < lines.size(); ++at) {
    begins = begins || lines[at].begins_scenario;
    if (!in_force[at]) continue;
    kept.push_back(lines[at]);
    kept.back().begins_scenario = std::exchange(begins, false);
  }
  return kept;
}

/// "lines 1, 3 and 4 alone"
std::string part_prose(const LinesInForce& in_force) {
  std::vector<std::size_t> places;
  for (std::size_t at = 0; at < in_force.size(); ++at)
    if (in_force[at]) places.push_back(at + 1);
  if (places.size() == 1) return fmt::format("line {} alone", places.front());
  const std::size_t last = places.back();
  places.pop_back();
  return fmt::format("lines {} and {} alone", fmt::join(places, ", "), last);
}

void add_part(const PolicyPart& part, std::size_t& print) {
  boost::hash_combine(print, part.before.place.from);
  boost::hash_combine(print, part.before.place.to);
  boost::hash_combine(print, part.before.flow_share);
  boost::hash_range(print, part.before.place.products.begin(), part.before.place.products.end());
  for (const double level : part.levels) boost::hash_combine(print, level + 0.0);
}

void add_quota(const Quota& quota, std::size_t& print) {
  boost::hash_combine(print, static_cast<int>(quota.side));
  boost::hash_combine(print, static_cast<int>(quota.measure));
  for (const double figure : {quota.amount, quota.margin, quota.exporters_share})
    boost::hash_combine(print, figure);
  for (const CellPlace& at : quota.cells)
    for (const Index place : {at.exporter, at.importer, at.sector})
      boost::hash_combine(print, place);
  for (const auto& [at, places] : quota.goods)
    for (const PartPlace& place : places) {
      for (const Index index : {at.exporter, at.importer, at.sector})
        boost::hash_combine(print, index);
      for (const double border : {place.from, place.to}) boost::hash_combine(print, border);
      for (const Index product : place.products) boost::hash_combine(print, product);
    }
}

/// One number for all that a policy does where there is trade; that of another policy is another,
/// but for one in 10^19.
std::size_t fingerprint(const World& world, const PartedPolicy& policy) {
  std::size_t print = 0;
  for (Index s = 0; s < world.n_sectors(); ++s)
    for (Index n = 0; n < world.n_countries(); ++n)
      for (Index i = 0; i < world.n_countries(); ++i) {
        if (i == n || !(world.flow(i, n, s) > 0)) continue;
        for (const Wedge& wedge : kWedges)
          boost::hash_combine(print, value_at(wedge, policy.average, i, n, s) + 0.0);
        if (const PolicyCell* cell = policy.cell(i, n, s))
          for (const PolicyPart& part : cell->parts) add_part(part, print);
      }
  for (const Quota& quota : policy.quotas) add_quota(quota, print);
  return print;
}

/// What became of one policy.
struct Solved {
  LineStatus status = LineStatus::not_solved;
  std::string why;
  std::size_t print = 0;
  std::optional<LineLevels> levels;
};

class PartialSolver {
 public:
  PartialSolver(const Outcome& whole, std::span<const PolicyLine> lines,
                const SolverOptions& options)
      : whole_(whole),
        lines_(lines),
        options_(options),
        solver_(whole.base(), whole.parameters()) {}

  PartialPolicies run(const std::vector<PolicyChain>& chains) {
    std::vector<std::size_t> first_of_chain;
    first_of_chain.reserve(chains.size());
    for (const PolicyChain& chain : chains) {
      first_of_chain.push_back(policies_.size());
      policies_.insert(policies_.end(), chain.begin(), chain.end());
    }
    solved_.resize(policies_.size());
    tbb::parallel_for(std::size_t{0}, policies_.size(), [&](std::size_t at) { print(at); });
    find_first();
    tbb::parallel_for(std::size_t{0}, chains.size(), [&](std::size_t chain) {
      solve_chain(first_of_chain[chain], chains[chain].size());
    });
    return result();
  }

 private:
  void print(std::size_t at) {
    try {
      const AppliedPolicy applied = apply_policy(whole_.base(), kept_lines(lines_, policies_[at]));
      solved_[at].print = fingerprint(whole_.base(), applied.policy);
    } catch (const InputError& error) {
      solved_[at].status = LineStatus::no_policy;
      solved_[at].why = error.diagnostics().front().message;
    }
  }

  /// Of those with the same fingerprint the first is solved, unless it is known.
  void find_first() {
    known_[fingerprint(whole_.base(), baseline_levies(whole_.base()))] = levels_before(whole_);
    known_[fingerprint(whole_.base(), apply_policy(whole_.base(), lines_).policy)] =
        levels_of(whole_);
    for (std::size_t at = 0; at < solved_.size(); ++at)
      if (solved_[at].status == LineStatus::not_solved) first_.emplace(solved_[at].print, at);
  }

  bool is_to_solve(std::size_t at) const {
    return solved_[at].status == LineStatus::not_solved && first_.at(solved_[at].print) == at &&
           known_.find(solved_[at].print) == known_.end();
  }

  void solve_chain(std::size_t first, std::size_t size) {
    SolverWorkspace workspace;
    std::optional<Equilibrium> last = whole_.equilibrium();
    for (std::size_t at = first; at < first + size; ++at)
      if (is_to_solve(at)) solve(at, workspace, last);
  }

  void solve(std::size_t at, SolverWorkspace& workspace, std::optional<Equilibrium>& last) {
    Solved& one = solved_[at];
    AppliedPolicy applied = apply_policy(whole_.base(), kept_lines(lines_, policies_[at]));
    const Vector& deficit = deficit_before(whole_);
    PolicySolution solution = solve_policy(
        whole_.base(), whole_.parameters(), std::move(applied.policy), deficit, options_,
        options_.tolerance,
        [&](const TradePolicy& of_cells, const SolverOptions& to, const Equilibrium* near) {
          return solver_.solve(workspace, {of_cells, deficit, near == nullptr ? &*last : near}, to);
        });
    if (!solution.solve.equilibrium) {
      one.status = LineStatus::no_solution;
      one.why = solution.solve.message;
      return;
    }
    last = solution.solve.equilibrium;
    const OutcomeResult made =
        make_outcome(whole_.shared_base(), whole_.parameters(), std::move(solution));
    one.status = made.outcome ? LineStatus::solved : LineStatus::not_certified;
    if (made.outcome)
      one.levels = levels_of(*made.outcome);
    else
      one.why = made.certificate.summary();
  }

  PartialPolicies result() {
    PartialPolicies result;
    for (std::size_t at = 0; at < solved_.size(); ++at) {
      const Solved& one = solved_[at];
      if (one.status == LineStatus::solved) ++result.solves;
      if (one.status != LineStatus::solved && one.status != LineStatus::not_solved)
        return failed(std::move(result), at);
    }
    result.levels.reserve(solved_.size());
    for (const Solved& one : solved_) {
      const auto known = known_.find(one.print);
      result.levels.push_back(known != known_.end() ? known->second
                                                    : *solved_[first_.at(one.print)].levels);
    }
    result.status = LineStatus::solved;
    result.message = fmt::format("{} {} of the policy solved and certified", result.solves,
                                 result.solves == 1 ? "part" : "parts");
    return result;
  }

  PartialPolicies failed(PartialPolicies result, std::size_t at) const {
    const char* what = "is not certified";
    if (solved_[at].status == LineStatus::no_solution) what = "is not solved";
    if (solved_[at].status == LineStatus::no_policy) what = "cannot be in force";
    result.status = solved_[at].status;
    result.message =
        fmt::format("the policy with {} {}: {}", part_prose(policies_[at]), what, solved_[at].why);
    return result;
  }

  const Outcome& whole_;
  std::span<const PolicyLine> lines_;
  const SolverOptions& options_;
  const Solver solver_;
  std::vector<LinesInForce> policies_;
  std::vector<Solved> solved_;
  std::map<std::size_t, std::size_t> first_;  // position by fingerprint
  std::map<std::size_t, LineLevels> known_;   // by fingerprint
};

}  // namespace

const char* to_string(LineStatus status) {
  switch (status) {
    case LineStatus::not_solved:
      return "not solved";
    case LineStatus::solved:
      return "solved";
    case LineStatus::no_policy:
      return "no policy";
    case LineStatus::no_solution:
      return "no solution";
    case LineStatus::not_certified:
      return "not certified";
  }
  return "not solved";
}

const Vector& deficit_before(const Outcome& outcome) {
  return outcome.parameters().proportional_deficits ? outcome.base().deficit
                                                    : outcome.equilibrium().deficit();
}

PartialPolicies solve_partial_policies(const Outcome& whole, std::span<const PolicyLine> lines,
                                       const std::vector<PolicyChain>& chains,
                                       const SolverOptions& options) {
  return PartialSolver(whole, lines, options).run(chains);
}

}  // namespace tariffsim
