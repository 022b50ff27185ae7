#include "prose/assumptions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "prose/sector_labour.hpp"

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

bool tells_substitution(const ModelParameters& p) {
  return !is_cobb_douglas(p.substitution) && p.trade_elasticity.size() > 1;
}

std::string horizon_sentence(const std::string& horizon, const ModelParameters& p) {
  const std::string less =
      std::string("trade responds less than in the long run") +
      (has_sector_wages(p) || tells_substitution(p) ? "; other rigidities are listed below." : ".");
  if (horizon == "short") return "A short run, within about a year: " + less;
  if (horizon == "medium") return "A medium run, a few years: " + less;
  if (std::isinf(p.labour_mobility) && is_cobb_douglas(p.substitution))
    return "A long run: prices, wages and trade have adjusted in full; nothing is said of how long "
           "that takes.";
  return "Trade responds as in the long run; labour and inputs as stated below.";
}

std::string labour(const ModelParameters& p) {
  const bool one_sector = p.trade_elasticity.size() == 1;
  const std::string hours =
      p.labour_supply > 0
          ? fmt::format("hours worked answer the real wage{} with elasticity {:g}",
                        p.revenue == RevenueUse::income_tax ? ", after tax," : "", p.labour_supply)
          : "hours worked in an economy do not change";
  if (one_sector) return fmt::format("There is one sector, and one wage in an economy; {}.", hours);
  if (std::isinf(p.labour_mobility))
    return fmt::format("Labour moves freely between sectors at one wage; {}.", hours);
  if (p.labour_mobility > 0)
    return fmt::format(
        "Labour moves between sectors in part, with elasticity {:g}, so that wages differ by "
        "sector; {}.",
        p.labour_mobility, hours);
  if (p.labour_supply > 0)
    return fmt::format(
        "Labour cannot leave its sector, so that wages differ by sector; {}, by the same "
        "percentage in every sector of an economy.",
        hours);
  return "Labour cannot leave its sector and hours do not change: jobs are fixed by assumption, so "
         "that what happens to a sector's payroll shows in its wage alone; this run says nothing "
         "about "
         "jobs.";
}

std::string inputs(const ModelParameters& p, bool input_output) {
  const auto& [value_added, among_inputs, final_use] = p.substitution;
  if (!input_output)
    return fmt::format(
        "The elasticity of substitution among sectors in final use is {:g} (below 1: hard to "
        "replace).",
        final_use);
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

/// A sentence and the options that it is about.
struct Assumption {
  std::string sentence;
  std::vector<std::string> options;
};

std::string selling(const ModelParameters& p) {
  if (p.tax_exponent.size() == 0) return "";
  const bool more = p.tax_exponent.maxCoeff() > 1;
  return fmt::format(" Border taxes reduce trade {} than trade costs of the same size.",
                     more ? "more" : "less");
}

std::vector<Assumption> all(const RunRecord& record) {
  const ModelParameters& p = record.parameters;
  const auto option = [&](const char* name) {
    // Of a timeline the options of its steps stand one behind the other: the last counts.
    const std::string value = value_of(record.options, name);
    const auto last = value.rfind(", then ");
    return last == std::string::npos ? value : value.substr(last + 7);
  };
  const bool input_output = option("model.input_output") == "true";
  std::vector<Assumption> out{{kind(input_output), {"input_output"}},
                              {horizon_sentence(option("model.horizon"), p), {"horizon"}},
                              {labour(p), {"labour_mobility", "labour_supply", "horizon"}}};
  if (has_sector_wages(p))
    out.push_back(
        {"All value added is labour's: what is called a sector's wage also pays the capital and "
         "land in it, and changes by more than actual pay would.",
         {"labour_mobility", "horizon"}});
  if (tells_substitution(p)) out.push_back({inputs(p, input_output), {"substitution", "horizon"}});
  if (p.scale.size() > 0)
    out.push_back(
        {fmt::format("A sector with economies of scale gets cheaper as it grows: by what firms "
                     "gain from each other, or since more of them enter (model.scale: {}).",
                     option("model.scale")),
         {"scale"}});
  if (option("model.selling") != "none" && !option("model.selling").empty())
    out.push_back(
        {"Part of what sellers receive in a market pays labour there (selling costs)." + selling(p),
         {"selling"}});
  if (option("model.inputs_by_origin") == "true")
    out.push_back(
        {"Each sector, and final use, buys a good at home in a part of its own, as the data tell; "
         "prices that buyers pay are those of final use.",
         {"inputs_by_origin"}});
  out.push_back({border_taxes(p), {"revenue", "income_tax_rate"}});
  out.push_back({closure(option("model.deficits")), {"deficits"}});
  if (p.labour_supply > 0)
    out.push_back(
        {"Welfare (real income) is utility: consumption less what the work for it is "
         "worth.",
         {"labour_supply"}});
  else
    out.push_back({"Welfare: equivalent variation over income, which is the change of real income.",
                   {"labour_supply"}});
  out.push_back({"There is no money, no unemployment and no saving in the model.", {}});
  return out;
}

}  // namespace

std::vector<std::string> assumptions(const RunRecord& record,
                                     const std::vector<std::string>& varied) {
  const auto varies = [&](const std::string& option) {
    return std::any_of(varied.begin(), varied.end(), [&](const std::string& name) {
      return name.find(option) != std::string::npos;
    });
  };
  std::vector<std::string> out;
  for (const Assumption& one : all(record))
    if (std::none_of(one.options.begin(), one.options.end(), varies)) out.push_back(one.sentence);
  return out;
}

}  // namespace tariffsim
