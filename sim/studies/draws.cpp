#include "studies/draws.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <memory>
#include <span>

#include "studies/unit_sampler.hpp"

namespace tariffsim {
namespace {

using Uniforms = std::span<const double>;

/// Normal draws of an elasticity do not fall under this part of the scenario's.
constexpr double kLeastFactor = 0.1;

double normal_quantile(double uniform) {
  return boost::math::quantile(boost::math::normal(), uniform);
}

/// Lognormal with median 1.
double cost_factor(double deviation, double uniform) {
  return std::exp(deviation * normal_quantile(uniform));
}

void scale(Rates& rates, double factor) {
  if (auto* one = std::get_if<OneRate>(&rates)) one->rate *= factor;
  if (auto* cells = std::get_if<std::vector<CellRate>>(&rates))
    for (CellRate& cell : *cells) cell.rate *= factor;
}

/// What an agreement says: a tariff, a change of trade costs; false if both are nothing.
bool scale(Agreement& agreement, double factor) {
  if (agreement.tariff.value_or(0) == 0 && agreement.trade_cost == 0) return false;
  if (agreement.tariff) *agreement.tariff *= factor;
  agreement.trade_cost *= factor;
  return true;
}

/// Multiplies the rate of a line; false if it has none.
bool scale_rate(Instrument& instrument, double factor) {
  if (auto* levy = std::get_if<LevyChange>(&instrument)) {
    scale(levy->rates, factor);
  } else if (auto* cost = std::get_if<TradeCostChange>(&instrument)) {
    cost->change *= factor;
  } else if (auto* agreement = std::get_if<Agreement>(&instrument)) {
    return scale(*agreement, factor);
  } else {
    return false;
  }
  return true;
}

/// One uncertain group: how many numbers it takes, and what it does with them.
struct Group {
  std::string name;
  std::size_t dimensions = 0;
  std::function<void(Uniforms, PointInputs&)> draw;
};

void draw_factors(const Uncertainty& what, Uniforms uniforms, PointInputs& point) {
  for (std::size_t s = 0; s < uniforms.size(); ++s) {
    const auto sector = static_cast<Index>(s);
    const double factor =
        elasticity_factor(what.distribution, what.elasticity_error(sector), uniforms[s]);
    for (ModelParameters* parameters : {&point.starting_parameters, &point.parameters}) {
      parameters->trade_elasticity(sector) *= factor;
      if (parameters->scale_of_elasticity) parameters->scale(sector) /= factor;
    }
  }
}

void draw_source(const Uncertainty& what, Uniforms uniforms, PointInputs& point) {
  const auto count = static_cast<double>(what.sources.size());
  const auto at = static_cast<std::size_t>(uniforms.front() * count);
  point.starting_parameters = what.sources[at].starting;
  point.parameters = what.sources[at].effects;
}

void draw_costs(const Uncertainty& what, Uniforms uniforms, PointInputs& point) {
  for (std::size_t k = 0; k < uniforms.size(); ++k) {
    const UncertainCost& cost = what.trade_costs[k];
    const double factor = cost_factor(cost.standard_deviation, uniforms[k]);
    point.policy.push_back({TradeCostChange{cost.cells, factor - 1}, cost.text, {}});
  }
}

void draw_rates(const Uncertainty& what, Uniforms uniforms, PointInputs& point) {
  std::size_t next = 0;
  for (std::size_t at = 0; at < point.policy.size(); ++at) {
    if (next == uniforms.size()) return;  // what draw_costs has added
    if (what.lines_sought.contains(at)) continue;
    if (scale_rate(point.policy[at].instrument, cost_factor(what.rate_deviation, uniforms[next])))
      ++next;
  }
}

/// `change` of the parameters of the effects and of what comes before them.
template <class Change>
void of_both(PointInputs& point, const Change& change) {
  change(point.starting_parameters);
  change(point.parameters);
}

void draw_substitution(const Uncertainty& what, Uniforms uniforms, PointInputs& point) {
  const auto drawn = [&](double elasticity, std::size_t at) {
    return std::clamp(elasticity * cost_factor(what.substitution_deviation, uniforms[at]),
                      kLeastSubstitution, kMostSubstitution);
  };
  of_both(point, [&](ModelParameters& p) {
    p.substitution = {drawn(p.substitution.value_added, 0), drawn(p.substitution.inputs, 1),
                      drawn(p.substitution.final_use, 2)};
  });
}

void draw_mobility(const Uncertainty& what, Uniforms uniforms, PointInputs& point) {
  const double factor = cost_factor(what.mobility_deviation, uniforms.front());
  of_both(point, [&](ModelParameters& p) { p.labour_mobility *= factor; });
}

void draw_supply(const Uncertainty& what, Uniforms uniforms, PointInputs& point) {
  const double factor = cost_factor(what.supply_deviation, uniforms.front());
  of_both(point, [&](ModelParameters& p) { p.labour_supply *= factor; });
}

/// Rates before trade costs, whose draws add lines of their own to the policy.
std::vector<Group> uncertain_groups(const Uncertainty& what, const PointInputs& central) {
  using Draw = void (*)(const Uncertainty&, Uniforms, PointInputs&);
  std::vector<Group> groups;
  const auto add = [&](const char* name, std::size_t dimensions, Draw draw) {
    if (dimensions > 0)
      groups.push_back({name, dimensions, [what, draw](Uniforms uniforms, PointInputs& point) {
                          draw(what, uniforms, point);
                        }});
  };
  add("elasticities", static_cast<std::size_t>(what.elasticity_error.size()), draw_factors);
  add("elasticities", what.sources.empty() ? 0 : 1, draw_source);
  add("rates", what.rate_deviation > 0 ? lines_with_rates(central.policy, what.lines_sought) : 0,
      draw_rates);
  add("trade_costs", what.trade_costs.size(), draw_costs);
  add("substitution", what.substitution_deviation > 0 ? 3 : 0, draw_substitution);
  add("labour_mobility", what.mobility_deviation > 0 ? 1 : 0, draw_mobility);
  add("labour_supply", what.supply_deviation > 0 ? 1 : 0, draw_supply);
  return groups;
}

/// The draws of one study.
class Draws {
 public:
  Draws(const PointInputs& central, const Uncertainty& what, DrawDesign design,
        std::vector<Group> groups)
      : central_(central),
        design_(std::move(design)),
        groups_(std::move(groups)),
        dimensions_(count_dimensions(groups_)),
        sampler_(what.sampling, what.seed, design_.blocks(), samples() * dimensions_) {}

