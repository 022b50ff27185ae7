#include "model/calibration.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/diagnostic.hpp"

namespace tariffsim {
namespace {

/// Input use of one origin may exceed its sales by this part of what is spent on the good before it
/// counts: committed numbers have six digits.
constexpr double kOriginSlack = 1e-6;

/// What buyers of n spend on s, duty included: X_n^s = sum_i (1 + t) F. N x S.
Table spending(const Baseline& data) {
  const Index n = data.flow.countries();
  Table x(n, data.flow.sectors());
  for (Index s = 0; s < x.cols(); ++s) {
    const auto duty_included = data.flow.sector(s).array() * (1.0 + data.tariff.sector(s).array());
    x.col(s) = duty_included.matrix().colwise().sum().transpose();
  }
  return x;
}

/// What sellers receive in one sector, F / (1 + e). N x N.
Table received(const Baseline& data, Index s) {
  if (data.export_tax.countries() == 0) return data.flow.sector(s);
  return data.flow.sector(s).array() / (1.0 + data.export_tax.sector(s).array());
}

/// Producers' revenue: Y_i^s = sum_n (1 - nu_n) F / (1 + e). N x S.
Table producer_revenue(const Baseline& data, const Vector& selling_share) {
  Table y(data.flow.countries(), data.flow.sectors());
  for (Index s = 0; s < y.cols(); ++s) {
    y.col(s) = received(data, s).rowwise().sum();
    if (selling_share.size() > 0) y.col(s) -= received(data, s) * selling_share;
  }
  return y;
}

/// What selling pays the importer's labour: M_n^s = nu_n sum_i F / (1 + e). N x S; empty if no
/// labour sells.
Table selling_labour(const Baseline& data, const Vector& selling_share) {
  if (selling_share.size() == 0) return {};
  Table paid(data.flow.countries(), data.flow.sectors());
  for (Index s = 0; s < paid.cols(); ++s)
    paid.col(s) = received(data, s).colwise().sum().transpose().cwiseProduct(selling_share);
  return paid;
}

/// Input use of good k in n: sum_s g_n^{ks} Y_n^s. N x S, column = input.
Table input_use(const InputShares& shares, const Table& output) {
  Table use = Table::Zero(output.rows(), output.cols());
  for (Index s = 0; s < output.cols(); ++s) {
    for (Index k = 0; k < output.cols(); ++k) {
      use.col(k).array() += shares.by_country(k, s).array() * output.col(s).array();
    }
  }
  return use;
}

/// beta = 1 - sum_k g. N x S.
Table value_added_share(const InputShares& shares, Index countries, Index sectors) {
  Table beta = Table::Ones(countries, sectors);
  if (shares.empty()) return beta;
  for (Index s = 0; s < sectors; ++s) {
    for (Index k = 0; k < sectors; ++k) beta.col(s) -= shares.by_country(k, s);
  }
  return beta;
}

/// pi = (1 + t) F / X; a column without spending is zero.
Cube trade_shares(const Baseline& data, const Table& expenditure) {
  Cube share(data.flow.countries(), data.flow.sectors());
  for (Index s = 0; s < share.sectors(); ++s) {
    for (Index n = 0; n < share.countries(); ++n) {
      if (expenditure(n, s) <= 0) continue;
      share.sector(s).col(n) = data.flow.sector(s).col(n).array() *
                               (1.0 + data.tariff.sector(s).col(n).array()) / expenditure(n, s);
    }
  }
  return share;
}

/// Import duty by importer plus export tax by exporter, N.
Vector collected_tax(const Baseline& data) {
  Vector revenue = Vector::Zero(data.flow.countries());
  for (Index s = 0; s < data.flow.sectors(); ++s) {
    const auto flow = data.flow.sector(s).array();
    revenue += (flow * data.tariff.sector(s).array()).matrix().colwise().sum().transpose();
    if (data.export_tax.countries() == 0) continue;
    const auto tax = data.export_tax.sector(s).array();
    revenue += (flow * tax / (1.0 + tax)).matrix().rowwise().sum();
  }
  return revenue;
}

/// Imports minus exports at the border, and what exporters pay to labour abroad less what labour
/// receives from foreign sellers, N.
Vector trade_deficit(const Baseline& data, const Vector& selling_share) {
  const Cube& flow = data.flow;
  Vector deficit = Vector::Zero(flow.countries());
  for (Index s = 0; s < flow.sectors(); ++s) {
    deficit += flow.sector(s).colwise().sum().transpose();
    deficit -= flow.sector(s).rowwise().sum();
    if (selling_share.size() == 0) continue;
    const Table paid = received(data, s) * selling_share.asDiagonal();
    deficit += paid.rowwise().sum() - paid.colwise().sum().transpose();
  }
  return deficit.array() - deficit.mean();  // the mean is rounding only
}

void require_a_model(const World& world, const Vector& trade_elasticity) {
  for (Index n = 0; n < world.n_countries(); ++n) {
    const std::string& code = world.countries[static_cast<std::size_t>(n)].code;
    if (!(world.value_added(n) > 0)) {
      throw InputError({},
                       fmt::format("{} has a value added of {:g} million: a country must produce "
                                   "something (flows.csv, inputs.csv)",
                                   code, world.value_added(n)));
    }
    if (!(world.income(n) > 0)) {
      throw InputError({}, fmt::format("{} has an income of {:g} million: value added {:g}, taxes "
                                       "{:g}, deficit {:g} (flows.csv)",
                                       code, world.income(n), world.value_added(n),
                                       world.tax_revenue(n), world.deficit(n)));
    }
  }
  for (Index s = 0; s < world.n_sectors(); ++s) {
    if (!(trade_elasticity(s) > 0) || !std::isfinite(trade_elasticity(s))) {
      throw InputError(
          {}, fmt::format("the trade elasticity of {} is {:g}: it must be above 0",
                          world.sectors[static_cast<std::size_t>(s)].code, trade_elasticity(s)));
    }
  }
}

/// Final spending by good: what is spent less input use. N x S.
Table final_use(const World& world) {
  if (world.input_share.empty()) return world.expenditure;
  return world.expenditure - input_use(world.input_share, world.output);
}

/// Home's goods among what n's users buy of k, and others: X_nn and X_n - X_nn, million.
struct Origins {
  double home = 0, abroad = 0;
};

Origins bought_by_origin(const World& world, Index n, Index k) {
  const auto share = world.trade_share.sector(k).col(n);
  const double spent = world.expenditure(n, k);
  return {share(n) * spent, (share.head(n).sum() + share.tail(share.size() - n - 1).sum()) * spent};
}

/// The parts h of one good's users in one country, fitted to what is sold of each origin.
class OriginFit {
 public:
  OriginFit(World& world, Index n, Index k) : world_(world), n_(n), k_(k) {
    sold_ = bought_by_origin(world, n, k);
    for (Index j = 0; j < world.n_sectors(); ++j)
      if (home(j) == kUntold) home(j) = world.trade_share(n, n, k);
    for (Index j = 0; j < world.n_sectors(); ++j) {
      const double use = world.input_share(n, k, j) * world.output(n, j);
      used_.home += world.home_input(n, k, j) * use;
      used_.abroad += (1 - world.home_input(n, k, j)) * use;
    }
  }

