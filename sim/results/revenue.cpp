// The measures of revenue, as revenue.csv has them.
#include "results/revenue.hpp"

#include <array>
#include <utility>

#include "results/shared_texts.hpp"

namespace tariffsim {
namespace {

/// What an economy's figures are made from.
struct RevenueFigures {
  RevenueOutcome of;
  const RevenueTerms& terms;

  double conventional() const { return of.sums.conventional(); }
  double at_customs() const { return of.at_customs.conventional(); }
  double net(double conventional) const { return net_of_offset(conventional, terms); }
  /// Added up over the years: what is in the money of the flows, and what customs counted.
  double years(double a_year) const { return a_year * years_factor(terms, terms.price_year); }
  double customs_years(double a_year) const {
    return a_year * years_factor(terms, terms.customs_year);
  }
  double gdp_pct(double a_year) const { return 100 * a_year / of.gdp_base; }
};

using RevenueRecord = MeasureRecord<RevenueRow, RevenueFigures>;

/// In the order of revenue.csv: a new measure stands at the end.
std::span<const RevenueRecord> revenue_records() {
  using Row = RevenueRow;
  using R = RevenueFigures;
  static constexpr auto kRecords = std::to_array<RevenueRecord>(
      {{{"revenue_base_musd", "border taxes collected before"},
        &Row::revenue_base_musd,
        [](const R& r) { return r.of.sums.before; }},
       {{"revenue_musd",
         "border taxes collected after, at an unchanged nominal GDP of the country"},
        &Row::revenue_musd,
        [](const R& r) { return r.of.sums.after; }},
       {{"revenue_static_musd", "change a year if trade stayed as it was"},
        &Row::revenue_static_musd,
        [](const R& r) { return r.of.sums.static_change(); }},
       {{"revenue_lost_musd", "what of that is lost because trade changes"},
        &Row::revenue_lost_musd,
        [](const R& r) { return r.of.sums.static_change() - r.conventional(); }},
       {{"revenue_conventional_musd",
         "change a year: trade responds, the country's nominal GDP is held fixed",
         "revenue, change a year"},
        &Row::revenue_conventional_musd,
        [](const R& r) { return r.conventional(); }},
       {{"revenue_net_musd",
         "the same less the offset: what income and payroll taxes bring less; empty without one",
         "revenue, change a year, net"},
        &Row::revenue_net_musd,
        [](const R& r) { return r.net(r.conventional()); }},
       {{"revenue_conventional_years_musd",
         "the conventional change added up over the years asked for, nominal, not discounted",
         "revenue, change over the years"},
        &Row::revenue_conventional_years_musd,
        [](const R& r) { return r.years(r.conventional()); }},
       {{"revenue_net_years_musd", "the change over the years less the offset",
         "revenue, change over the years, net"},
        &Row::revenue_net_years_musd,
        [](const R& r) { return r.years(r.net(r.conventional())); }},
       {shared::kGdpBase, &Row::gdp_base_musd, [](const R& r) { return r.of.gdp_base; }},
       {{"revenue_conventional_gdp_pct", "the conventional change a year over GDP before"},
        &Row::revenue_conventional_gdp_pct,
        [](const R& r) { return r.gdp_pct(r.conventional()); }},
       {{"revenue_net_gdp_pct", "the change a year less the offset over GDP before"},
        &Row::revenue_net_gdp_pct,
        [](const R& r) { return r.gdp_pct(r.net(r.conventional())); }},
       {{"customs_ratio",
         "goods imports as the country's customs values them over those of the baseline; empty "
         "where not known"},
        &Row::customs_ratio,
        [](const R& r) { return r.of.customs_ratio; }},
       {{"revenue_conventional_customs_musd",
         "conventional change a year, duties on goods at customs value"},
        &Row::revenue_conventional_customs_musd,
        [](const R& r) { return r.at_customs(); }},
       {{"revenue_net_customs_musd", "the same less the offset, at customs value"},
        &Row::revenue_net_customs_musd,
        [](const R& r) { return r.net(r.at_customs()); }},
       {{"revenue_conventional_customs_years_musd",
         "the conventional change added up over the years asked for, at customs value"},
        &Row::revenue_conventional_customs_years_musd,
        [](const R& r) { return r.customs_years(r.at_customs()); }},
       {{"revenue_net_customs_years_musd",
         "the same less the offset, added up over the years, at customs value"},
        &Row::revenue_net_customs_years_musd,
        [](const R& r) { return r.customs_years(r.net(r.at_customs())); }}});
  return kRecords;
}

RevenueRow row_of(std::string economy, std::string name, const RevenueOutcome& of,
                  const RevenueTerms& terms) {
  RevenueRow row{};
  row.economy = std::move(economy);
  row.name = std::move(name);
  return measured(std::move(row), RevenueFigures{of, terms}, revenue_records());
}

}  // namespace

const std::vector<Measure<RevenueRow>>& revenue_measures() {
  static const auto measures = measures_of_one(revenue_records());
  return measures;
}

std::vector<RevenueRow> revenue_rows(const Outcome& outcome, const World& data,
                                     const std::vector<NamedGroup>& groups,
                                     const RevenueTerms& terms) {
  const std::vector<RevenueOutcome> countries = revenue_outcomes(outcome, data, terms);
  std::vector<RevenueRow> rows;
  for (std::size_t n = 0; n < countries.size(); ++n) {
    const Country& country = outcome.base().countries[n];
    rows.push_back(row_of(country.code, country.name, countries[n], terms));
  }
  for (const NamedGroup& group : groups) {
    RevenueOutcome together;
    for (const Index member : group.members)
      together.add(countries[static_cast<std::size_t>(member)]);
    rows.push_back(row_of(group.name, group.name, together, terms));
  }
  return rows;
}

}  // namespace tariffsim
