#include "scenario/revenue_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/numbers.hpp"
#include "scenario/scenario_keys.hpp"
#include "text/mapping_reader.hpp"

namespace tariffsim {
namespace {

constexpr double kMostGrowth = 1;

/// Growth of 3 a year was meant as 3 %.
double read_growth(const MappingReader& reader, Diagnostics& diagnostics) {
  const double growth = reader.rate("growth").value_or(0);
  if (growth > -1 && growth <= kMostGrowth) return growth;
  diagnostics.error(reader.place("growth"),
                    fmt::format("growth of {} a year: expected above -100% and at most 100%",
                                plain_percent(100 * growth)),
                    growth > kMostGrowth ? fmt::format("did you mean {:g}%?", growth) : "");
  return 0;
}

void check_years(const MappingReader& reader, Diagnostics& diagnostics) {
  if (reader.has("years") || reader.has_probably("years")) return;
  for (const char* key : {"from", "growth"})
    if (reader.has(key))
      diagnostics.error(reader.place(key), fmt::format("'{}' needs 'years'", key),
                        "write how many years are added up, such as 'years: 10'");
}

bool is_collected_in_part(const PolicyText& line) {
  const auto* levy = std::get_if<LevyText>(&line.instrument);
  const auto* file = levy == nullptr ? nullptr : std::get_if<RateFile>(&levy->rate);
  return file != nullptr && file->collected;
}

/// Whether any line that comes with a scenario counts as collected what a file says of it.
bool counts_collected(const Scenario& scenario) {
  const auto any = [](const std::vector<PolicyText>& policy) {
    return std::any_of(policy.begin(), policy.end(), is_collected_in_part);
  };
  return any(scenario.policy) ||
         std::any_of(scenario.steps.begin(), scenario.steps.end(),
                     [&](const StepText& step) { return any(step.policy); }) ||
         std::any_of(scenario.include.begin(), scenario.include.end(),
                     [](const auto& file) { return counts_collected(*file); });
}

/// A sum over years counts the last step in each of them, which a step that ends does not do.
void check_steps(const Scenario& scenario, const RevenueText& text, const RevenueTerms& terms,
                 Diagnostics& diagnostics) {
  const int last_year = terms.first_year + *terms.years - 1;
  const std::string last_step = scenario.steps.back().step.date;
  const std::string after_all = fmt::format("{}-01-01", last_year + 1);  // ISO dates sort as text
  const auto ending =
      std::find_if(scenario.steps.begin(), scenario.steps.end(), [&](const StepText& step) {
        return step.step.ends > last_step && step.step.ends < after_all;
      });
  if (ending != scenario.steps.end())
    diagnostics.error(
        text.years_place,
        fmt::format("'years' adds up what is in force after the last step in every year from {} to "
                    "{}, but the policy of step '{}' ends on {}",
                    terms.first_year, last_year, ending->step.id, ending->step.ends),
        "leave 'years' out, which tells what each step brings a year");
  else
    diagnostics.note(text.years_place,
                     fmt::format("revenue is added up from {} to {} as if the last step, '{}', "
                                 "were in force in all of these years",
                                 terms.first_year, last_year, scenario.steps.back().step.id));
}

}  // namespace

RevenueText read_revenue(const YamlNode& node, Diagnostics& diagnostics) {
  const MappingReader reader(node, revenue_keys(), diagnostics);
  RevenueText text;
  text.place = node.place;
  text.from_place = reader.place("from");
  text.years_place = reader.place("years");
  text.not_collected_place = reader.place("not_collected");
  if (const auto years = reader.whole("years")) text.terms.years = static_cast<int>(*years);
  if (const auto from = reader.whole("from")) text.from = static_cast<int>(*from);
  text.terms.growth = read_growth(reader, diagnostics);
  text.terms.offset = reader.rate("offset");
  text.terms.not_collected = reader.rate("not_collected").value_or(0);
  check_years(reader, diagnostics);
  return text;
}

std::optional<RevenueTerms> bind_revenue(const Scenario& scenario, const Baseline& baseline,
                                         Diagnostics& diagnostics) {
  if (!scenario.revenue) return std::nullopt;
  const RevenueText& text = *scenario.revenue;
  RevenueTerms terms = text.terms;
  terms.price_year = baseline.price_year;
  terms.first_year = text.from.value_or(baseline.price_year);
  terms.customs_year = baseline.year;
  terms.customs = baseline.customs;
  if (terms.first_year < terms.price_year)
    diagnostics.error(text.from_place,
                      fmt::format("'from: {}' is before the year of prices: {} is in prices of {}",
                                  terms.first_year, baseline.id, terms.price_year));
  if (terms.years && !scenario.steps.empty()) check_steps(scenario, text, terms, diagnostics);
  if (terms.not_collected > 0 && counts_collected(scenario))
    diagnostics.note(text.not_collected_place,
                     "'collected: true' in the policy already leaves out what is not collected; "
                     "'not_collected' takes off a further part");
  return terms;
}

}  // namespace tariffsim
