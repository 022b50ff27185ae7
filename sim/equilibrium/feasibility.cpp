#include "equilibrium/feasibility.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

namespace tariffsim {
namespace {

/// Deficits of countries that trade among themselves must sum to zero up to rounding, relative to
/// their value added.
constexpr double kBalanceTolerance = 1e-10;
/// Economies of scale times a trade elasticity may be 1 to rounding.
constexpr double kScaleRounding = 1e-9;
/// A message names at most this many places.
constexpr std::size_t kMaxNamed = 5;

std::string code(const World& world, Index n) {
  return world.countries[static_cast<std::size_t>(n)].code;
}

std::string listed(std::vector<std::string> names) {
  const std::size_t all = names.size();
  names.resize(std::min(all, kMaxNamed));
  const std::string text = fmt::format("{}", fmt::join(names, ", "));
  return all == names.size() ? text : fmt::format("{} and {} more", text, all - names.size());
}

/// Goods that somebody at home buys abroad only, where nobody abroad sells any more.
bool needs_imports(const World& world, Index n, Index k) {
  if (world.final_share(n, k) > 0 && world.home_final(n, k) == 0) return true;
  for (Index j = 0; j < world.n_sectors(); ++j)
    if (world.input_share(n, k, j) > 0 && world.home_input(n, k, j) == 0) return true;
  return false;
}

std::vector<std::string> goods_without_supplier(const Problem& problem) {
  const World& world = problem.world;
  std::vector<std::string> found;
  for (Index n = 0; n < world.n_countries(); ++n) {
    for (Index s = 0; s < world.n_sectors(); ++s) {
      if (!std::isinf(problem.kernel.log_wedge()(n, s))) continue;
      if (world.tells_origin() && !needs_imports(world, n, s)) continue;
      found.push_back(fmt::format("{} of {} ({})", world.sectors[static_cast<std::size_t>(s)].code,
                                  code(world, n),
                                  world.countries[static_cast<std::size_t>(n)].name));
    }
  }
  return found;
}

std::vector<std::string> countries_without_buyer(const Problem& problem) {
  std::vector<std::string> found;
  for (Index n = 0; n < problem.world.n_countries(); ++n) {
    if (!(problem.kernel.link().row(n).maxCoeff() > 0)) found.push_back(code(problem.world, n));
  }
  return found;
}

/// Countries whose trade with all others goes one way at most.
struct Enclave {
  const Problem& problem;
  const TradeLinks& links;
  Index centre;
  bool sells;  ///< those from which goods reach the centre: nobody outside sells to them
               ///< otherwise: those that its goods reach, from which nobody outside buys

