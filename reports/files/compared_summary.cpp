#include "files/compared_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "prose/map_places.hpp"
#include "results/tables.hpp"
#include "runs/told_options.hpp"

namespace tariffsim {
namespace {

using Json = nlohmann::json;

MeasureTable read_world(const Json& world) {
  MeasureTable out;
  out.keys.push_back({"world", "world", "", ""});
  for (const MeasureText& measure : measures_of(TableKind::world)) {
    const auto found = world.find(measure.name);
    if (found == world.end()) continue;
    out.measures.emplace_back(measure.name);
    out.values.push_back(found->is_null() ? std::nan("") : found->get<double>());
  }
  return out;
}

std::vector<ComparedPlace> read_places(const Json& summary, const Groups& regions) {
  std::vector<ComparedPlace> out;
  for (const Json& country : summary.at("countries")) {
    const auto code = country.at("country").get<std::string>();
    const auto name = country.value("name", code);
    out.push_back({code, name, iso_numbers({code, name, 0}, regions)});
  }
  return out;
}

/// Rates that were chosen as a line of policy: "optimum of USA: 16.4 %", "nash of USA: 23 rates
/// from 4.1 to 37.2 %, of CHN: 21.6 %".
std::string chosen_rates_of(const Json& strategy) {
  std::string line = strategy.value("kind", "");
  for (const Json& player : strategy.at("players")) {
    double least = HUGE_VAL, most = -HUGE_VAL;
    std::size_t count = 0;
    for (const Json& rate : player.at("rates")) {
      if (!rate.at("rate").is_number()) continue;
      least = std::min(least, 100 * rate.at("rate").get<double>());
      most = std::max(most, 100 * rate.at("rate").get<double>());
      ++count;
    }
    line += fmt::format("{} of {}: ", line.find(" of ") == std::string::npos ? "" : ",",
                        player.at("player").get<std::string>());
    line += count == 1 ? fmt::format("{:.6g} %", least)
                       : fmt::format("{} rates from {:.6g} to {:.6g} %", count, least, most);
  }
  return line;
}

/// What is assumed of revenue, null for what is not; nothing if it was not asked for.
std::map<std::string, std::string> revenue_terms(const Json& summary) {
  std::map<std::string, std::string> out;
  const auto terms = summary.find("revenue");
  if (terms == summary.end()) return out;
  for (const char* name : {"years", "from", "growth", "offset", "not_collected"}) {
    const auto value = terms->find(name);
    if (value != terms->end()) out[name] = value->is_null() ? "none" : value->dump();
  }
  return out;
}

SolvedAs solved_as_told(const Json& options) {
  return solved_as(options.value("values", std::map<std::string, std::string>{}));
}

}  // namespace

ComparedRun read_summary(const Json& summary) {
  ComparedRun run;
  run.id = summary.at("id").get<std::string>();
  run.title = summary.at("title").get<std::string>();
  if (const auto step = summary.find("step"); step != summary.end()) {
    run.id += "/" + step->at("id").get<std::string>();
    const std::string title = step->value("title", "");
    run.date = step->value("date", "");
    if (!title.empty() || !run.date.empty())
      run.title = fmt::format("{}: {}", run.title, title.empty() ? run.date : title);
  }
  run.variant_of = summary.value("variant_of", "");
  run.groups = summary.value("groups", Groups{});
  run.regions = summary.value("regions", Groups{});
  for (const Json& line : summary.value("audit", Json::array()))
    // Chosen rates are written nowhere; they are told of below.
    if (auto text = line.value("written", line.value("line", ""));
        !text.empty() && (run.policy.empty() || run.policy.back() != text)) {
      if (auto label = line.value("line", ""); text.find("label:") != std::string::npos)
        run.labels[text] = std::move(label);
      run.policy.push_back(std::move(text));
    }
  for (const Json& line : summary.value("reference_lines", Json::array()))
    run.reference_lines.push_back(line.value("written", line.value("line", "")));
  for (const Json& sector : summary.value("sectors", Json::array())) {
    const auto& code = run.sectors.emplace_back(sector.at("sector").get<std::string>());
    run.sector_names[code] = sector.value("name", "");
    if (sector.value("kind", "goods") == "goods") run.goods.insert(code);
  }
  const Json& baseline = summary.at("baseline");
  run.baseline = baseline.at("id").get<std::string>();
  run.baseline_hash = baseline.at("sha256").get<std::string>();
  run.stands_alone = baseline.value("stands_alone", "");
  run.currency = baseline.at("currency").get<std::string>();
  run.focus = summary.value("focus_names", summary.value("focus", std::vector<std::string>{}));
  const Json& scenario = summary.at("scenario");
  run.scenario_text = scenario.value("text", "");
  if (const auto in_data = summary.find("in_data"); in_data != summary.end())
    run.in_data = in_data->dump();
  run.reference = summary.value("reference", "");
  run.counted_from = summary.value("counted_from", "");
  const Json& options = summary.at("options");
  run.overrides = options.value("overrides", std::vector<std::string>{});
  static_cast<SolvedAs&>(run) = solved_as_told(options);
  run.revenue = revenue_terms(summary);
  if (const auto strategy = summary.find("strategy"); strategy != summary.end())
    run.policy.push_back(chosen_rates_of(*strategy));
  run.certificate = summary.at("certificate").value("summary", "");
  run.places = read_places(summary, run.regions);
  run.tables.resize(kComparedTables);
  run.tables[kOfWorld] = read_world(summary.at("world"));
  return run;
}

StepTold read_step_summary(const Json& summary) {
  return {summary.at("step").value("ends", ""), solved_as_told(summary.at("options"))};
}

}  // namespace tariffsim