  static std::size_t count_dimensions(const std::vector<Group>& groups) {
    std::size_t dimensions = 0;
    for (const Group& group : groups) dimensions += group.dimensions;
    return dimensions;
  }

  /// What is drawn at a point, on top of `inputs`.
  void change(std::size_t point, PointInputs& inputs) const {
    const std::vector<double> row = sampler_.at(point / design_.block());
    const std::size_t role = point % design_.block();  // A, B, or a mixture for each group
    std::size_t offset = 0;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      const bool from_b = role == 1 || role == g + 2;
      const Uniforms half = Uniforms(row).subspan(from_b ? dimensions_ : 0);
      groups_[g].draw(half.subspan(offset, groups_[g].dimensions), inputs);
      offset += groups_[g].dimensions;
    }
  }

  const PointInputs& central() const { return central_; }

 private:
  std::size_t samples() const { return design_.split() ? 2 : 1; }

  PointInputs central_;
  DrawDesign design_;
  std::vector<Group> groups_;
  std::size_t dimensions_;
  UnitSampler sampler_;
};

/// What a goal seeks is sought in what was drawn.
PointInputs drawn(const std::shared_ptr<const Draws>& draws, std::size_t point) {
  PointInputs inputs = draws->central();
  draws->change(point, inputs);
  if (inputs.goal == nullptr) return inputs;
  const auto central = inputs.goal;
  const auto at = [draws, point, central](double value) {
    PointInputs sought = central->at(value);
    draws->change(point, sought);
    return sought;
  };
  inputs.goal = std::make_shared<const PointGoal>(PointGoal{central->terms, at});
  return inputs;
}

void check_dimensions(std::size_t dimensions, Sampling sampling) {
  const std::size_t most = UnitSampler::most_dimensions(sampling);
  if (dimensions > most)
    throw InputError(
        Place{},
        fmt::format("{} uncertain numbers: a Sobol sequence has {} at most", dimensions, most),
        "use 'sampling: latin_hypercube'");
}

}  // namespace

std::size_t lines_with_rates(std::vector<PolicyLine> policy, const std::set<std::size_t>& sought) {
  std::size_t lines = 0;
  for (std::size_t at = 0; at < policy.size(); ++at)
    if (!sought.contains(at) && scale_rate(policy[at].instrument, 1)) ++lines;
  return lines;
}

double elasticity_factor(Distribution distribution, double relative_error, double uniform) {
  if (relative_error == 0) return 1;
  const double z = normal_quantile(uniform);
  if (distribution == Distribution::normal) return std::max(kLeastFactor, 1 + relative_error * z);
  // Mean 1 and standard deviation `relative_error` of the factor itself.
  const double variance = std::log1p(relative_error * relative_error);
  return std::exp(std::sqrt(variance) * z - variance / 2);
}

Study uncertain_study(const PointInputs& central, const Uncertainty& uncertainty) {
  std::vector<Group> groups = uncertain_groups(uncertainty, central);
  DrawDesign design{uncertainty.draws, {}};
  for (const Group& group : groups) design.groups.push_back(group.name);
  if (design.split()) design.draws += design.draws % 2;  // a block has two
  check_dimensions(Draws::count_dimensions(groups) * (design.split() ? 2 : 1),
                   uncertainty.sampling);
  Study study;
  study.draws = design;
  study.points = design.points();
  study.central = central;
  const auto draws =
      std::make_shared<const Draws>(central, uncertainty, std::move(design), std::move(groups));
  study.inputs = [draws](std::size_t point) { return drawn(draws, point); };
  return study;
}

}  // namespace tariffsim
