#include "scenario/bind_family.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace tariffsim {
namespace {

/// What a horizon sets besides m, the factor of 1 + theta: 0.38 from Boehm, Levchenko and
/// Pandalai-Nayar (2023), elasticities of flows without duty of 0.76 within a year and 2 in the
/// long run; 0.62 is its root.
struct HorizonSet {
  const char* name;
  double m;
  Substitution substitution;
  double labour_mobility;
};
constexpr double kPerfect = std::numeric_limits<double>::infinity();
constexpr HorizonSet kShort{"short", 0.38, {0.5, 0.1, 0.6}, 0};
constexpr HorizonSet kMedium{"medium", 0.62, {0.7, 0.3, 0.8}, 1.5};
constexpr HorizonSet kLong{"long", 1, {}, kPerfect};
/// 1 + theta falls no lower.
constexpr double kLeastSigma = 1.1;
/// theta psi may be 1 to rounding.
constexpr double kRounding = 1e-12;

const HorizonSet& set_of(Horizon horizon) {
  if (horizon == Horizon::short_run) return kShort;
  if (horizon == Horizon::medium_run) return kMedium;
  return kLong;
}

/// Numbers of all countries; who is not named is told of. `key`: "income_tax_rate".
Vector by_country(const FiguresText& figures, const char* key, const Baseline& baseline,
                  SelectorLookup& countries, Diagnostics& diagnostics) {
  const auto n = static_cast<Index>(baseline.countries.size());
  if (figures.all || figures.named.empty()) return Vector::Constant(n, figures.all.value_or(0));
  Vector values = Vector::Constant(n, std::nan(""));
  for (const auto& [name, value] : figures.named) {
    if (name.text == "others") continue;
    for (const Index at : countries.resolve(name)) values(at) = value;
  }
  for (const auto& [name, value] : figures.named)
    if (name.text == "others") values = values.array().isNaN().select(value, values);
  for (Index at = 0; at < n; ++at) {
    if (!std::isnan(values(at))) continue;
    diagnostics.error(figures.place,
                      fmt::format("'{}' gives no value for {}", key,
                                  baseline.countries[static_cast<std::size_t>(at)].code),
                      "add 'others: NUMBER' for all that are not named");
    break;
  }
  return values;
}

/// psi by sector, 0 where none is named; empty if all are 0.
Vector scale_of(const FamilyText& text, const Vector& long_run, SelectorLookup& sectors) {
  if (!text.scale) return {};
  if (text.krugman) return long_run.cwiseInverse();
  Vector psi = Vector::Constant(long_run.size(), text.scale->all.value_or(0));
  for (const auto& [name, value] : text.scale->named)
    if (name.text == "others") psi.setConstant(value);
  for (const auto& [name, value] : text.scale->named) {
    if (name.text == "others") continue;
    for (const Index s : sectors.resolve(name)) psi(s) = value;
  }
  if ((psi.array() == 0).all()) return {};
  return psi;
}

/// theta psi <= 1, below 1 where labour moves freely between sectors.
void check_scale(const FamilyText& text, const ModelParameters& parameters,
                 const Baseline& baseline, Diagnostics& diagnostics) {
  if (!has_scale(parameters)) return;
  const Vector product = parameters.trade_elasticity.cwiseProduct(parameters.scale);
  const bool free = std::isinf(parameters.labour_mobility) && product.size() > 1;
  for (Index s = 0; s < product.size(); ++s) {
    const bool over = product(s) > 1 + kRounding;
    if (!over && !(free && product(s) >= 1 - kRounding)) continue;
    const std::string& code = baseline.sectors[static_cast<std::size_t>(s)].code;
    diagnostics.error(
        text.scale->place,
        fmt::format("economies of scale of {:g} in {}, times its trade elasticity of {:g}, are {}",
                    parameters.scale(s), code, parameters.trade_elasticity(s),
                    over ? "over 1: there may be no equilibrium, or several"
                         : "1: the equilibrium is not unique while labour moves freely"),
        over ? fmt::format("at most {:g}", 1 / parameters.trade_elasticity(s))
             : "give a labour_mobility, or smaller economies of scale");
    return;
  }
}

/// phi = (1 + b) / ((1 - nu) b) - 1 / b (Ignatenko et al. 2025), N x S; empty if it is 1
/// everywhere.
Table tax_exponent(const FamilyText& text, const Vector& long_run, const Vector& share,
                   const Baseline& baseline, SelectorLookup& countries, Diagnostics& diagnostics) {
  if (!text.selling_share) return {};
  Table exponent(share.size(), long_run.size());
  if (text.selling_exponent) {
    exponent.colwise() =
        by_country(*text.selling_exponent, "exponent", baseline, countries, diagnostics);
  } else {
    for (Index s = 0; s < exponent.cols(); ++s) {
      const double b = text.selling_pareto.value_or(long_run(s));
      exponent.col(s) = (1 + b) / ((1 - share.array()) * b) - 1 / b;
    }
  }
  if ((exponent.array() == 1).all()) return {};
  return exponent;
}

void warn_of_unused(const FamilyText& text, const ModelParameters& parameters,
                    Diagnostics& diagnostics) {
  if (text.income_tax_rate && parameters.revenue == RevenueUse::lump_sum)
    diagnostics.warning(text.income_tax_rate->place,
                        "'income_tax_rate' has no effect without 'revenue: income_tax'");
  else if (parameters.revenue == RevenueUse::income_tax && parameters.labour_supply == 0)
    diagnostics.warning(
        text.revenue_place,
        "'revenue: income_tax' has no effect without a 'labour_supply': where hours are fixed, a "
        "lower tax on wages gives households the same money as a lump sum");
}

}  // namespace