  /// Returns what was moved from one origin to the other, million.
  double fit() {
    const double left = sold_.home + sold_.abroad - used_.home - used_.abroad;
    double moved = 0;
    if (!(sold_.home > 0) || !(sold_.abroad > 0)) {
      moved = sold_.home > 0 ? used_.abroad : used_.home;
      put_all(sold_.home > 0 ? 1 : 0);
    } else if (left > 0 && used_.home > sold_.home) {
      moved = used_.home - sold_.home;
      scale_home(sold_.home / used_.home);
    } else if (left > 0 && used_.abroad > sold_.abroad) {
      moved = used_.abroad - sold_.abroad;
      scale_abroad(sold_.abroad / used_.abroad);
    }
    put_final(left);
    return moved;
  }

 private:
  double& home(Index j) { return world_.home_input(n_, k_, j); }

  void put_all(double part) {
    for (Index j = 0; j < world_.n_sectors(); ++j) home(j) = part;
    used_ = {part * (used_.home + used_.abroad), (1 - part) * (used_.home + used_.abroad)};
  }
  void scale_home(double factor) {
    for (Index j = 0; j < world_.n_sectors(); ++j) home(j) *= factor;
    used_ = {sold_.home, used_.abroad + used_.home - sold_.home};
  }
  void scale_abroad(double factor) {
    for (Index j = 0; j < world_.n_sectors(); ++j) home(j) = 1 - factor * (1 - home(j));
    used_ = {used_.home + used_.abroad - sold_.abroad, sold_.abroad};
  }
  /// Final use takes the rest of each origin; where nothing is left of a good, as all buyers do.
  void put_final(double left) {
    const double at_home = std::max(0.0, sold_.home - used_.home);
    const double from_abroad = std::max(0.0, sold_.abroad - used_.abroad);
    const double all = sold_.home + sold_.abroad;
    double part = 0;
    if (left > 0 && at_home + from_abroad > 0)
      part = at_home / (at_home + from_abroad);
    else if (all > 0)
      part = sold_.home / all;
    if (!(sold_.abroad > 0) && sold_.home > 0) part = 1;
    if (!(sold_.home > 0)) part = 0;
    world_.home_final(n_, k_) = part;
  }

