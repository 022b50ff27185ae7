#include "prose/assumptions.hpp"

#include <fmt/format.h>

#include <cmath>

namespace tariffsim {
namespace {

bool is_cobb_douglas(const Substitution& elasticity) {
  return elasticity.value_added == 1 && elasticity.inputs == 1 && elasticity.final_use == 1;
}

std::string kind(bool input_output) {
  return fmt::format(
      "Solved in changes from the observed year with a quantitative trade model: many countries "
      "and sectors, {}, one trade elasticity per sector.",
      input_output ? "input-output links" : "no input-output links");
}

std::string horizon_sentence(const std::string& horizon) {
  if (horizon == "short")
    return "A short run, within about a year: trade answers less, inputs are hard to replace, and "
           "labour stays in its sector unless the scenario says otherwise.";
  if (horizon == "medium")
    return "A medium run, a few years: trade answers less than in the long run, inputs are harder "
           "to replace, and labour moves between sectors in part unless the scenario says "
           "otherwise.";
  return "A long run unless an option says otherwise: prices, wages and trade have adjusted in "
         "full; nothing is said of how long that takes.";
}

std::string labour(const ModelParameters& p) {
  const std::string hours =
      p.labour_supply > 0
          ? fmt::format("hours worked answer the real wage, after tax, with elasticity {:g}",
                        p.labour_supply)
          : "hours worked in an economy do not change";
  if (std::isinf(p.labour_mobility))
    return fmt::format("Labour moves freely between sectors at one wage; {}.", hours);
  if (p.labour_mobility > 0)
    return fmt::format(
        "Labour moves between sectors in part, with elasticity {:g}, so that wages differ by "
        "sector; {}.",
        p.labour_mobility, hours);
  if (p.labour_supply > 0)
    return fmt::format("Labour cannot leave its sector, so that wages differ by sector; {}.",
                       hours);
  return "Labour cannot leave its sector and hours do not change: jobs are fixed by assumption, so "
         "that wages by sector take what employment would; no figure here says that jobs are safe.";
}

std::string inputs(const ModelParameters& p) {
  const auto& [value_added, among_inputs, final_use] = p.substitution;
  return fmt::format(
      "Elasticities of substitution are {:g} between value added and inputs, {:g} among inputs of "
      "different sectors and {:g} among sectors in final use (below 1: hard to replace).",
      value_added, among_inputs, final_use);
}

std::string border_taxes(const ModelParameters& p) {
  if (p.revenue == RevenueUse::income_tax) return "Border taxes take the place of taxes on wages.";
  return "Border taxes are paid back to households; 'without the rebate' is what is left if the "
         "change were spent on nobody.";
}

std::string closure(const std::string& deficits) {
  if (deficits == "none") return "Trade deficits are removed first.";
  if (deficits == "proportional") return "Trade deficits stay a constant part of income.";
  return "Trade deficits stay what they were in units of world value added: no tariff changes an "
         "economy's overall balance here, by assumption.";
}

}  // namespace

std::vector<std::string> assumptions(const ModelParameters& p, const std::string& horizon,
                                     const std::string& deficits, bool input_output) {
  std::vector<std::string> out{kind(input_output), horizon_sentence(horizon), labour(p)};
  if (!is_cobb_douglas(p.substitution)) out.push_back(inputs(p));
  if (p.scale.size() > 0)
    out.push_back("A sector that grows gets cheaper (economies of scale outside the firm).");
  if (p.tax_exponent.size() > 0)
    out.push_back("Selling abroad takes labour there, so that taxes bite more than costs.");
  out.push_back(border_taxes(p));
  out.push_back(closure(deficits));
  if (p.labour_supply > 0)
    out.push_back(
        "Welfare (real income) is utility: consumption less what the work for it is worth.");
  out.push_back("There is no money, no unemployment and no saving in the model.");
  return out;
}

std::vector<std::string> assumptions(const RunRecord& record) {
  return assumptions(record.parameters, value_of(record.options, "model.horizon"),
                     value_of(record.options, "model.deficits"),
                     value_of(record.options, "model.input_output") == "true");
}

}  // namespace tariffsim
