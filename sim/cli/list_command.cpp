#include <fmt/format.h>

#include <algorithm>

#include "cli/baseline_choice.hpp"
#include "cli/commands.hpp"
#include "cli/program.hpp"
#include "reports/text_table.hpp"
#include "scenario/built_in_groups.hpp"
#include "scenario/scenario_reader.hpp"
#include "text/near_miss.hpp"
#include "world/baseline_folder.hpp"
#include "world/groups.hpp"

namespace tariffsim {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPathWidth = 120;

std::string or_none(const TextTable& table, const std::string& what, const Console& console) {
  return table.empty() ? fmt::format("no {} found\n", what) : table.render(console.color());
}

void list_baselines_table(const Console& console) {
  TextTable table({{"id", true}, {"title", true}, {"folder", true}});
  for (const BaselineEntry& entry : list_baselines())
    table.add({{shown(entry.id), Tone::strong},
               {shown(entry.title, kPathWidth)},
               {shown(entry.folder.string(), kPathWidth), Tone::quiet}});
  console.print(or_none(table, "baselines", console));
}

/// The scenario files of a library folder, sorted; its baselines are no scenarios.
std::vector<fs::path> scenario_files(const fs::path& library) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::recursive_directory_iterator at(library, error), end; at != end; at.increment(error)) {
    if (at->is_directory() && at->path().filename() == "baselines")
      at.disable_recursion_pending();
    else if (at->path().extension() == ".yaml" && at->path().filename() != "groups.yaml")
      files.push_back(at->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void list_scenarios_table(const Console& console) {
  TextTable table({{"id", true}, {"title", true}, {"file", true}});
  for (const fs::path& library : library_folders())
    for (const fs::path& file : scenario_files(library)) {
      Diagnostics ignored;
      try {
        const Scenario scenario = read_scenario(file, {}, ignored);
        table.add({{shown(scenario.id), Tone::strong},
                   {shown(scenario.title, kPathWidth)},
                   {shown(file.string(), kPathWidth), Tone::quiet}});
      } catch (const InputError&) {
        table.add({{"-"},
                   {"not valid: see 'tariffsim validate'", Tone::bad},
                   {shown(file.string(), kPathWidth), Tone::quiet}});
      }
    }
  console.print(or_none(table, "scenarios", console));
}

void add_groups(TextTable& table, const Groups& groups, const std::string& kind,
                const std::string& from) {
  for (const auto& entry : groups)
    table.add({{shown(entry.first), Tone::strong},
               {kind},
               {from, Tone::quiet},
               {fmt::format("{}", fmt::join(expand_group(groups, entry.first), " "))}});
}

void list_groups_table(const Options& options, const Console& console) {
  TextTable table({{"group", true}, {"of", true}, {"from", true}, {"members", true}});
  add_groups(table, built_in_groups().countries, "countries", "built in");
  add_groups(table, built_in_groups().sectors, "sectors", "built in");
  const bool any_baseline = options.baseline || !list_baselines().empty();
  if (any_baseline) {
    const Baseline baseline = read_chosen_baseline(options.baseline, console);
    add_groups(table, baseline.country_groups, "countries", shown(baseline.id));
    add_groups(table, baseline.sector_groups, "sectors", shown(baseline.id));
  }
  console.print(or_none(table, "groups", console));
}

void list_elasticities_table(const Options& options, const Console& console) {
  const Baseline baseline = read_chosen_baseline(options.baseline, console);
  std::vector<TextTable::Column> columns{{"sector", true}, {"", true}};
  for (const ElasticitySource& source : baseline.elasticities)
    columns.push_back({shown(source.name)});
  TextTable table(std::move(columns));
  for (std::size_t s = 0; s < baseline.sectors.size(); ++s) {
    std::vector<TextCell> row{{shown(baseline.sectors[s].code), Tone::strong},
                              {shown(baseline.sectors[s].name)}};
    for (const ElasticitySource& source : baseline.elasticities)
      row.push_back({fmt::format("{:.2f}", source.trade_elasticity(static_cast<Index>(s)))});
    table.add(std::move(row));
  }
  console.print(or_none(table, "elasticities", console));
}

}  // namespace

int list_command(const Options& options, const Console& console) {
  static const std::vector<std::string> known{"baselines", "groups", "scenarios", "elasticities"};
  const std::string usage = fmt::format("expected one of: {}", fmt::join(known, ", "));
  if (options.arguments.size() != 1) throw InputError(Place{}, "list needs one word", usage);
  const std::string& what = options.arguments.front();
  if (what == "baselines")
    list_baselines_table(console);
  else if (what == "groups")
    list_groups_table(options, console);
  else if (what == "scenarios")
    list_scenarios_table(console);
  else if (what == "elasticities")
    list_elasticities_table(options, console);
  else if (const auto nearest = near_miss(what, known))
    throw InputError(Place{}, fmt::format("cannot list '{}'", what),
                     fmt::format("did you mean '{}'?", *nearest));
  else
    throw InputError(Place{}, fmt::format("cannot list '{}'", what), usage);
  return kDone;
}

}  // namespace tariffsim
