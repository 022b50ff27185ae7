#include "results/quotas.hpp"

namespace tariffsim {

const std::vector<Measure<QuotaRow>>& quota_measures() {
  using Row = QuotaRow;
  static const std::vector<Measure<QuotaRow>> measures{
      {{"licence_price",
        "what a licence costs, as a fraction of the value of the goods before duty; of a quota of "
        "the exporter's side, of what producers receive"},
       &Row::licence_price},
      {{"amount",
        "the amount, million at the border prices of the baseline, or of value before duty"},
       &Row::amount},
      {{"fill", "what is traded over the amount: below 1 slack, 1 binding, above 1 over"},
       &Row::fill},
      {{"duty_musd", "duties on what is traded under it"}, &Row::duty_musd},
      {{"rent_musd", "what licences are worth"}, &Row::rent_musd},
      {{"rent_importer_musd", "the part of it that stays with the importer"},
       &Row::rent_importer_musd},
      {{"rent_exporter_musd", "the part of it that the exporter gets"}, &Row::rent_exporter_musd},
      {{"amount_base", "what was traded before, in the unit of the amount"}, &Row::amount_base}};
  return measures;
}

std::vector<QuotaRow> quota_rows(const Outcome& outcome) {
  std::vector<QuotaRow> rows;
  const std::vector<std::string> names = names_of(outcome.parted_policy().quotas);
  for (const QuotaOutcome& of : quota_outcomes(outcome))
    rows.push_back({names[rows.size()], to_string(of.regime), of.licence_price, of.amount, of.fill,
                    of.duty, of.rent, of.rent_importer, of.rent_exporter, of.amount_base});
  return rows;
}

}  // namespace tariffsim
