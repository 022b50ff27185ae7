// What can be said before solving: who still trades with whom, and whether an equilibrium can
// exist.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "equilibrium/equations.hpp"
#include "equilibrium/equilibrium.hpp"

namespace tariffsim {

/// Who can still sell to whom, directly or through others.
class TradeLinks {
 public:
  TradeLinks() = default;
  explicit TradeLinks(const Problem& problem);
  /// The same for another problem, in the same memory.
  void compute(const Problem& problem);

  /// Every country reaches every other.
  bool complete() const { return complete_; }
  /// Countries joined by trade in either direction: component number by country, N.
  const std::vector<Index>& components() const { return components_; }
  /// Goods, or what is made of them, can travel from one country to the other. A country reaches
  /// itself.
  bool reaches(Index from, Index to) const { return reaches_(from, to); }

 private:
  void follow_links();
  void join_components();

  bool complete_ = false;
  std::vector<Index> components_;
  Eigen::Matrix<bool, Eigen::Dynamic, Eigen::Dynamic> reaches_;
};

struct Infeasibility {
  SolveStatus status = SolveStatus::not_solved;
  std::string message;  ///< names country and sector
};

/// A good that a country buys at baseline and can get from nobody; a country that can sell to
/// nobody; countries that the rest of the world sells nothing to, or that are cut off from it,
/// whose deficits such trade cannot match.
std::optional<Infeasibility> find_infeasibility(const Problem& problem, const TradeLinks& links);

}  // namespace tariffsim
