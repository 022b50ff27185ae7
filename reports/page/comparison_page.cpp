#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <utility>

#include "files/json_rows.hpp"
#include "page/page.hpp"
#include "page/page_json.hpp"
#include "prose/comparison_sentences.hpp"
#include "prose/comparison_tables.hpp"
#include "prose/headline.hpp"
#include "prose/policy_differences.hpp"

namespace tariffsim {
namespace {

OrderedJson steps_json(const ComparedSteps& steps) {
  OrderedJson out = OrderedJson::array();
  for (const Step& step : steps.steps)
    out.push_back({{"id", step.id}, {"date", step.date}, {"title", step.title}});
  return out;
}

OrderedJson run_json(const Comparison& comparison, const ComparedRun& run) {
  OrderedJson places = OrderedJson::array();
  for (const ComparedPlace& place : run.places)
    places.push_back({{"code", place.code},
                      {"name", place.name},
                      {"in_sentence", name_in_sentence(place.name)},
                      {"iso", place.iso}});
  return {{"id", run.id},
          {"title", run.title},
          {"words", title_in_words(comparison, run)},
          {"variant_of", run.variant_of},
          {"counted_from", run.counted_from},
          {"sector_names", run.sector_names},
          {"baseline", run.baseline},
          {"baseline_sha256", run.baseline_hash},
          {"currency", run.currency},
          {"scenario_text", run.scenario_text},
          {"overrides", run.overrides},
          {"certificate", run.certificate},
          {"quotas", run.regimes},
          {"groups", run.groups},
          {"steps", steps_json(run.steps)},
          {"places", places}};
}

bool is_among(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Of economies what comparison.js lets a reader choose, with levels before and after: the rest is
/// in compare.csv.
bool is_shown_of_economies(const std::string& measure) {
  static const std::vector<std::string> kChosen{
      "welfare_pct",        "ev_musd",
      "real_gdp_pct",       "real_wage_pct",
      "exports_pct",        "imports_pct",
      "exports_musd",       "imports_musd",
      "goods_balance_musd", "services_balance_musd",
      "consumer_price_pct", "price_at_own_wages_pct",
      "production_pct",     "producer_price_pct",
      "terms_of_trade_pct", "trade_openness_pct",
      "tariff_faced_pct",   "average_tariff_goods_pct",
      "tax_revenue_musd",   "revenue_conventional_gdp_pct",
      "revenue_net_gdp_pct"};
  return std::any_of(kChosen.begin(), kChosen.end(), [&](const std::string& one) {
    return measure == one || measure == measure_before(one);
  });
}

/// Of pairs only their flows, and balances of `economies`, of sectors (groups' too) what can be
/// chosen: the rest is in compare.csv.
bool is_shown(const ComparedRow& row, const std::vector<std::string>& economies) {
  static const std::vector<std::string> kOfSectors{
      "output_base_musd", "output_musd",       "output_pct",
      "volume_pct",       "price_pct",         "buyer_price_at_own_wages_pct",
      "exports_pct",      "imports_pct",       "exports_base_musd",
      "exports_musd",     "imports_base_musd", "imports_musd",
      "tariff_base_pct",  "tariff_pct"};
  if (row.key.kind == "country" || row.key.kind == "group")
    return is_shown_of_economies(row.measure);
  if (row.key.kind == "pair" || row.key.kind == "group_pair")
    return row.measure == "flow_base_musd" || row.measure == "flow_musd" ||
           (row.measure.starts_with("goods_balance") && row.key.exporter != row.key.importer &&
            is_among(economies, row.key.exporter));
  if (row.key.kind == "sector" || row.key.kind == "group_sector")
    return is_among(kOfSectors, row.measure);
  return true;
}

/// The rows of one kind and measure, by columns: a page has 60 economies' sectors and pairs, and a
/// row each would be three times as long.
struct RowTable {
  std::string kind, measure;
  std::vector<const ComparedRow*> rows;
};

std::vector<RowTable> tables_of(const std::vector<const ComparedRow*>& rows) {
  std::vector<RowTable> tables;
  std::map<std::pair<std::string, std::string>, std::size_t> positions;
  for (const ComparedRow* row : rows) {
    const auto [found, is_new] =
        positions.try_emplace({row->key.kind, row->measure}, tables.size());
    if (is_new) tables.push_back({row->key.kind, row->measure, {}});
    tables[found->second].rows.push_back(row);
  }
  return tables;
}

/// Texts that many have, by their positions.
class TextList {
 public:
  std::size_t position(const std::string& text) {
    const auto [found, is_new] = positions_.try_emplace(text, texts_.size());
    if (is_new) texts_.push_back(text);
    return found->second;
  }
  const std::vector<std::string>& texts() const { return texts_; }

 private:
  std::map<std::string, std::size_t> positions_;
  std::vector<std::string> texts_;
};

bool have_same_values(const RowTable& table, std::size_t run) {
  return std::all_of(table.rows.begin(), table.rows.end(), [&](const ComparedRow* row) {
    const double one = row->values[run], first = row->values[0];
    return one == first || (std::isnan(one) && std::isnan(first));
  });
}

/// A column for each run; null is the first run's again.
OrderedJson values_json(const RowTable& table, std::size_t runs) {
  OrderedJson out = OrderedJson::array();
  for (std::size_t run = 0; run < runs; ++run) {
    if (run > 0 && have_same_values(table, run)) {
      out.push_back(nullptr);
      continue;
    }
    OrderedJson column = OrderedJson::array();
    for (const ComparedRow* row : table.rows) column.push_back(json_number(row->values[run]));
    out.push_back(std::move(column));
  }
  return out;
}

/// By run from the second on, what rows without a reason differ by beside the policy: one number of
/// all rows, or, of steps, which are each solved in their own way, a number for each row.
OrderedJson also_by(const RowTable& table, std::size_t runs) {
  OrderedJson out = OrderedJson::array();
  for (std::size_t at = 0; at + 1 < runs; ++at) {
    std::vector<std::uint16_t> by_row;
    by_row.reserve(table.rows.size());
    for (const ComparedRow* row : table.rows)
      by_row.push_back(at < row->also_by.size() ? row->also_by[at] : std::uint16_t{0});
    const std::uint16_t most = *std::max_element(by_row.begin(), by_row.end());
    if (table.kind == "step" && most > 0)
      out.push_back(by_row);
    else
      out.push_back(most);
  }
  return out;
}

/// Of the rows that have any: the row, then by run from the second on the text from 1, or 0.
OrderedJson reasons_json(const RowTable& table, TextList& texts) {
  OrderedJson out = OrderedJson::array();
  for (std::size_t at = 0; at < table.rows.size(); ++at) {
    if (table.rows[at]->reasons.empty()) continue;
    OrderedJson row{at};
    for (const std::string& reason : table.rows[at]->reasons)
      row.push_back(reason.empty() ? 0 : texts.position(reason) + 1);
    out.push_back(std::move(row));
  }
  return out;
}

/// The rows by tables, whose keys are one of few lists.
void add_rows(const std::vector<const ComparedRow*>& rows, std::size_t runs, OrderedJson& data) {
  TextList reasons;
  std::vector<std::vector<std::string>> lists;
  data["tables"] = OrderedJson::array();
  for (const RowTable& table : tables_of(rows)) {
    std::vector<std::string> keys;
    keys.reserve(table.rows.size());
    for (const ComparedRow* row : table.rows) keys.push_back(row->key.key);
    auto list = std::find(lists.begin(), lists.end(), keys);
    if (list == lists.end()) list = lists.insert(list, std::move(keys));
    data["tables"].push_back({{"kind", table.kind},
                              {"measure", table.measure},
                              {"keys", list - lists.begin()},
                              {"values", values_json(table, runs)},
                              {"also_by", also_by(table, runs)},
                              {"reasons", reasons_json(table, reasons)}});
  }
  data["keys"] = lists;
  data["reasons"] = reasons.texts();
}

}  // namespace

std::string comparison_page_data(const Comparison& comparison) {
  OrderedJson data{{"kind", "compare"}, {"version", TARIFFSIM_VERSION}};
  data["notes"] = comparison.notes;
  data["differs_also_by"] = comparison.differs_also_by;
  data["sentences"] = comparison_sentences(comparison);
  data["policy_differences"] = policy_differences(comparison);
  data["focus"] = all_in_focus(comparison);
  data["levels"] = comparison.view.levels;
  data["sectors_of"] = economy_of_sectors(comparison);
  data["runs"] = OrderedJson::array();
  for (const ComparedRun& run : comparison.runs) data["runs"].push_back(run_json(comparison, run));
  const std::vector<std::string> economies = economies_to_show(comparison);
  std::vector<const ComparedRow*> rows;
  for (const ComparedRow& row : comparison.rows)
    if (is_shown(row, economies)) rows.push_back(&row);
  add_rows(rows, comparison.runs.size(), data);
  return page_text(data);
}

}  // namespace tariffsim
