#include "files/observed.hpp"

#include <fmt/format.h>

#include <iterator>

#include "base/numbers.hpp"
#include "prose/backtest.hpp"
#include "prose/headline.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMissed = 20;

const Country& importer_of(const RunRecord& record, const Outcome& outcome) {
  return outcome.base().countries[static_cast<std::size_t>(record.observed->importer)];
}

OrderedJson fits_json(const std::vector<BacktestFit>& fits) {
  OrderedJson out = OrderedJson::array();
  for (const auto& [cells, within, fit] : fits)
    out.push_back({{"cells", cells},
                   {"meaning", cells_in_words(cells)},
                   {"within_sectors", within},
                   {"count", fit.cells},
                   {"weight", json_number(fit.weight)},
                   {"slope", json_number(fit.slope)},
                   {"intercept", json_number(fit.intercept)},
                   {"correlation", json_number(fit.correlation)},
                   {"rank_correlation", json_number(fit.rank_correlation)},
                   {"error", json_number(fit.error)},
                   {"error_if_no_change", json_number(fit.error_of_no_change)}});
  return out;
}

OrderedJson partner_json(const BacktestPartner& partner) {
  return {{"exporter", partner.exporter},
          {"cells", partner.cells},
          {"weight", json_number(partner.before)},
          {"tariff_rise_pct", json_number(100 * partner.rise)},
          {"predicted_pct", json_number(percent_of_log(partner.predicted))},
          {"observed_pct", json_number(percent_of_log(partner.observed))},
          {"slope", json_number(partner.fit.slope)},
          {"correlation", json_number(partner.fit.correlation)}};
}

OrderedJson partners_json(const Backtest& test) {
  OrderedJson out = OrderedJson::array();
  for (const BacktestPartner& partner : test.partners) out.push_back(partner_json(partner));
  return out;
}

OrderedJson cell_json(const BacktestCell& cell) {
  return {{"exporter", cell.exporter},
          {"sector", cell.sector},
          {"predicted_pct", json_number(percent_of_log(cell.predicted))},
          {"observed_pct", json_number(percent_of_log(cell.observed))},
          {"predicted_within_pct", json_number(percent_of_log(cell.predicted_within))},
          {"observed_within_pct", json_number(percent_of_log(cell.observed_within))},
          {"weight", json_number(cell.before)},
          {"missed", json_number(cell.missed())},
          {"tariff_rise_pct", json_number(100 * cell.rise)},
          {"hit", cell.is_hit()}};
}

OrderedJson cells_json(const std::vector<BacktestCell>& cells) {
  OrderedJson out = OrderedJson::array();
  for (const BacktestCell& cell : cells) out.push_back(cell_json(cell));
  return out;
}

OrderedJson variants_json(const std::vector<VariantBacktest>& tests) {
  OrderedJson out = OrderedJson::array();
  for (const auto& [id, test] : tests) {
    const BacktestPartner* partner = most_hit(test);
    out.push_back({{"id", id},
                   {"fits", fits_json(test.fits)},
                   {"most_hit", partner == nullptr ? OrderedJson() : partner_json(*partner)}});
  }
  return out;
}

void append_cell(fmt::memory_buffer& line, const std::string& importer, const BacktestCell& cell) {
  fmt::format_to(std::back_inserter(line), "{},{},{}", csv_field(importer),
                 csv_field(cell.exporter), csv_field(cell.sector));
  for (const double figure : {percent_of_log(cell.predicted), percent_of_log(cell.observed),
                              cell.before, 100 * cell.rise}) {
    line.push_back(',');
    append_number(line, figure);
  }
  line.push_back('\n');
}

}  // namespace

std::string observed_csv(const RunRecord& record, const Outcome& outcome) {
  fmt::memory_buffer out;
  fmt::format_to(std::back_inserter(out),
                 "importer,exporter,sector,predicted,observed,weight,tariff_rise_pct\n");
  for (const BacktestCell& cell : backtest(outcome, *record.observed).cells)
    append_cell(out, importer_of(record, outcome).code, cell);
  return fmt::to_string(out);
}

OrderedJson observed_json(const RunRecord& record, const Outcome& outcome) {
  const Backtest test = backtest(outcome, *record.observed);
  return {{"importer", importer_of(record, outcome).code},
          {"importer_in_words", name_in_sentence(importer_of(record, outcome).name)},
          {"at_least", json_number(record.observed->at_least)},
          {"fits", fits_json(test.fits)},
          {"partners", partners_json(test)},
          {"missed_most", cells_json(worst_missed(test, kMissed))},
          {"too_small", test.too_small},
          {"no_trade", test.no_trade},
          {"variants", variants_json(record.variant_tests)}};
}

OrderedJson observed_cells_json(const RunRecord& record, const Outcome& outcome) {
  return cells_json(backtest(outcome, *record.observed).cells);
}

}  // namespace tariffsim
