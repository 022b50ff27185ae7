// All markets at once: wages, prices and spending as the unknowns of one system, and a cheap
// correction of each.
#pragma once

#include "equilibrium/preconditioner.hpp"

namespace tariffsim {

/// Where a search begins.
struct Start {
  Vector log_wage;
  Table log_price;
  Table expenditure;
};

/// Unknowns, in one vector: log wages; with input-output, log prices in units of the importer's own
/// wage; with input-output or export taxes, spending in units of its scale and the own wage
/// (otherwise it follows from wages and prices in closed form). In these units a country's prices
/// and spending hardly move with its wage, so that each block can be corrected on its own.
class Markets {
 public:
  /// All outlive it. Keeps its memory when called again for the same world.
  void set(const Problem& problem, const Preconditioner& baseline, const Numeraire& numeraire);

  void start_at(const Start& start);
  /// Moves the unknowns, scaled back so that none changes by more than `longest`, and imposes the
  /// numeraire.
  void move(const Vector& change, double longest);
  /// Prices, shares, money and the gaps of all equations at the unknowns. False where no economy
  /// exists there: overflow, or income that is not positive.
  bool evaluate();

  /// Largest |sum_s beta Y' - w V| / (w V), and where.
  double clearing_gap(Index& country) const;
  /// Largest |log Phi(P) - log P| and |alpha I' + g Y' - X'| / scale.
  double price_gap() const;
  double money_gap() const;
  /// Factorises a preconditioner at this point, in place of the baseline's.
  void precondition_from_here();
  /// Computes what each block would move by on its own.
  void precondition();
  const Vector& correction() const { return correction_; }

  const Vector& unknowns() const { return unknowns_; }
  const Vector& log_wage() const { return log_wage_; }
  const Prices& prices();
  const Money& money() const { return money_; }

 private:
  Index cells() const { return problem_->world.n_countries() * problem_->world.n_sectors(); }
  Eigen::Map<Table> price_block(Vector& v) const;
  Eigen::Map<Table> spending_block(Vector& v) const;
  void read_unknowns();
  void trade();
  void sell(Index sector);
  void compute_spending_of_income();
  void compute_spending_gap();
  void compute_income();
  void compute_price_gap_ahead();
  void spend_at_home(const Table& x, Table& y);

  const Problem* problem_ = nullptr;
  const Preconditioner* preconditioner_ = nullptr;  // the baseline's or here_
  Preconditioner here_;
  const Numeraire* numeraire_ = nullptr;
  bool prices_unknown_ = false;
  bool spending_unknown_ = false;
  Vector unknowns_, correction_;
  Table scale_;  // of spending, N x S
  Vector log_wage_, wage_, wage_bill_;
  Table log_price_;  // guessed
  Prices prices_;
  Money money_;
  Table duty_share_, spending_per_demand_, export_tax_;
  Vector clearance_;                                  // log(V' / (w V)), N
  Table price_gap_, price_gap_ahead_, spending_gap_;  // N x S
  Table scratch_;
  Vector wage_change_;
  Vector kept_, duty_, column_;
};

}  // namespace tariffsim
