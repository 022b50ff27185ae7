// Studies as written: a sweep over keys, or draws of what is not known.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "policy/uncertainty.hpp"
#include "scenario/overrides.hpp"
#include "scenario/scenario.hpp"
#include "text/yaml_tree.hpp"

namespace tariffsim {

inline constexpr std::size_t kMostAxes = 3;
inline constexpr std::size_t kMostPoints = 10'000'000;  ///< of a study

/// `A..B by C`: A, A + C, ... up to B.
struct AxisRange {
  double first = 0;  ///< in percent if `percent`
  double step = 0;
  std::size_t size = 0;
  bool percent = false;
};

/// A key and the values that it takes.
struct SweepAxis {
  std::string key;  ///< as written: "policy[0].tariff.add"
  std::vector<PathStep> path;
  std::optional<AxisRange> range;
  std::vector<YamlNode> listed;  ///< if there is no range
  Place place;                   ///< of the values
  bool names = false;            ///< what is listed are economies or groups, no numbers

  std::size_t size() const { return range ? range->size : listed.size(); }
  /// The value as it would stand in the file; its place is that of the range or of the list's item.
  YamlNode node(std::size_t at) const;
  /// The same as a number; rates as fractions; of a name its position in the list.
  double value(std::size_t at) const;
  /// "USA"; several that act as one are "USA+CAN". Precondition: names.
  std::string name(std::size_t at) const;
  bool percent() const;  ///< written as rates: a list if one of its values is
};

/// Whether an axis is `optimum.player`, whose values are names.
bool is_of_players(const std::vector<PathStep>& path);

/// `sweep:` with the tree in which its keys are set.
struct SweepText {
  std::vector<SweepAxis> axes;
  YamlNode tree;  ///< of the scenario, without what belongs to the study
  std::filesystem::path file;

  std::size_t points() const;
  /// Positions on the axes; the last axis runs fastest.
  std::vector<std::size_t> positions(std::size_t point) const;
};

/// What is wanted of an outcome.
struct TargetText {
  Expectation measure;  ///< without a range and a step
  double target = 0;
  bool of_baseline = false;  ///< the target is this part of what the outcome is without the policy
};

/// `goal:` a number of the scenario is sought.
struct GoalText {
  std::shared_ptr<const SweepText> range;  ///< of one axis, which has the two bounds
  TargetText until;
  Place place;
  Place vary, target;  ///< of the values of `vary` and `until`

  const SweepAxis& axis() const { return range->axes.front(); }
};

struct UncertainCostText {
  CellsText cells;
  double standard_deviation = 0;
  std::string text;  ///< the entry as written
  Place place;
};

/// `uncertainty:`, its names not yet looked up.
struct UncertaintyText {
  std::size_t draws = 1000;
  std::uint64_t seed = 1;
  Sampling sampling = Sampling::sobol;
  std::optional<double> elasticity_error;             ///< fraction of the elasticity, all sectors
  std::vector<std::pair<Name, double>> sector_error;  ///< in units of the elasticity
  Distribution distribution = Distribution::lognormal;
  std::vector<Name> sources;
  std::vector<UncertainCostText> trade_costs;
  double rate_deviation = 0;
  Place rate_place;  ///< of `rates`
  double substitution_deviation = 0, mobility_deviation = 0, supply_deviation = 0;
  Place mobility_place, supply_place;  ///< of `labour_mobility`, `labour_supply`
};

}  // namespace tariffsim
