#include "cli/help.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <boost/algorithm/string/replace.hpp>
#include <sstream>

#include "importers/importers.hpp"
#include "prose/headline.hpp"
#include "writers/registry.hpp"

namespace tariffsim {
namespace {

struct CommandHelp {
  const char* name;
  const char* text;
};

constexpr CommandHelp kCommands[] = {{"run", R"(tariffsim run SCENARIO... [options]

SCENARIO is a file, or the id of a scenario of the library (`tariffsim list scenarios`).
Solves scenarios and writes one folder of results for each: DIR/<id>/ with
report.html (open it in a browser), summary.json, countries.csv, sectors.csv, flows.csv
and pairs.csv. With `steps`, the CSV files are in DIR/<id>/<step>/, beside
DIR/<id>/steps.csv with all steps; a variant of `vary` is in DIR/<id>/<variant>/,
compared in DIR/<id>/compare.csv and compare.html. All files are checked before anything
is solved. A folder is written whole or not at all.

  --check               compare results with what the scenario expects (`expect`) and
                        exit 1 where they differ
  --resume              go on with a study (`sweep`, `uncertainty`) that was stopped

A study writes report.html (curves, maps, intervals), study.csv, percentiles.csv and
more, and study.sqlite with all points; -f md,xlsx adds report.md and results.xlsx.
`mpirun -np K tariffsim run study.yaml` spreads its points over K processes.

Examples
  tariffsim run us-china-145-125
      a scenario of the library
  tariffsim run us-china.yaml
      solve it, print the report, write out/us-china/
  tariffsim run us-china.yaml --set model.elasticities=4
      the same with a trade elasticity of 4 in every sector
  tariffsim run us-china.yaml --set 'policy[0].tariff.add=60%' --set id=us-china-60
      another rate in the first policy line, under another name
  tariffsim run us-china.yaml -f html,md,xlsx,netcdf
      the report as a page, as Markdown, as a workbook and as NetCDF
  tariffsim run study.yaml --resume
      the rest of a study, after Ctrl-C or a crash
  tariffsim run scenarios/*/*.yaml -o results -j 4 -q --check
      many scenarios on four cores, no tables, each checked
)"},
                                     {"compare", R"(tariffsim compare A B [C...] [options]

Sets two to twelve runs side by side. Each of A, B, C is a scenario, which is solved with
its variants, or a folder of results from an earlier run, which is read with them. A
timeline counts as its last step; two timelines are compared step by step as well, and
a single one is compared across its own steps. Differences are to the first run, in
percentage points where the measure is in percent. Writes compare.html, compare.csv and
compare.json to DIR/compare/; -f md,xlsx writes compare.md and compare.xlsx. Groups that
any run names, and EU27, are told of all runs.

  --only RUN,RUN,...    these runs alone, the first of them first: an id, a variant as
                        SCENARIO/VARIANT, a step as TIMELINE/STEP
  --levels              levels before and after in place of changes, where runs count
                        from different starts
  --sectors ECONOMY     whose sectors are shown, a country's or a group's (default: the
                        first in focus)

Examples
  tariffsim compare us-china-60.yaml us-china-145.yaml
  tariffsim compare out/us-china-60 out/us-china-145
  tariffsim compare horizons.yaml --only horizons/short,horizons/long --sectors CHN
  tariffsim compare out/us-china us-china.yaml
      has anything changed since the folder was written?
)"},
                                     {"validate", R"(tariffsim validate SCENARIO... [options]

Checks scenario files against the format and their baselines without solving them.
Every error is shown with its place. With -v, prints what each policy line does: how
many cells, how much trade, the average rate before and after; with `steps`, in each.

Examples
  tariffsim validate scenarios/*.yaml
  tariffsim validate -v us-china.yaml
)"},
                                     {"list",
                                      R"(tariffsim list WHAT [--baseline ID]
tariffsim list products LIST

WHAT is one of baselines, groups, products, scenarios, elasticities, tariffs, countries,
sectors.

Shows what there is to build scenarios from.

Examples
  tariffsim list scenarios                         the library
  tariffsim list baselines                         what --baseline and `baseline:` accept
  tariffsim list groups --baseline world-2022      EU27, BRICS, ... and their members
  tariffsim list products                          lists of products for `products:`
  tariffsim list products us-232-steel             the codes of one of them, and its source
  tariffsim list elasticities                      trade elasticities by sector and source
  tariffsim list tariffs                           sets of base rates for `model: {tariffs: ...}`
  tariffsim list countries                         the economies of a baseline; also `sectors`
)"},
                                     {"describe", R"(tariffsim describe [BASELINE]
tariffsim describe [BASELINE] --tariffs IMPORTER [--scenario SCENARIO] [-f csv]
tariffsim describe [BASELINE] --products IMPORTER EXPORTER SECTOR [-f csv]

Shows what is in a baseline: sources, economies, sectors, trade, tariffs, trade
elasticities, and how well its accounts balance. BASELINE is an ID or a folder;
world-2022 where it is left out.

  --tariffs IMPORTER    its tariffs by partner and sector instead, with averages
                        weighted by trade and simple ones, the revenue that they bring,
                        and every set of tariffs that the baseline has; with -f csv
                        every cell, on stdout
  --scenario SCENARIO   and how a scenario changes them: by 'in_data', 'reference' and
                        'policy'; the baseline is the scenario's where no other is
                        named
  --products IMPORTER EXPORTER SECTOR
                        what is traded in a cell by product of the Harmonized System;
                        of groups that of their members together

Examples
  tariffsim describe
  tariffsim describe ./my-baseline
  tariffsim describe --tariffs USA
  tariffsim describe --tariffs USA --scenario us-china-145-125
  tariffsim describe --tariffs USA -f csv > rates.csv
  tariffsim describe --products USA CHN C26
)"},
                                     {"schema", R"(tariffsim schema [-f md]

Prints the JSON Schema of scenario files, for editors that complete and check YAML;
with -f md every key with its meaning, to be read.

Example
  tariffsim schema > scenario.schema.json
      then, as the first line of a scenario:
      # yaml-language-server: $schema=scenario.schema.json
)"},
                                     {"data", R"(tariffsim data check FOLDER
tariffsim data build RECIPE [flows=FOLDER] [inputs=FOLDER] -o FOLDER
tariffsim data import SOURCE FILE... -o FOLDER [--year YEAR] [--aggregate RECIPE]

check   reads a baseline folder, calibrates it, solves it without any shock and
        reports; exits 2 where it is wrong.
build   makes a baseline folder from source tables as a recipe says; flows= and
        inputs= name the folders of the sources where they are not those of the recipe.
import  makes a baseline folder of published files as they are: CSV (any separator),
        zip, 7z, gz, or header arrays. Totals are checked, what was changed is said.
        --year YEAR           the year, where the files have several or say none
        --aggregate RECIPE    joins countries and sectors, cleans (`clean`), adds
                              elasticities: keys of a recipe, all optional

@SOURCES@
Examples
  tariffsim data check ./my-baseline
  tariffsim data build recipe.yaml -o ./my-baseline
  tariffsim data import icio 2022_SML.csv -o ./icio-2022
  tariffsim data import exiobase IOT_2020_ixi.zip -o ./exiobase --aggregate recipe.yaml
)"},
                                     {"help", R"(tariffsim help [COMMAND]
tariffsim help man|bash|fish

Explains the program or one command, as --help does; or prints the page for `man` and
the completion for a shell, which are installed with the program.

Examples
  tariffsim help run
  source <(tariffsim help bash)
      completion in this shell for a program that is not installed
)"}};

constexpr const char* kProgram = R"(tariffsim COMMAND [options]

What does a tariff do to trade, prices and incomes? Write a scenario, run it, read the
report.

Commands
  run SCENARIO...            solve scenario files, write results and a report
  compare A B [C...]         scenario files or result folders, side by side
  validate SCENARIO...       check without solving
  list WHAT                  baselines, groups, products, scenarios, elasticities, tariffs,
                             countries or sectors
  describe [BASELINE]        what is in a baseline, and how well its accounts balance; or
                             what an importer levies (--tariffs)
  schema                     the JSON Schema of scenario files
  data build|import|check    make baselines, of published files too, and check them
  help [COMMAND]             this text, or help on one command

`tariffsim COMMAND --help` explains one command, with examples.

A scenario, in full
  tariffsim: 1
  title: What if the United States taxed Chinese goods at 60 %?
  baseline: world-2022
  policy:
    - tariff: {importer: USA, exporter: CHN, sectors: goods, add: 60%}
)";

constexpr const char* kOutputOption = R"(
Options
  -o, --output DIR      folder for what run, compare or data write (default: out)
)";

constexpr const char* kOtherOptions =
    R"(  --baseline ID|DIR     use this baseline instead of the scenario's
  --set PATH=VALUE      override one key of the scenario; may be repeated
  -j, --threads N       scenarios solved at a time (default: all cores); results do
                        not depend on it
  -q, --quiet           no tables or notes
  -v, --verbose         more: the certificate, policy audits
  --color WHEN          auto, always or never; auto heeds NO_COLOR
  --version             print the version
  --help                print this help

Exit status: 0 done; 1 a scenario could not be solved or a file could not be written;
2 the command line, a scenario or a baseline is wrong.
)";

constexpr std::size_t kHelpWidth = 82;  // of a line, its indentation among it

/// Words behind `head`, on as many lines as they take, all indented as the first.
std::string broken_into_lines(const std::string& head, const std::string& text) {
  std::string out, line = head;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    if (line.size() + word.size() > kHelpWidth) {
      out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
      line = std::string(head.size(), ' ');
    }
    line += word + " ";
  }
  return out + line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
}

/// What can be imported, a source two lines.
std::string sources_help() {
  std::string out = "Sources\n";
  for (const ImporterRecord& record : importers())
    out += fmt::format(
        "  {:<11}{}\n", record.name,
        fmt::format("{}\n             {}; {}", record.reads, record.gives, record.unit));
  return out;
}

/// The option -f with its formats, in lines like those beside it.
std::string format_option() {
  std::vector<std::string> defaults;
  for (const Writer* writer : default_formats()) defaults.emplace_back(writer->name);
  const std::string text = fmt::format(
      "what run and compare write, of {} (default: {}); summary.json, or "
      "compare.json, is always written",
      enumerated(format_names()), fmt::join(defaults, ","));
  return broken_into_lines("  -f, --format LIST     ", text);
}

}  // namespace

std::vector<std::string> command_names() {
  std::vector<std::string> names;
  for (const CommandHelp& command : kCommands) names.emplace_back(command.name);
  return names;
}

std::string program_help() { return kProgram; }

std::string options_help() { return kOutputOption + format_option() + kOtherOptions; }

std::string command_help(const std::string& command) {
  const auto* const found =
      std::find_if(std::begin(kCommands), std::end(kCommands),
                   [&](const CommandHelp& help) { return help.name == command; });
  return boost::replace_all_copy(std::string(found->text), "@SOURCES@", sources_help());
}

std::string help_text(const std::string& command) {
  return (command.empty() ? program_help() : command_help(command)) + options_help();
}

}  // namespace tariffsim