  World& world_;
  Index n_, k_;
  Origins sold_, used_;
};

int untold_countries(const InputShares& inputs, const InputShares& home) {
  int count = 0;
  for (Index n = 0; n < home.countries(); ++n) {
    bool told = false;
    for (Index s = 0; s < home.sectors(); ++s)
      for (Index k = 0; k < home.sectors(); ++k)
        told = told || (inputs(n, k, s) > 0 && home(n, k, s) != kUntold);
    if (!told) ++count;
  }
  return count;
}

/// h of all users (sim/model.md, section 2.7), from the data's of inputs.
OriginAdjustment fit_origins(World& world) {
  OriginAdjustment adjustment;
  adjustment.untold = untold_countries(world.input_share, world.home_input);
  world.home_final = Table::Zero(world.n_countries(), world.n_sectors());
  double imports = 0;
  for (Index k = 0; k < world.n_sectors(); ++k)
    for (Index n = 0; n < world.n_countries(); ++n) {
      imports += bought_by_origin(world, n, k).abroad;
      const double moved = OriginFit(world, n, k).fit();
      if (!(moved > kOriginSlack * world.expenditure(n, k))) continue;
      ++adjustment.cells;
      adjustment.value += moved;
      if (moved <= adjustment.largest) continue;
      adjustment.largest = moved;
      adjustment.where = fmt::format("{} {}", world.countries[static_cast<std::size_t>(n)].code,
                                     world.sectors[static_cast<std::size_t>(k)].code);
    }
  adjustment.imports_pct = imports > 0 ? 100 * adjustment.value / imports : 0;
  return adjustment;
}

}  // namespace

FinalUseAdjustment keep_final_use_positive(Baseline& data, const Vector& selling_share) {
  FinalUseAdjustment adjustment;
  if (data.final_share) return adjustment;
  const Table x = spending(data);
  const Table use = input_use(data.input_share, producer_revenue(data, selling_share));
  const Index sectors = x.cols();
  for (Index k = 0; k < sectors; ++k) {
    for (Index n = 0; n < x.rows(); ++n) {
      const double most = (1.0 - kMinFinalUse) * x(n, k);
      if (use(n, k) <= (1.0 - kMinFinalUse * (1.0 - kFinalUseSlack)) * x(n, k)) continue;
      for (Index s = 0; s < sectors; ++s) data.input_share(n, k, s) *= most / use(n, k);
      const double moved = use(n, k) - most;
      ++adjustment.cells;
      adjustment.value += moved;
      if (moved > adjustment.largest) {
        adjustment.largest = moved;
        adjustment.where = fmt::format("{} {}", data.countries[static_cast<std::size_t>(n)].code,
                                       data.sectors[static_cast<std::size_t>(k)].code);
      }
    }
  }
  return adjustment;
}

Calibration calibrate(Baseline data, const CalibrationOptions& options) {
  if (!options.input_output) data.input_share = {};
  Calibration result;
  if (!data.input_share.empty())
    result.adjustment = keep_final_use_positive(data, options.selling_share);

  const auto calibrated = std::make_shared<World>();
  World& world = *calibrated;
  world.countries = data.countries;
  world.sectors = data.sectors;
  world.expenditure = spending(data);
  world.output = producer_revenue(data, options.selling_share);
  world.selling_share = options.selling_share;
  world.selling_labour = selling_labour(data, options.selling_share);
  world.trade_share = trade_shares(data, world.expenditure);
  world.value_added_share =
      value_added_share(data.input_share, world.n_countries(), world.n_sectors());
  world.input_share = std::move(data.input_share);
  world.value_added = world.labour_income().rowwise().sum();
  world.tax_revenue = collected_tax(data);
  world.deficit = trade_deficit(data, options.selling_share);
  world.income = world.value_added + world.tax_revenue + world.deficit;
  world.flow = std::move(data.flow);
  world.tariff = std::move(data.tariff);
  world.export_tax = std::move(data.export_tax);
  world.parts = std::move(data.parts);
  world.products = data.products;
  world.employment = data.employment;
  require_a_model(world, options.parameters.trade_elasticity);
  if (options.inputs_by_origin && !world.input_share.empty()) {
    world.home_input = std::move(data.home_input);
    result.origin_adjustment = fit_origins(world);
  }

  const Table use = final_use(world);
  world.final_share = use.array().colwise() / use.rowwise().sum().array();
  // Final shares describe final use in the full technology; without input-output they say nothing.
  if (data.final_share && !world.input_share.empty()) {
    const Vector sums = data.final_share->rowwise().sum();  // 1 to the digits of the file
    world.final_share = data.final_share->array().colwise() / sums.array();
    const Table wanted = world.final_share.array().colwise() * world.income.array();
    result.account_gap = ((wanted - use).array().colwise() / world.income.array()).abs().maxCoeff();
    result.needs_resolve = result.account_gap > 1e-9;
  }
  result.world = calibrated;
  result.parameters = options.parameters;
  return result;
}

}  // namespace tariffsim
