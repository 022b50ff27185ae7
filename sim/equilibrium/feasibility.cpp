#include "equilibrium/feasibility.hpp"

#include <cmath>
#include <numeric>

#include <fmt/format.h>

namespace tariffsim {
namespace {

/// Deficits of countries that trade among themselves must sum to zero up to rounding, relative to their value added.
constexpr double kBalanceTolerance = 1e-10;
/// A message names at most this many places.
constexpr std::size_t kMaxNamed = 5;

std::string code(const World& world, Index n) {
  return world.countries[static_cast<std::size_t>(n)].code;
}

std::string listed(const std::vector<std::string>& names) {
  const std::size_t shown = std::min(names.size(), kMaxNamed);
  std::string text = fmt::format("{}", fmt::join(names.begin(), names.begin() + shown, ", "));
  if (names.size() > shown) text += fmt::format(" and {} more", names.size() - shown);
  return text;
}

std::vector<std::string> goods_without_supplier(const Problem& problem) {
  const World& world = problem.world;
  std::vector<std::string> found;
  for (Index n = 0; n < world.n_countries(); ++n) {
    for (Index s = 0; s < world.n_sectors(); ++s) {
      if (world.expenditure(n, s) <= 0) continue;
      if (problem.kernel.weight.sector(s).col(n).maxCoeff() > 0) continue;
      found.push_back(fmt::format("{} of {} ({})",
                                  world.sectors[static_cast<std::size_t>(s)].code, code(world, n),
                                  world.countries[static_cast<std::size_t>(n)].name));
    }
  }
  return found;
}

std::vector<std::string> countries_without_buyer(const Problem& problem) {
  const World& world = problem.world;
  Vector best = Vector::Zero(world.n_countries());
  for (Index s = 0; s < world.n_sectors(); ++s) {
    best = best.cwiseMax(problem.kernel.weight.sector(s).rowwise().maxCoeff());
  }
  std::vector<std::string> found;
  for (Index n = 0; n < world.n_countries(); ++n) {
    if (!(best(n) > 0)) found.push_back(code(world, n));
  }
  return found;
}

/// One sentence for the first set of countries that no trade can balance.
std::string unbalanced(const Problem& problem, const std::vector<Index>& components) {
  const World& world = problem.world;
  for (Index c = 0; c < world.n_countries(); ++c) {
    double deficit = 0;
    double size = 0;
    std::vector<std::string> members;
    for (Index n = 0; n < world.n_countries(); ++n) {
      if (components[static_cast<std::size_t>(n)] != c) continue;
      deficit += problem.deficit(n);
      size += world.value_added(n);
      members.push_back(code(world, n));
    }
    if (members.empty() || std::abs(deficit) <= kBalanceTolerance * size) continue;
    return fmt::format(
        "{} no longer trade{} with the rest of the world but would have to {} {:.6g} million a year "
        "(deficits: fixed); use deficits: none",
        listed(members), members.size() == 1 ? "s" : "",
        deficit > 0 ? "receive" : "transfer", std::abs(deficit));
  }
  return "";
}

}  // namespace

std::vector<Index> trade_components(const Problem& problem) {
  const Index n_countries = problem.world.n_countries();
  std::vector<Index> component(static_cast<std::size_t>(n_countries));
  std::iota(component.begin(), component.end(), Index{0});
  const auto root = [&](Index n) {
    while (component[static_cast<std::size_t>(n)] != n) n = component[static_cast<std::size_t>(n)];
    return n;
  };
  for (Index s = 0; s < problem.world.n_sectors(); ++s) {
    const auto weight = problem.kernel.weight.sector(s);
    for (Index n = 0; n < n_countries; ++n) {
      for (Index i = 0; i < n_countries; ++i) {
        if (i == n || !(weight(i, n) > 0)) continue;
        const Index a = root(i);
        const Index b = root(n);
        component[static_cast<std::size_t>(std::max(a, b))] = std::min(a, b);
      }
    }
  }
  for (Index n = 0; n < n_countries; ++n) component[static_cast<std::size_t>(n)] = root(n);
  return component;
}

std::optional<Infeasibility> find_infeasibility(const Problem& problem,
                                                const std::vector<Index>& components) {
  if (const auto goods = goods_without_supplier(problem); !goods.empty()) {
    return Infeasibility{SolveStatus::no_supplier,
                         "all suppliers are cut off: " + listed(goods)};
  }
  if (const auto sellers = countries_without_buyer(problem); !sellers.empty()) {
    return Infeasibility{SolveStatus::no_supplier,
                         "all buyers are cut off: " + listed(sellers) + " can sell nothing"};
  }
  if (const std::string sentence = unbalanced(problem, components); !sentence.empty()) {
    return Infeasibility{SolveStatus::no_balance, sentence};
  }
  return std::nullopt;
}

}  // namespace tariffsim
