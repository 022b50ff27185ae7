#include <fmt/format.h>

#include <algorithm>

#include "base/near_miss.hpp"
#include "cli/command_inputs.hpp"
#include "cli/commands.hpp"
#include "cli/program.hpp"
#include "data/baseline_folder.hpp"
#include "data/built_in_groups.hpp"
#include "data/lists_in_part.hpp"
#include "model/groups.hpp"
#include "prose/text_table.hpp"
#include "scenario/library.hpp"
#include "scenario/product_lists.hpp"
#include "terminal/terminal.hpp"

namespace tariffsim {
namespace {

std::string or_none(const TextTable& table, const std::string& what, const Console& console) {
  return table.empty() ? fmt::format("no {} found\n", what) : table.render(console.color());
}

void list_baselines_table(const Console& console) {
  TextTable table({{"id", true}, {"title", true}, {"folder", true}});
  for (const BaselineEntry& entry : list_baselines())
    table.add({{shown(entry.id), Tone::strong},
               {shown(entry.title)},
               {shown_whole(entry.folder.string()), Tone::quiet}});
  console.print(or_none(table, "baselines", console));
}

void list_scenarios_table(const Console& console) {
  TextTable table({{"id", true}, {"title", true}, {"file", true}});
  for (const LibraryScenario& scenario : library_scenarios()) {
    const TextCell file{shown_whole(scenario.file.string()), Tone::quiet};
    if (scenario.id.empty())
      table.add({{"-"}, {"not valid: see 'tariffsim validate'", Tone::bad}, file});
    else
      table.add({{shown(scenario.id), Tone::strong}, {shown(scenario.title)}, file});
  }
  console.print(or_none(table, "scenarios", console));
}

void list_products_table(const Console& console) {
  TextTable table({{"name", true}, {"as of", true}, {"codes"}, {"title", true}});
  for (const ProductList& list : library_product_lists())
    table.add({{shown(list.name), Tone::strong},
               {shown(list.as_of)},
               {std::to_string(list.products.include.size())},
               {shown(list.title)}});
  console.print(or_none(table, "lists of products", console));
}

/// Lists are of the library, and of use only where trade by product is known.
void warn_of_no_products(const Options& options, const Console& console) {
  if (!options.baseline) return;
  const Baseline baseline = chosen_baseline(options.baseline, console);
  if (baseline.products != nullptr) return;
  Diagnostics idle;
  idle.warning({},
               fmt::format("{} knows no trade by product: a scenario on it cannot use these lists",
                           baseline.id),
               "write 'sectors', with 'coverage' for the share of their trade");
  console.report(idle.all());
}

/// Products of which a list names some tariff lines only: those in it, or those left out.
std::string products_in_part(const ProductList& list, bool in_list) {
  constexpr std::size_t kInLine = 6;
  std::string text;
  std::size_t at = 0;
  for (const auto& [product, count] : lists_in_part(list.name)) {
    if (count.is_in_list() != in_list) continue;
    if (at == 0)
      text += in_list ? "\n\n  in the list, with the tariff lines named of all they have:"
                      : "\n\n  left out, since fewer than half of their tariff lines are named:";
    text += fmt::format("{}{} ({} of {})", at++ % kInLine == 0 ? "\n  " : ", ", product,
                        count.listed, count.lines);
  }
  return text;
}

/// The codes of one list, with its source.
void list_codes(const std::string& name, const Console& console) {
  const ProductList* found = library_product_list(name);
  if (found == nullptr) {
    const auto nearest = near_miss(name, library_product_list_names());
    throw InputError(
        Place{}, fmt::format("no list of products '{}'", name),
        nearest ? fmt::format("did you mean '{}'?", *nearest) : "see 'tariffsim list products'");
  }
  const auto quiet = [&](const std::string& text) {
    return toned(text, Tone::quiet, console.color());
  };
  std::string text = fmt::format(
      "{}  {}\n  {}\n", toned(shown(name), Tone::strong, console.color()),
      shown_whole(found->title),
      quiet(fmt::format("as of {}; {}", shown(found->as_of), shown_whole(found->source))));
  if (!found->content.empty())
    text += "  " +
            quiet(fmt::format("the measure falls on their content: 'content: {}'",
                              shown(found->content))) +
            "\n";
  if (!found->note.empty()) text += "  " + quiet(shown_whole(found->note)) + "\n";
  constexpr std::size_t kInLine = 14;
  const std::vector<Name>& codes = found->products.include;
  for (std::size_t at = 0; at < codes.size(); ++at)
    text += (at % kInLine == 0 ? "\n  " : " ") + shown(codes[at].text);
  for (const Name& left_out : found->products.exclude)
    text += fmt::format("\n  not {}", shown(left_out.text));
  text += products_in_part(*found, true) + products_in_part(*found, false);
  console.print(text + "\n");
}

/// "since 1993-11-01; joined 2013-07-01: HRV; left 2020-02-01: GBR".
std::string history_text(const std::string& group) {
  const auto found = built_in_groups().history.find(group);
  if (found == built_in_groups().history.end()) return "";
  std::vector<std::string> parts;
  if (!found->second.since.empty()) parts.push_back("since " + found->second.since);
  for (const MembershipChange& one : found->second.joined)
    parts.push_back(fmt::format("joined {}: {}", one.date, fmt::join(one.members, " ")));
  for (const MembershipChange& one : found->second.left)
    parts.push_back(fmt::format("left {}: {}", one.date, fmt::join(one.members, " ")));
  return fmt::format("{}", fmt::join(parts, "; "));
}

/// A group, what it is, its members and what is known of their membership, a line each.
void print_groups(const Groups& groups, const std::string& heading, bool with_history,
                  const Console& console) {
  if (groups.empty()) return;
  std::string text = toned(heading, Tone::strong, console.color()) + "\n";
  const auto& history = built_in_groups().history;
  for (const auto& [name, members] : groups) {
    const auto known = history.find(name);
    const bool titled = with_history && known != history.end();
    text += fmt::format("  {}{}\n", toned(shown(name), Tone::strong, console.color()),
                        titled ? "  " + shown(known->second.title) : "");
    text += fmt::format("    {}\n", fmt::join(expand_group(groups, name), " "));
    const std::string changes = with_history ? history_text(name) : "";
    if (!changes.empty())
      text += fmt::format("    {}\n", toned(changes, Tone::quiet, console.color()));
  }
  console.print(text + "\n");
}

void list_groups_table(const Options& options, const Console& console) {
  print_groups(built_in_groups().countries, "Groups of countries", true, console);
  print_groups(built_in_groups().sectors, "Groups of sectors, beside goods, services and all", true,
               console);
  const bool any_baseline = options.baseline || !list_baselines().empty();
  if (!any_baseline) return;
  const Baseline baseline = chosen_baseline(options.baseline, console);
  const std::string of_baseline = " of " + shown(baseline.id);
  print_groups(baseline.country_groups, "Groups of countries" + of_baseline, false, console);
  print_groups(baseline.sector_groups, "Groups of sectors" + of_baseline, false, console);
}

/// Of what one baseline has it is said which.
void print_whose(const Baseline& baseline, const Console& console) {
  console.print(
      fmt::format("  of the baseline {} (--baseline chooses another)\n", shown(baseline.id)));
}

void list_elasticities_table(const Options& options, const Console& console) {
  const Baseline baseline = chosen_baseline(options.baseline, console);
  std::vector<TextTable::Column> columns{{"sector", true}, {"", true}};
  for (const ElasticitySource& source : baseline.elasticities)
    columns.push_back({shown(source.name) + (columns.size() == 2 ? " (default)" : "")});
  TextTable table(std::move(columns));
  for (std::size_t s = 0; s < baseline.sectors.size(); ++s) {
    std::vector<TextCell> row{{shown(baseline.sectors[s].code), Tone::strong},
                              {shown(baseline.sectors[s].name)}};
    for (const ElasticitySource& source : baseline.elasticities)
      row.push_back({fmt::format("{:.2f}", source.trade_elasticity(static_cast<Index>(s)))});
    table.add(std::move(row));
  }
  print_whose(baseline, console);
  console.print(or_none(table, "elasticities", console));
}

template <typename Label>
void list_labels_table(const std::vector<Label>& labels, const Console& console) {
  TextTable table({{"code", true}, {"name", true}});
  for (const Label& label : labels)
    table.add({{shown(label.code), Tone::strong}, {shown(label.name)}});
  console.print(table.render(console.color()));
}

void list_of_baseline(const std::string& what, const Options& options, const Console& console) {
  const Baseline baseline = chosen_baseline(options.baseline, console);
  print_whose(baseline, console);
  if (what == "tariffs")
    console.print(tariff_sets_report(baseline, console.color()));
  else if (what == "countries")
    list_labels_table(baseline.countries, console);
  else
    list_labels_table(baseline.sectors, console);
}

}  // namespace

std::vector<std::string> list_names() {
  return {"baselines",    "groups",  "products",  "scenarios",
          "elasticities", "tariffs", "countries", "sectors"};
}

int list_command(const Options& options, const Console& console) {
  const std::vector<std::string> known = list_names();
  const std::string usage = fmt::format("expected one of: {}", fmt::join(known, ", "));
  if (options.arguments.empty()) throw InputError(Place{}, "list needs one word", usage);
  const std::string& what = options.arguments.front();
  if (what == "products") warn_of_no_products(options, console);
  if (options.arguments.size() > 2 && what == "products")
    throw InputError(Place{}, "'list products' shows all lists, or the codes of one");
  if (options.arguments.size() == 2 && what == "products") {
    list_codes(options.arguments.back(), console);
    return kDone;
  }
  if (options.arguments.size() != 1)
    throw InputError(Place{}, "list needs one word",
                     fmt::format("for what one baseline has: tariffsim list {} --baseline {}", what,
                                 options.arguments[1]));
  if (what == "baselines")
    list_baselines_table(console);
  else if (what == "groups")
    list_groups_table(options, console);
  else if (what == "products")
    list_products_table(console);
  else if (what == "scenarios")
    list_scenarios_table(console);
  else if (what == "elasticities")
    list_elasticities_table(options, console);
  else if (what == "tariffs" || what == "countries" || what == "sectors")
    list_of_baseline(what, options, console);
  else if (const auto nearest = near_miss(what, known))
    throw InputError(Place{}, fmt::format("cannot list '{}'", what),
                     fmt::format("did you mean '{}'?", *nearest));
  else
    throw InputError(Place{}, fmt::format("cannot list '{}'", what), usage);
  return kDone;
}

}  // namespace tariffsim
