// All equations of sim/model.md, section 2.1, as one system: evaluated at a point, with its
// derivative and the transposed derivative. Every search is a client of it.
#pragma once

#include <optional>

#include "equilibrium/equations.hpp"
#include "equilibrium/family.hpp"
#include "equilibrium/policy_direction.hpp"
#include "equilibrium/selling.hpp"

namespace tariffsim {

/// A point at which the equations are evaluated, or a direction from one.
struct State {
  Vector log_wage;           ///< b = log(w L), N: log w where labour supply is fixed
  Table log_price;           ///< log P, N x S, row = importer
  Table expenditure;         ///< X', N x S, million; row = importer. On imports, M', where the
                             ///< world tells origins: what the kernel of trade is about
  Table sector_income = {};  ///< u, N x S; empty where it is no unknown (family.hpp)
  Vector labour = {};        ///< l = log L, N; empty where it is no unknown
  // Of a world that tells origins, else empty:
  Table home_odds = {};      ///< z, N x S, finite (origin_shares.hpp)
  Table home_spending = {};  ///< H', N x S, million: on home's goods
};

/// What the equations leave open at a point, or how that changes along a direction.
struct Gaps {
  Vector clearance;          ///< log(sum_s beta Y' / (w V)), N
  Table price;               ///< log of the price index less log P, N x S
  Table spending;            ///< alpha I' + sum_k g Y' - X', N x S, million
  Table sector_income = {};  ///< log(VA' / VA) less that of all sectors, less u, N x S
  Vector labour = {};        ///< labour supplied less l, N
  // Of a world that tells origins: expenditure is M', and `spending` the gap of that.
  Table home_odds = {};      ///< theta (log P_M - log c) less z, N x S
  Table home_spending = {};  ///< final use and inputs of home's goods less H', N x S, million
};

/// The derivatives of one number by all that the equations compute, each by itself: what one needs
/// to know of an outcome to find its gradient. `flow`: by F', N x N x S; may be empty.
struct Weights {
  State state;
  Effects effects;
  Cube flow = {};
};

/// Without input-output no cost depends on a price, so that prices follow from wages; without
/// export taxes too, spending follows in closed form.
enum class Unknowns {
  fewest,  ///< wages, and prices and spending unless they follow
  all      ///< wages, prices and spending
};

class EquationSystem {
 public:
  /// The problem outlives the system. Keeps its memory when set again for the same world.
  void set(const Problem& problem, Unknowns unknowns = Unknowns::fewest);
  const Problem& problem() const { return *problem_; }
  bool prices_unknown() const { return prices_unknown_; }
  bool spending_unknown() const { return spending_unknown_; }

  /// Where the next evaluation happens: to be written by the client. What follows from wages is
  /// written by the system.
  State& state() { return state_; }
  const State& state() const { return state_; }

  /// Costs, prices, sales, incomes and the clearing gap at the state. False if no economy exists
  /// there: overflow, or income that is not positive.
  bool evaluate();
  /// The first part of it, from wages and prices: costs, shares, prices and duty shares.
  bool evaluate_prices();
  /// The second part of it, from these and spending.
  bool evaluate_money();
  /// Log prices if they follow from wages: evaluate() leaves them out, as no other equation
  /// needs them.
  void complete_prices();

  const Prices& prices() const { return prices_; }
  const Money& money() const { return money_; }
  const Vector& wage_bill() const { return wage_bill_; }   ///< w V, N
  const Table& duty_share() const { return duty_share_; }  ///< of expenditure, N x S
  const Table& spending_per_demand() const { return spending_per_demand_; }  ///< X' / K'u, N x S
  const Vector& clearance() const { return clearance_; }                     ///< Gaps::clearance
  const Table& sector_income_gap() const { return sector_gap_; }  ///< Gaps::sector_income
  const Vector& labour_gap() const { return labour_gap_; }        ///< Gaps::labour
  /// Whether prices and spending follow from wages, each in closed form: without inputs, export
  /// taxes, proportional deficits and a family that extends.
  bool follows_from_wages() const;
  /// The country in which nothing would be left of a wage, when that is why no economy exists.
  std::optional<Index> taxed_away() const;
  /// z with the odds of goods of one origin only, which are infinite, N x S; and what is open of z
  /// and H', where the world tells origins.
  const Table& log_odds() const { return log_odds_; }
  void home_odds_gap(Table& gap) const;                           ///< Gaps::home_odds
  void home_spending_gap(const Table& output, Table& gap) const;  ///< as spending_gap()
  const Family& family() const { return family_; }
  const Shares& shares() const { return shares_; }
  Vector log_wage() const;  ///< log w, N
  const Table& log_labour() const {
    return log_labour_;
  }  ///< log v, N x S; of a family that extends
  const Table& production_cost() const { return production_cost_; }  ///< log k, as log v
  double deficit(Index country) const;                               ///< D'
  void price_gap(Table& gap) const;                                  ///< Gaps::price
  /// Gaps::spending for producers who sell `output` (money().output, for the equation as it is).
  void spending_gap(const Table& output, Table& gap) const;
  Gaps gaps() const;

  // The residuals that the certificate checks, from this state.

  /// Largest |sum_s beta Y' - w V| / (w V), and where.
  double clearing_residual(Index& country) const;
  /// Largest log price gap: unit costs at the prices reported miss zero profit by no more.
  double price_residual() const;
  /// Largest spending gap over the country's income. `gap` is scratch.
  double spending_residual(Table& gap) const;
  /// Largest |imports - exports - D'| at the border (and of what labour gets of sales abroad) over
  /// the country's income.
  double budget_residual() const;
  /// Largest gap of sectors' incomes and of labour supply, logs; 0 where they are no unknowns.
  double labour_residual() const;

