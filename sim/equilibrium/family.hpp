// The family of models around Caliendo and Parro's (sim/model.md, section 2.7): labour that moves
// sluggishly, is supplied elastically or sells goods, economies of scale, proportional deficits.
// Every option is one equation here, with its derivative, and reads the baseline's form of it off
// its own parameter: no search asks which options are on. Substitution is in shares.hpp.
//
// Unknowns beside wages, prices and spending, each in logs:
//   b = log(w L), what a country's labour earns, in the place of log w (State::log_wage);
//   u = log(VA' / (lambda w L V)), N x S, the change of a sector's part in that
//       (State::sector_income): unknown where the price of labour, or its product, depends on it;
//   l = log L, N (State::labour): unknown where hours answer to wages.
#pragma once

#include "equilibrium/shares.hpp"

namespace tariffsim {

/// Whether any option is not at its default, so that prices, spending and what else family.hpp
/// lists are unknowns beside wages.
bool extends(const World& world, const ModelParameters& parameters);

/// The options, bound to a world once. Both outlive it.
struct Family {
  /// Binds again, in the same memory.
  void bind(const World& of_world, const ModelParameters& of_parameters);

  const World* world = nullptr;
  const ModelParameters* parameters = nullptr;
  bool extended = false;             ///< any option is not at its default
  bool sector_income_moves = false;  ///< u is unknown
  bool labour_moves = false;         ///< l is unknown
  double wage_part = 0;              ///< 1 / (1 + mu): 0 while labour moves freely
  double supply_part = 0;            ///< kappa / (1 + kappa)
  Table labour_income;               ///< VA, N x S; if u is unknown

  bool tells_origin() const { return world->tells_origin(); }
  bool has_scale() const { return parameters->scale.size() > 0; }
  bool sells() const { return world->selling_share.size() > 0; }
  bool has_tax_exponent() const { return parameters->tax_exponent.size() > 0; }
};

/// log v = log w + u / (1 + mu), N x S: the limits are free (v = w) and specific labour (Roy and
/// Frechet, as in Galle, Rodriguez-Clare and Yi 2023). Linear, its own derivative.
Table labour_price(const Family& family, const Vector& log_wage, const Table& sector_income);
void add_labour_price_transposed(const Family& family, const Table& labour_bar, Vector& wage_bar,
                                 Table& income_bar);

/// log(beta'/beta) = (1 - eps) (log v - log k), N x S. Linear, its own derivative.
Table value_added_share_change(const Shares& shares, const Table& log_labour,
                               const Table& log_cost);
void add_value_added_share_transposed(const Shares& shares, const Table& share_bar,
                                      Table& labour_bar, Table& cost_bar);

/// log(Y'/Y) = u + b - log(beta'/beta); where labour sells, log(VA'/VA) = u + b stands for it: what
/// economies of scale depend on. Linear, its own derivative.
Table scale_of_sectors(const Family& family, const Vector& log_earnings, const Table& sector_income,
                       const Table& share_change);
void add_scale_of_sectors_transposed(const Family& family, const Table& scale_bar,
                                     Vector& earnings_bar, Table& income_bar, Table& share_bar);

/// c = k (Y' / (Y k))^-psi, in logs, in place of k (Kucheryavyy, Lyn and Rodriguez-Clare 2023); k
/// where nothing is made. Linear, its own derivative.
void add_scale(const Family& family, const Table& log_scale, Table& log_cost);
/// Makes of the gradient by costs that by costs of production; returns that by log_scale.
Table scale_transposed(const Family& family, Table& cost_bar);
/// The change of log c where every psi moves by so much, S: at the costs of production.
Table scale_change(const Family& family, const Table& log_scale, const Table& log_production_cost,
                   const Vector& psi_change);

/// VA' = beta' Y' + M', N x S: what labour earns in each sector; M' may be empty.
Table sector_income(const Shares& shares, const Table& output, const Table& selling_labour);
/// log(VA'/VA) less that of all sectors of the country, N x S: what u is where sectors clear, so
/// that sum_s lambda e^u = 1. A sector without labour, whose u only scale reads, has its output and
/// the change of its share instead; one that sells nothing, or nothing any more, has 0.
Table sector_income_growth(const Family& family, const Table& earned, const Table& output,
                           const Table& share_change);
/// Its derivative; the first three are of the point.
Table sector_income_growth_change(const Family& family, const Table& earned, const Table& output,
                                  const Table& earned_change, const Table& output_change,
                                  const Table& share_change);
void add_sector_income_growth_transposed(const Family& family, const Table& earned,
                                         const Table& output, const Table& growth_bar,
                                         Table& earned_bar, Table& output_bar, Table& share_bar);

/// L = (h w / P^C)^kappa with w = e^b / L: log L = kappa / (1 + kappa) (log h + b - log P^C), N.
/// Linear, its own derivative.
Vector labour_supply(const Family& family, const Vector& log_kept, const Vector& log_earnings,
                     const Vector& log_consumer_price);

/// log h, N: the change of the share of a wage that is kept (Ignatenko et al. 2025), with
/// dr = R' / (w L V) - R / V. `lump_sum`: 0. `income_tax`: -log(1 - dr), or with the rate tau
/// log((1 - tau + dr) / (1 - tau)). NaN where nothing would be kept.
Vector kept_share(const Family& family, const Vector& revenue, const Vector& bill);
/// d log h of a change of R' / (w L V). Country by country: its own transpose.
Vector kept_share_change(const Family& family, const Vector& log_kept, const Vector& ratio_change);

/// I' = (1 + delta) (w L V + R') xi, delta = D / (V + R), xi so that the D' add up to zero: N.
Vector proportional_income(const World& world, const Vector& deficit, const Vector& earned);
/// Its derivative, `earned` and its income being those of the point.
Vector proportional_income_change(const World& world, const Vector& deficit, const Vector& earned,
                                  const Vector& income, const Vector& earned_change);
Vector proportional_income_transposed(const World& world, const Vector& deficit,
                                      const Vector& earned, const Vector& income,
                                      const Vector& income_bar);

}  // namespace tariffsim
