#include <algorithm>
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

OrderedJson run_json(const ComparedRun& run) {
  OrderedJson places = OrderedJson::array();
  for (const ComparedPlace& place : run.places)
    places.push_back({{"code", place.code},
                      {"name", place.name},
                      {"in_sentence", name_in_sentence(place.name)},
                      {"iso", place.iso}});
  return {{"id", run.id},
          {"title", run.title},
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

OrderedJson reasons_json(const ComparedRow& row) {
  const bool any = std::any_of(row.reasons.begin(), row.reasons.end(),
                               [](const std::string& reason) { return !reason.empty(); });
  return any ? OrderedJson(row.reasons) : OrderedJson();
}

OrderedJson row_json(const ComparedRow& row) {
  OrderedJson values = OrderedJson::array();
  for (const double value : row.values) values.push_back(json_number(value));
  OrderedJson out{row.key.kind, row.key.key, row.measure, values};
  if (OrderedJson reasons = reasons_json(row); !reasons.is_null())
    out.push_back(std::move(reasons));
  return out;
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

/// Of pairs only their flows and balances, of sectors (groups' too) those of `economies`: the rest
/// is in compare.csv.
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
    return is_among(kOfSectors, row.measure) && is_among(economies, sector_of(row.key.key).economy);
  return true;
}

}  // namespace

std::string comparison_page_data(const Comparison& comparison) {
  OrderedJson data{{"kind", "compare"}, {"version", TARIFFSIM_VERSION}};
  data["notes"] = comparison.notes;
  data["sentences"] = comparison_sentences(comparison);
  data["policy_differences"] = policy_differences(comparison);
  data["focus"] = all_in_focus(comparison);
  data["levels"] = comparison.view.levels;
  data["sectors_of"] = economy_of_sectors(comparison);
  data["runs"] = OrderedJson::array();
  for (const ComparedRun& run : comparison.runs) data["runs"].push_back(run_json(run));
  std::vector<std::string> economies = economies_to_show(comparison);
  economies.push_back(economy_of_sectors(comparison));
  data["rows"] = OrderedJson::array();
  for (const ComparedRow& row : comparison.rows)
    if (is_shown(row, economies)) data["rows"].push_back(row_json(row));
  return page_text(data);
}

}  // namespace tariffsim
