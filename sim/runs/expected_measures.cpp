#include "runs/expected_measures.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "base/near_miss.hpp"
#include "runs/checked_expectation.hpp"

namespace tariffsim {
namespace {

/// The measure that was probably meant: the same in percent, whatever others begin so, or one like
/// it.
std::optional<std::string> meant(const std::string& name, const std::vector<std::string>& known) {
  const std::string in_percent = name + "_pct";
  if (std::find(known.begin(), known.end(), in_percent) != known.end()) return in_percent;
  return near_miss(name, known);
}

bool contains(const std::vector<std::string>& texts, const std::string& text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

/// The keys of `revenue` that a measure of it needs and that are not there, as examples.
std::vector<std::string> missing_keys(const std::string& measure, const RevenueTerms* revenue) {
  const bool net = measure.find("_net_") != std::string::npos;
  const bool years = measure.find("_years_") != std::string::npos;
  std::vector<std::string> keys;
  if (years && (revenue == nullptr || !revenue->years)) keys.emplace_back("years: 10");
  if (net && (revenue == nullptr || !revenue->offset)) keys.emplace_back("offset: 25%");
  return keys;
}

void check_asked(const Expectation::Word& measure, const RevenueTerms* revenue,
                 Diagnostics& diagnostics) {
  const std::vector<std::string> keys = missing_keys(measure.text, revenue);
  if (revenue != nullptr && keys.empty()) return;
  const std::string list = fmt::format("{}", fmt::join(keys, ", "));
  diagnostics.error(
      measure.place,
      fmt::format("'{}' is a measure that this scenario does not ask for", measure.text),
      revenue == nullptr ? fmt::format("write 'report: {{revenue: {{{}}}}}'", list)
                         : fmt::format("add '{}' to 'revenue' under 'report'", list));
}

}  // namespace

void check_measures(const std::vector<Expectation>& expectations,
                    const std::vector<NamedGroup>* groups, const RevenueTerms* revenue,
                    Diagnostics& diagnostics) {
  for (const Expectation& expectation : expectations) {
    const Expectation::Word& measure = expectation.measure;
    const bool of_group = groups != nullptr && is_about_group(expectation, *groups);
    const std::vector<std::string> known = measure_names(expectation, of_group);
    if (contains(known, measure.text)) {
      if (is_of_revenue(expectation)) check_asked(measure, revenue, diagnostics);
      continue;
    }
    if (groups == nullptr && contains(measure_names(expectation, true), measure.text)) continue;
    // What countries have and groups have not was no slip of the pen.
    const bool of_countries = of_group && contains(measure_names(expectation, false), measure.text);
    const auto near = of_countries ? std::nullopt : meant(measure.text, known);
    diagnostics.error(measure.place, fmt::format("unknown measure '{}'", measure.text),
                      near ? fmt::format("did you mean '{}'?", *near)
                           : fmt::format("expected one of: {}", fmt::join(known, ", ")));
  }
}

}  // namespace tariffsim
