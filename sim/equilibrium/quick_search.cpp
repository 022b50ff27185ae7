#include "equilibrium/quick_search.hpp"

#include <algorithm>
#include <cmath>

#include "equilibrium/joint_newton.hpp"
#include "equilibrium/joint_space.hpp"

namespace tariffsim {
namespace {

/// Pairs remembered: more save no steps and cost their products.
constexpr Index kPairs = 12;
/// A step changes no wage, price or spending (in units of wages) by more than this, as logs.
constexpr double kLongestMove = 1.0;
/// If this many steps do not make the corrections this much smaller, the baseline's preconditioner
/// no longer leads the way.
constexpr int kPatience = 5;
constexpr double kSlow = 0.9;
/// A family's unknowns answer to each other more, and one of its steps costs less than Newton's.
constexpr int kFamilySteps = 2;
/// Corrections this much larger than the smallest so far lead nowhere.
constexpr double kAstray = 1e3;

}  // namespace

void QuickSearch::set(const Problem& problem, const Preconditioner& baseline,
                      const Numeraire& numeraire) {
  system_.set(problem);
  preconditioner_ = &baseline;
  numeraire_ = &numeraire;
  scale_ = baseline.spending_scale();
  if (system_.family().tells_origin()) judged_scale_ = cell_scale(system_, scale_);
  const Family& family = system_.family();
  const Index blocks = (system_.prices_unknown() ? 1 : 0) + (system_.spending_unknown() ? 1 : 0) +
                       (family.sector_income_moves ? 1 : 0) + (family.tells_origin() ? 2 : 0);
  const Index countries = problem.world.n_countries();
  unknowns_.resize(countries + blocks * cells() + (family.labour_moves ? countries : 0));
  if (family.sector_income_moves) stiffness_ = sector_income_stiffness(family);
  correction_.resizeLike(unknowns_);
  for (Table* t : {&price_gap_, &scratch_}) t->resizeLike(scale_);
  spending_gap_.setZero(system_.spending_unknown() ? scale_.rows() : 0, scale_.cols());
}

Eigen::Map<Table> QuickSearch::price_block(Vector& v) const {
  return {v.data() + scale_.rows(), scale_.rows(), scale_.cols()};
}

Eigen::Map<Table> QuickSearch::spending_block(Vector& v) const {
  return {v.data() + scale_.rows() + (system_.prices_unknown() ? cells() : 0), scale_.rows(),
          scale_.cols()};
}

Eigen::Map<Table> QuickSearch::sector_block(Vector& v) const {
  return {v.data() + scale_.rows() + 2 * cells(), scale_.rows(), scale_.cols()};
}

Progress QuickSearch::run(const State& start, const SolverOptions& options) {
  Progress progress;
  const Table& measure = system_.family().tells_origin() ? judged_scale_ : scale_;
  start_at(start);
  acceleration_.reset(unknowns_.size(), kPairs);
  const int most = (system_.family().extended ? kFamilySteps : 1) * options.max_iterations;
  double smallest = HUGE_VAL;
  double smallest_before = HUGE_VAL;  // kPatience steps ago
  for (;;) {
    if (!evaluate()) {
      progress.converged = false;
      break;
    }
    ++progress.evaluations;
    const Standing standing = judge(system_, {spending_gap_, measure}, options, progress, scratch_);
    progress.converged = standing != Standing::open;
    if (standing == Standing::solved || progress.iterations == most) break;
    precondition();
    const double size = correction_.norm();
    if (!(size <= kAstray * smallest)) break;
    smallest = std::min(size, smallest);
    if (progress.iterations % kPatience == kPatience - 1) {
      const bool slow = smallest > kSlow * smallest_before;
      if (slow && progress.converged) break;
      if (slow) precondition_from_here();
      smallest_before = smallest;
    }
    move(acceleration_.next_move(unknowns_, correction_));
    ++progress.iterations;
  }
  return progress;
}

Eigen::Map<Table> QuickSearch::odds_block(Vector& v) const {
  const Index before = system_.family().sector_income_moves ? 3 : 2;
  return {v.data() + scale_.rows() + before * cells(), scale_.rows(), scale_.cols()};
}

Eigen::Map<Table> QuickSearch::home_block(Vector& v) const {
  return {odds_block(v).data() + cells(), scale_.rows(), scale_.cols()};
}

void QuickSearch::start_at(const State& start) {
  State& state = system_.state();
  state.log_wage = start.log_wage;
  numeraire_->impose(system_.problem().world, state.log_wage);
  unknowns_.head(state.log_wage.size()) = state.log_wage;
  if (system_.prices_unknown()) price_block(unknowns_) = start.log_price.colwise() - state.log_wage;
  if (system_.family().extended) {
    const State whole = with_unknowns(system_.family(), start);
    if (system_.family().sector_income_moves) sector_block(unknowns_) = whole.sector_income;
    if (system_.family().labour_moves) unknowns_.tail(scale_.rows()) = whole.labour;
    if (system_.family().tells_origin()) return start_by_origin(whole);
  }
  if (!system_.spending_unknown()) return;
  wage_ = state.log_wage.array().exp();
  spending_block(unknowns_) =
      (start.expenditure.array() / scale_.array()).colwise() / wage_.array();
}

void QuickSearch::start_by_origin(const State& start) {
  wage_ = system_.state().log_wage.array().exp();
  const Table unit = wage_.asDiagonal() * scale_;
  spending_block(unknowns_) = start.expenditure.cwiseQuotient(unit);
  home_block(unknowns_) = start.home_spending.cwiseQuotient(unit);
  odds_block(unknowns_) =
      start.home_odds * system_.problem().parameters.trade_elasticity.cwiseInverse().asDiagonal();
}

/// Moves the unknowns, no longer than allowed, and imposes the numeraire.
void QuickSearch::move(const Vector& change) {
  Vector& log_wage = system_.state().log_wage;
  unknowns_ += std::min(1.0, kLongestMove / change.cwiseAbs().maxCoeff()) * change;
  log_wage = unknowns_.head(log_wage.size());
  numeraire_->impose(system_.problem().world, log_wage);
  unknowns_.head(log_wage.size()) = log_wage;
}

bool QuickSearch::evaluate() {
  State& state = system_.state();
  wage_ = state.log_wage.array().exp();
  if (system_.prices_unknown()) state.log_price = price_block(unknowns_).colwise() + state.log_wage;
  if (system_.spending_unknown())
    state.expenditure =
        (spending_block(unknowns_).array() * scale_.array()).colwise() * wage_.array();
  if (system_.family().sector_income_moves) state.sector_income = sector_block(unknowns_);
  if (system_.family().labour_moves) state.labour = unknowns_.tail(scale_.rows());
  if (system_.family().tells_origin()) {
    state.home_odds =
        odds_block(unknowns_) * system_.problem().parameters.trade_elasticity.asDiagonal();
    state.home_spending =
        (home_block(unknowns_).array() * scale_.array()).colwise() * wage_.array();
  }
  if (!system_.evaluate()) return false;
  if (system_.spending_unknown()) compute_spending_gap();
  return true;
}

/// Producers' input use is taken in proportion to the wage bill, as it will be once markets clear:
/// so wages and spending can be corrected side by side.
void QuickSearch::compute_spending_gap() {
  column_ = system_.wage_bill().cwiseQuotient(system_.money().value_added);
  scratch_ = system_.money().output.array().colwise() * column_.array();
  if (system_.family().tells_origin()) return cell_gaps(system_, scratch_, spending_gap_);
  system_.spending_gap(scratch_, spending_gap_);
}

/// Computes what each block would move by on its own.
void QuickSearch::precondition() {
  clearance_ = system_.clearance();
  numeraire_->drop_redundant(clearance_);
  preconditioner_->correct_wages(clearance_, wage_change_);
  correction_.head(wage_change_.size()) = wage_change_;
  if (system_.family().tells_origin()) {
    precondition_by_origin();
  } else if (system_.prices_unknown()) {
    compute_price_gap_ahead();
    preconditioner_->correct_prices(price_gap_, scratch_);
    price_block(correction_) = scratch_;
  }
  if (system_.spending_unknown() && !system_.family().tells_origin()) {
    preconditioner_->correct_spending(system_.duty_share(), spending_gap_, scratch_);
    spending_block(correction_) = (scratch_.array() / scale_.array()).colwise() / wage_.array();
  }
  if (system_.family().sector_income_moves)
    sector_block(correction_) = system_.sector_income_gap().cwiseQuotient(stiffness_);
  if (system_.family().labour_moves) correction_.tail(scale_.rows()) = system_.labour_gap();
}

void QuickSearch::precondition_by_origin() {
  const OriginPreconditioner& near = preconditioner_->by_origin();
  const Vector& theta = system_.problem().parameters.trade_elasticity;
  const Index sectors = scale_.cols();
  Table price_gap, odds_gap;
  system_.price_gap(price_gap);
  system_.home_odds_gap(odds_gap);
  Table ahead =
      price_index_change(system_.problem(), system_.prices(), wage_change_.replicate(1, sectors));
  ahead.colwise() -= wage_change_;
  ahead = (system_.problem().kernel.spending().array() > 0).select(ahead.array(), 0.0);
  const OriginPrices prices =
      near.correct_prices({price_gap, odds_gap * theta.cwiseInverse().asDiagonal()}, ahead);
  price_block(correction_) = prices.price;
  odds_block(correction_) = prices.odds;
  const ByOrigin spent = near.correct_spending(
      system_.duty_share(), {spending_gap_.rightCols(sectors), spending_gap_.leftCols(sectors)});
  const Table unit = wage_.asDiagonal() * scale_;
  spending_block(correction_) = spent.abroad.cwiseQuotient(unit);
  home_block(correction_) = spent.home.cwiseQuotient(unit);
}

/// The price gap once wages have changed, prices being measured in the importer's wage. Corrected
/// after wages, not beside them, prices save a third of the steps.
void QuickSearch::compute_price_gap_ahead() {
  system_.price_gap(scratch_);
  for (Index s = 0; s < price_gap_.cols(); ++s) {
    price_index_change(system_.problem(), system_.prices(), s, wage_change_, column_,
                       price_gap_.col(s));
    price_gap_.col(s) += scratch_.col(s) - wage_change_;
  }
}

/// Factorises a preconditioner at this point, in place of the baseline's.
void QuickSearch::precondition_from_here() {
  if (system_.family().tells_origin())
    here_.factorise_by_origin(system_.problem(), system_.prices(), system_.spending_per_demand(),
                              system_.state().log_wage, *numeraire_, system_.shares(),
                              system_.state().home_spending);
  else
    here_.factorise(system_.problem(), system_.prices(), system_.spending_per_demand(),
                    system_.state().log_wage, *numeraire_);
  preconditioner_ = &here_;
  precondition();
  acceleration_.reset(unknowns_.size(), kPairs);
}

}  // namespace tariffsim
