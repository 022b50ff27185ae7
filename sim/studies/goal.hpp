// The values of one number of a scenario at which an outcome is what is wanted.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace tariffsim {

struct Experiment;
struct ExperimentResult;

/// What is read off a solution.
struct GoalMeasures {
  double outcome = 0;  ///< NaN: not defined
  double welfare = 0;  ///< percent, of the economies that the outcome is about; NaN: of none
};

/// What is sought, and until what.
struct GoalTerms {
  std::string key;       ///< as written: "policy[0].tariff.add"
  std::string title;     ///< the same in words: "tariff added (USA on CHN)"
  bool percent = false;  ///< of a rate
  double least = 0;      ///< of the number; rates as fractions
  double most = 0;
  std::string outcome;       ///< as written: "USA.tax_revenue_musd"
  double target = 0;         ///< of the outcome
  bool of_baseline = false;  ///< the target is this part of what the outcome is without the policy
  double rounding = 0;       ///< what rounding may leave of an outcome that is 0
  std::function<GoalMeasures(const ExperimentResult&)> measure;
};

struct GoalSearch {
  GoalTerms terms;
  /// The scenario at a value of the number. Throws InputError if the scenario cannot have it.
  std::function<Experiment(double)> at;
};

struct GoalPoint {
  double value = 0;  ///< of the number
  GoalMeasures found;
};

/// From one value to another.
struct Stretch {
  double from = 0, to = 0;
};

struct GoalResult {
  std::string key, outcome;
  std::string title = {};  ///< GoalTerms::title, or the key
  bool percent = false;
  double least = 0, most = 0;
  double target = 0;
  std::optional<double> baseline;  ///< what it was taken from, if it is a part of that
  std::vector<GoalPoint> roots;    ///< ascending; the first is the answer
  std::vector<Stretch> stretches;  ///< that begin at a root, at all of whose values it is reached
  std::optional<GoalPoint>
      closest;  ///< without roots: where the outcome comes closest, if anywhere
  /// Values of `tried` at which it comes equally close, ascending, if there are several; the first
  /// is `closest` then.
  std::vector<double> as_close = {};
  std::vector<GoalPoint> tried;          ///< the curve, ascending, where it is defined
  std::vector<double> passed_over = {};  ///< values of the same grid without a solution
  std::string why_passed_over = {};      ///< what stood in the way at one of them
  std::string no_part = {};              ///< why_no_part: nothing was tried then
  double rounding = 0;                   ///< GoalTerms::rounding

  /// At which the scenario is reported; nothing if no value could be solved.
  std::optional<double> answer() const {
    if (!roots.empty()) return roots.front().value;
    return closest ? std::optional(closest->value) : std::nullopt;
  }
};

/// All values in the bounds at which a function equals the target: where it crosses it between
/// points of a grid (even in the log of 1 + a rate), or between a point and an extremum beside it
/// (Alefeld, Potra and Shi 1995, algorithm 748, and Brent's minimum, both Boost's). Two crossings
/// closer than the grid without an extremum seen on it can escape. NaN: not defined there.
struct Crossings {
  std::vector<double> roots;  ///< ascending; of a stretch the lower end
  /// Where the function is the target all along: two or more points of the grid, and how far it is
  /// so beyond them.
  std::vector<Stretch> stretches;
  std::optional<double> closest;  ///< without roots
  std::vector<double> grid;
};
/// `rounding`: what the function may differ from the target by where it equals it.
Crossings find_crossings(const std::function<double(double)>& function, double target, double least,
                         double most, bool rate, double rounding = 0);

/// A value at which the scenario is none, or has no equilibrium, is not defined.
GoalResult seek(const GoalSearch& search);

/// What stands in the way of a part of what the outcome is without the policy: "USA.x is 0 without
/// the policy, and no part of that can be sought"; empty if nothing does, or no part is wanted.
std::string why_no_part(const GoalSearch& search);

/// The one number that the outcome is wherever it was tried, if nothing there moves it.
std::optional<double> stays_at(const GoalResult& goal);

/// "no value of policy[0].tariff.add between 0 % and 300 % makes USA.tax_revenue_musd 5: it comes
/// closest, 4.2, at 78 %"; empty where there is one.
std::string why_none(const GoalResult& goal);

/// Where an outcome comes closest, in words that follow "at": "78 %, a bound", "all values tried
/// from 100 % to 300 %". Precondition: `closest`.
std::string closest_in_words(const GoalResult& goal);

/// An outcome in words, to six digits: of a measure in million as money, "398.512 bn".
std::string outcome_in_words(const GoalResult& goal, double value);

}  // namespace tariffsim
