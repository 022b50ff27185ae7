// Many equilibria of one scenario: an ordered list of points, each a pure function of its number.
#pragma once

#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/calibration.hpp"
#include "model/parameters.hpp"
#include "model/tolerance.hpp"
#include "outcomes/group.hpp"
#include "policy/instrument.hpp"
#include "policy/strategy_request.hpp"
#include "studies/goal.hpp"
#include "studies/study_figures.hpp"

namespace tariffsim {

struct PointGoal;

/// What differs from point to point; all else is in the scenario's experiment.
struct PointInputs {
  ModelParameters starting_parameters;  ///< at which what comes before the policy is solved
  ModelParameters parameters;           ///< of the policy's effects
  std::vector<PolicyLine> reference;
  std::vector<PolicyLine> policy;
  double tolerance = kDefaultTolerance;  ///< SolverOptions::tolerance
  /// If the data differ from point to point; else those of the experiment.
  std::shared_ptr<const Calibration> calibration = nullptr;
  /// Rates that are chosen anew at the point, on top of its policy; nullptr: none.
  std::shared_ptr<const StrategyRequest> strategy = nullptr;
  /// A number that is sought anew at the point; the rest is as where it is least. nullptr: none.
  std::shared_ptr<const PointGoal> goal = nullptr;
};

struct PointGoal {
  std::shared_ptr<const GoalTerms> terms;
  /// The point at a value of the number, itself without a goal. Throws InputError.
  std::function<PointInputs(double)> at;
};

/// A key of the scenario and the values it takes.
struct StudyAxis {
  std::string name;            ///< the path as written: "policy[0].tariff.add"
  std::vector<double> values;  ///< rates as fractions; of names their positions
  bool percent = false;        ///< rates
  double least = -std::numeric_limits<double>::infinity();  ///< the key takes nothing below
  double most = std::numeric_limits<double>::infinity();    ///< nor anything above
  std::string importer = {};  ///< of a key of a policy line its sides, as written; or empty
  std::string exporter = {};  ///< "all but CAN, MEX" if some are left out
  std::string sectors = {};
  std::string label = {};               ///< of that line, or empty
  std::vector<std::string> names = {};  ///< of those who play, if these are swept; else empty
  std::string line = {};                ///< PolicyLine::written of that line
  std::string in_line = {};             ///< the key with its value there: "amount: 50%"

  /// False of a parameter of the model: it has no best value.
  bool is_chosen() const;
};

/// How draws are laid out over points. With one uncertain group, a point is a draw. With several,
/// points come in blocks: two draws A and B, and for each group the draw A with that group as in B
/// (Saltelli 2010), from which first-order Sobol indices follow.
struct DrawDesign {
  std::size_t draws = 0;
  std::vector<std::string> groups;  ///< "elasticities", "rates", "substitution": those uncertain

  bool split() const { return groups.size() > 1; }
  std::size_t block() const { return split() ? groups.size() + 2 : 1; }
  std::size_t blocks() const { return split() ? (draws + 1) / 2 : draws; }
  std::size_t points() const { return blocks() * block(); }
  /// True for a point of the distribution, A or B; false for a mixture.
  bool is_draw(std::size_t point) const { return point % block() < 2; }
};

struct Study {
  std::vector<StudyAxis> axes;            ///< of a sweep, the last running fastest; else empty
  std::optional<DrawDesign> draws;        ///< of an uncertain scenario
  std::vector<NamedGroup> groups;         ///< measured as one economy each, behind the countries
  std::vector<StudyFigure> figures = {};  ///< kept of each point, behind the economies' measures
  /// The figures that are asked for, read off the outcome of a point with its gradients and what
  /// its lines add; empty: none is.
  std::function<std::vector<double>(const ExperimentResult&)> asked = nullptr;
  bool by_line = false;  ///< `asked` reads off what each line of the policy adds
  std::size_t points = 0;
  PointInputs central;       ///< of the scenario as it stands
  bool base_varies = false;  ///< over the points, or what a goal seeks: reference or data
  /// From any thread. Throws InputError if a combination of values is none.
  std::function<PointInputs(std::size_t)> inputs;

  bool is_sweep() const { return !draws; }
  /// Whether something that can be chosen has several values.
  bool has_choice() const;
  /// Combinations of values of what nobody chooses; 1 if all is chosen.
  std::size_t settings() const;
  /// That of a point, from 0.
  std::size_t setting_of(std::size_t point) const;
  /// Positions on the axes of a sweep.
  std::vector<std::size_t> positions(std::size_t point) const;
  /// The point at positions on the axes.
  std::size_t point_at(const std::vector<std::size_t>& positions) const;
};

/// Points are solved and stored in chunks of this size, whatever the threads and machines: each
/// chunk starts anew, so that its results depend on nothing else.
std::size_t chunk_size(std::size_t points);
std::size_t chunk_count(std::size_t points);

}  // namespace tariffsim