  // The derivative at the point evaluated, prices completed; all of these allocate.

  /// J v.
  Gaps apply_jacobian(const State& v) const;
  /// J^T v.
  State apply_jacobian_transposed(const Gaps& v) const;
  /// How all that is computed changes along a direction of the unknowns and of policy.
  Effects effects_along(const State& v, const PolicyDirection& policy) const;
  /// F_p dp: how gaps change along a direction of policy, the unknowns being held.
  Gaps gaps_along(const PolicyDirection& policy) const;
  /// The gradient of a number of these weights by the unknowns, policy being held.
  State gradient_by_unknowns(const Weights& weights) const;
  /// That by policy, the unknowns being held, of the number and v times the gaps: F_p^T v with no
  /// weights. Added to the parts that `gradient` has.
  void add_gradient_by_policy(const Weights& weights, const Gaps& v,
                              PolicyDirection& gradient) const;
  /// All zero: to be written into.
  Weights no_weights() const;
  // These are of a family that does not extend: where prices and spending follow from wages.
  /// J v of wages and prices alone: spending stays.
  Gaps apply_jacobian_of_prices(const Vector& log_wage, const Table& log_price) const;
  /// J v of spending alone, the columns that are linear: wages and prices stay.
  Gaps apply_jacobian_of_spending(const Table& expenditure) const;
  /// Prices' own part of it: Gaps::price for wages and prices.
  Table price_gap_change(const Vector& log_wage, const Table& log_price) const;

 private:
  void start_evaluation();
  void trade(Index sector);
  void sell(Index sector);
  void spend_income();
  void earn_income();
  void produce();
  void add_market_size();
  bool exists();
  void set_odds();
  void price_by_origin();
  bool close_family();
  Gaps gaps_of_sales(const Table& output, const Vector& income) const;

  // The steps of evaluate() along a direction, in its order.
  void change_costs(const State& v, Effects& d) const;
  void change_sales(const State& v, Effects& d) const;
  void change_incomes(const State& v, Effects& d) const;
  Table spending_gap_change(const State& v, const Effects& d) const;
  Table final_use_change(const State& v, const Effects& d) const;
  Table use_change(const Table& input_price_change, const Effects& d) const;
  Effects effects_of(const State& v, const PolicyDirection* policy) const;
  Gaps gaps_of(const State& v, const Effects& d) const;
  Vector scale_change_along(const Vector& elasticity_change) const;
  Table log_scale() const;
  State no_state() const;
  // The same backwards: each adds to the gradients by what comes before it.
  void transpose_gaps(const Gaps& v, State& bar, Effects& d) const;
  void transpose_spending_gap(const Table& v, State& bar, Effects& d) const;
  void transpose_final_use(const Table& final_bar, State& bar, Effects& d) const;
  void transpose_incomes(State& bar, Effects& d) const;
  void transpose_sales(State& bar, Effects& d) const;
  void transpose_costs(State& bar, Effects& d) const;
  void transpose_scale(Effects& d, PolicyDirection* policy) const;
  void transpose(State& bar, Effects& d, PolicyDirection* policy) const;
  // Where the world tells origins (equation_system_origins.cpp).
  void change_costs_by_origin(const State& v, Effects& d) const;
  Table final_price_change(const State& v, const Effects& d) const;
  Table home_odds_change(const State& v, const Effects& d) const;
  ByOrigin spending_change_by_origin(const State& v, const Effects& d) const;
  void transpose_prices_by_origin(const Gaps& v, State& bar, Effects& d) const;
  void transpose_spending_by_origin(const Gaps& v, State& bar, Effects& d) const;
  void transpose_costs_by_origin(State& bar, Effects& d) const;
  void add_home_flows(const Cube& flow, State& bar) const;
  Table final_price_by_elasticity(const Vector& elasticity_change) const;
  Eigen::Array<bool, Eigen::Dynamic, Eigen::Dynamic> has_two_origins() const;
  void use_by_origin();

  /// Of inputs by origin, N x S.
  struct OriginUse {
    ByOrigin bought;  ///< sum_j g' h' Y', and of 1 - h'
    Table spread;     ///< sum_j g' h' (1 - h') Y'
    Table turned;     ///< the same with final use: what turns to home's goods with z
  };

  const Problem* problem_ = nullptr;
  Family family_;
  Shares shares_;
  bool prices_unknown_ = false;
  bool spending_unknown_ = false;
  State state_;
  Vector wage_bill_;
  Prices prices_;
  Money money_;
  Table duty_share_, spending_per_demand_, export_tax_;
  Vector clearance_;
  Vector kept_, column_;  // scratch
  // Of a family that extends:
  Table log_labour_, production_cost_;  // log v, log k
  Vector revenue_, log_kept_, labour_gap_;
  Table received_share_, producers_per_demand_, selling_labour_, earned_, sector_gap_;
  // Where the world tells origins, N x S:
  Table log_odds_;       // z, infinite where there is one origin only
  Table odds_of_costs_;  // theta (log P_M - log c)
  Table import_price_;   // log P_M
  OriginUse origin_use_;
  ByOrigin in_final_price_;  // h' and 1 - h' of final use at these; 0 if nothing is spent
};

}  // namespace tariffsim