  bool inside(Index i) const { return sells ? links.reaches(i, centre) : links.reaches(centre, i); }
  /// Of `values` by country, the sum over those inside.
  double sum(const Vector& values) const {
    double total = 0;
    for (Index i = 0; i < values.size(); ++i) total += inside(i) ? values(i) : 0;
    return total;
  }
  /// With the others, in that one direction.
  bool trades() const {
    const Index countries = problem.world.n_countries();
    for (Index i = 0; i < countries; ++i) {
      for (Index m = 0; m < countries && inside(i); ++m) {
        if (!inside(m) && (sells ? links.reaches(i, m) : links.reaches(m, i))) return true;
      }
    }
    return false;
  }
  std::vector<std::string> codes() const {
    std::vector<std::string> all;
    for (Index i = 0; i < problem.world.n_countries(); ++i) {
      if (inside(i)) all.push_back(code(problem.world, i));
    }
    return all;
  }
};

/// One sentence if a sector's economies of scale outweigh what holds it back in trade, or "".
std::string unbounded_scale(const Problem& problem) {
  const ModelParameters& p = problem.parameters;
  for (Index s = 0; s < p.scale.size(); ++s)
    if (p.scale(s) * p.trade_elasticity(s) > 1 + kScaleRounding)
      return fmt::format(
          "economies of scale of {:g} in {}, times its trade elasticity of {:g}, exceed 1: there "
          "may be no equilibrium, or several; lower model.scale or the trade elasticity",
          p.scale(s), problem.world.sectors[static_cast<std::size_t>(s)].code,
          p.trade_elasticity(s));
  return "";
}

/// One sentence if the deficits of such countries cannot be matched by the trade that they have
/// left, or "".
std::string unbalanced(const Enclave& set) {
  const bool proportional = set.problem.parameters.proportional_deficits;
  double deficit = set.sum(set.problem.deficit);
  const double slack = kBalanceTolerance * set.sum(set.problem.world.value_added);
  if (set.trades()) {
    if (set.sells ? deficit < -slack : deficit > slack) return "";
    return fmt::format(
        "{} can still {} abroad but no longer {} there, so that trade cannot balance",
        listed(set.codes()), set.sells ? "sell" : "buy", set.sells ? "buy" : "sell");
  }
  // In proportion to incomes, deficits of several add up to zero only if each is zero.
  const auto countries = static_cast<std::size_t>(set.problem.world.n_countries());
  if (proportional && std::abs(deficit) <= slack && set.codes().size() < countries)
    deficit = set.sum(set.problem.deficit.cwiseAbs());
  if (std::abs(deficit) <= slack) return "";
  const std::vector<std::string> codes = set.codes();
  return fmt::format(
      "{} no longer trade{} with the rest of the world but would have to {} {:.6g} "
      "million a year (deficits: {}); use deficits: none",
      listed(codes), codes.size() == 1 ? "s" : "", deficit > 0 ? "receive" : "transfer",
      std::abs(deficit), proportional ? "proportional" : "fixed");
}

std::string first_unbalanced(const Problem& problem, const TradeLinks& links) {
  const Index countries = problem.world.n_countries();
  const Index asked = links.complete() ? 1 : countries;  // all see the same set of countries
  for (Index n = 0; n < asked; ++n) {
    for (const bool sells : {true, false}) {
      std::string sentence = unbalanced({problem, links, n, sells});
      if (!sentence.empty()) return sentence;
    }
  }
  return "";
}

}  // namespace

TradeLinks::TradeLinks(const Problem& problem) { compute(problem); }

void TradeLinks::compute(const Problem& problem) {
  const Index n_countries = problem.world.n_countries();
  reaches_ = problem.kernel.link().array() > 0;
  reaches_.diagonal().setConstant(true);
  if (!reaches_.all()) follow_links();
  complete_ = reaches_.all();
  components_.resize(static_cast<std::size_t>(n_countries));
  std::iota(components_.begin(), components_.end(), Index{0});
  if (complete_)
    std::fill(components_.begin(), components_.end(), Index{0});
  else
    join_components();
}

/// Warshall's transitive closure.
void TradeLinks::follow_links() {
  for (Index through = 0; through < reaches_.cols(); ++through) {
    for (Index to = 0; to < reaches_.cols(); ++to) {
      if (!reaches_(through, to)) continue;
      reaches_.col(to) = reaches_.col(to).array() || reaches_.col(through).array();
    }
  }
}

void TradeLinks::join_components() {
  for (Index a = 0; a < reaches_.cols(); ++a) {
    for (Index b = 0; b < reaches_.cols(); ++b) {
      const Index joined = components_[static_cast<std::size_t>(a)];
      const Index other = components_[static_cast<std::size_t>(b)];
      if (!reaches_(a, b) || joined == other) continue;
      std::replace(components_.begin(), components_.end(), std::max(joined, other),
                   std::min(joined, other));
    }
  }
}

std::optional<Infeasibility> find_infeasibility(const Problem& problem, const TradeLinks& links) {
  if (const auto goods = goods_without_supplier(problem); !goods.empty()) {
    return Infeasibility{
        SolveStatus::no_supplier,
        (problem.world.tells_origin()
             ? "all suppliers abroad are cut off of goods that some buy abroad only: "
             : "all suppliers are cut off: ") +
            listed(goods)};
  }
  if (const auto sellers = countries_without_buyer(problem); !sellers.empty()) {
    return Infeasibility{SolveStatus::no_supplier,
                         "all buyers are cut off: " + listed(sellers) + " can sell nothing"};
  }
  if (const std::string sentence = unbounded_scale(problem); !sentence.empty()) {
    return Infeasibility{SolveStatus::several_equilibria, sentence};
  }
  if (const std::string sentence = first_unbalanced(problem, links); !sentence.empty()) {
    return Infeasibility{SolveStatus::no_balance, sentence};
  }
  return std::nullopt;
}

}  // namespace tariffsim