bool has_scale(const ModelParameters& parameters) { return parameters.scale.size() > 0; }

Vector at_horizon(Horizon horizon, const Vector& trade_elasticity) {
  const double m = set_of(horizon).m;
  if (m == 1) return trade_elasticity;
  return (m * (1 + trade_elasticity.array())).max(kLeastSigma) - 1;
}

namespace {

/// "trade elasticities fall to 0.1 to 2.33 (0.38 times 1 + theta, less 1; 0.1 at least, as in 3 of
/// 45 sectors)"
std::string told_elasticities(const Vector& theta, double m) {
  const double low = theta.minCoeff(), high = theta.maxCoeff();
  const auto least = (theta.array() <= kLeastSigma - 1 + kRounding).count();
  const std::string where = least == 0 || theta.size() == 1
                                ? ""
                                : fmt::format(", as in {} of {} sectors", least, theta.size());
  const std::string lowest = fmt::format("{:.3g}", low), highest = fmt::format("{:.3g}", high);
  return fmt::format("trade {} to {} ({:g} times 1 + theta, less 1; {:g} at least{})",
                     theta.size() == 1 ? "elasticity falls" : "elasticities fall",
                     lowest == highest ? lowest : fmt::format("{} to {}", lowest, highest), m,
                     kLeastSigma - 1, where);
}

}  // namespace

ModelParameters horizon_parameters(Horizon horizon) {
  const HorizonSet& set = set_of(horizon);
  ModelParameters out;
  out.substitution = set.substitution;
  out.labour_mobility = set.labour_mobility;
  return out;
}

std::string horizon_sentence(const BoundModel& model) {
  const Horizon horizon = model.text.family.horizon;
  if (horizon == Horizon::none || horizon == Horizon::long_run) return "";
  const HorizonSet& set = set_of(horizon);
  const ModelParameters& p = model.parameters;
  const bool several = p.trade_elasticity.size() > 1;
  std::vector<std::string> substitution;
  if (model.input_output)
    substitution.push_back(
        fmt::format("{:g} between value added and inputs", p.substitution.value_added));
  if (model.input_output && several)
    substitution.push_back(fmt::format("{:g} among inputs", p.substitution.inputs));
  if (several) substitution.push_back(fmt::format("{:g} in final use", p.substitution.final_use));
  std::string out =
      fmt::format("horizon {}: {}", set.name, told_elasticities(p.trade_elasticity, set.m));
  if (!substitution.empty())
    out += fmt::format("; {} of substitution {}",
                       substitution.size() == 1 ? "elasticity" : "elasticities",
                       fmt::join(substitution, ", "));
  if (several)
    out += p.labour_mobility == 0 ? std::string("; labour stays in its sector")
           : std::isinf(p.labour_mobility)
               ? std::string("; labour moves freely")
               : fmt::format("; labour mobility {:g}", p.labour_mobility);
  return out;
}

void bind_family(const Baseline& baseline, SelectorLookup& countries, SelectorLookup& sectors,
                 Diagnostics& diagnostics, BoundModel& bound) {
  const FamilyText& text = bound.text.family;
  const HorizonSet& set = set_of(text.horizon);
  ModelParameters& p = bound.parameters;
  const Vector long_run = p.trade_elasticity;
  p.trade_elasticity = at_horizon(text.horizon, long_run);
  p.substitution = {text.value_added.value_or(set.substitution.value_added),
                    text.inputs.value_or(set.substitution.inputs),
                    text.final_use.value_or(set.substitution.final_use)};
  p.labour_mobility = text.labour_mobility.value_or(set.labour_mobility);
  p.labour_supply = text.labour_supply;
  p.revenue = text.revenue;
  p.proportional_deficits = bound.text.deficits == DeficitClosure::proportional;
  if (text.income_tax_rate)
    p.income_tax_rate =
        by_country(*text.income_tax_rate, "income_tax_rate", baseline, countries, diagnostics);
  p.scale = scale_of(text, long_run, sectors);
  p.scale_of_elasticity = text.krugman;
  check_scale(text, p, baseline, diagnostics);
  if (text.selling_share) {
    Vector share = by_country(*text.selling_share, "share", baseline, countries, diagnostics);
    p.tax_exponent = tax_exponent(text, long_run, share, baseline, countries, diagnostics);
    if ((share.array() != 0).any()) bound.selling_share = std::move(share);
  }
  warn_of_unused(text, p, diagnostics);
}

}  // namespace tariffsim
