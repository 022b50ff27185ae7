#include "cli/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/algorithm/string/classification.hpp>
#include <boost/algorithm/string/split.hpp>
#include <boost/program_options.hpp>

#include "base/diagnostic.hpp"
#include "base/near_miss.hpp"
#include "cli/help.hpp"

namespace tariffsim {
namespace {

namespace po = boost::program_options;

constexpr int kMostThreads = 1024;

std::string suggestion(const std::string& name, const std::vector<std::string>& known) {
  if (const auto nearest = near_miss(name, known))
    return fmt::format("did you mean '{}'?", *nearest);
  return fmt::format("expected one of: {}", fmt::join(known, ", "));
}

[[noreturn]] void refuse(const std::string& message, const std::string& hint) {
  throw InputError(Place{}, message, hint);
}

po::options_description known_options() {
  po::options_description out;
  out.add_options()                                                          //
      ("output,o", po::value<std::string>(), "")                             //
      ("format,f", po::value<std::string>(), "")                             //
      ("baseline", po::value<std::string>(), "")                             //
      ("set", po::value<std::vector<std::string>>()->composing(), "")        //
      ("threads,j", po::value<int>(), "")                                    //
      ("check", po::bool_switch(), "")                                       //
      ("resume", po::bool_switch(), "")                                      //
      ("tariffs", po::value<std::string>(), "")                              //
      ("products", po::value<std::vector<std::string>>()->multitoken(), "")  //
      ("scenario", po::value<std::string>(), "")                             //
      ("only", po::value<std::string>(), "")                                 //
      ("levels", po::bool_switch(), "")                                      //
      ("sectors", po::value<std::string>(), "")                              //
      ("year", po::value<int>(), "")                                         //
      ("aggregate", po::value<std::string>(), "")                            //
      ("quiet,q", po::bool_switch(), "")                                     //
      ("verbose,v", po::bool_switch(), "")                                   //
      ("color", po::value<std::string>(), "")                                //
      ("version", po::bool_switch(), "")                                     //
      ("help,h", po::bool_switch(), "")                                      //
      ("arguments", po::value<std::vector<std::string>>(), "");
  return out;
}

std::vector<std::string> typed_options() {
  std::vector<std::string> names;
  for (const OptionName& option : option_names()) names.push_back("--" + option.name);
  return names;
}

po::variables_map parse(const std::vector<std::string>& arguments) {
  const po::options_description known = known_options();
  po::positional_options_description positional;
  positional.add("arguments", -1);
  const int style = po::command_line_style::default_style & ~po::command_line_style::allow_guessing;
  po::variables_map values;
  try {
    po::store(
        po::command_line_parser(arguments).options(known).positional(positional).style(style).run(),
        values);
  } catch (const po::unknown_option& error) {
    refuse(fmt::format("unknown option '{}'", error.get_option_name()),
           suggestion(error.get_option_name(), typed_options()));
  } catch (const po::error& error) {
    refuse(error.what(), "see 'tariffsim --help'");
  }
  return values;
}

Formats read_formats(const std::string& list) {
  const std::vector<std::string> known = format_names();
  std::vector<std::string> names;
  boost::split(names, list, boost::is_any_of(","));
  for (const std::string& name : names)
    if (std::find(known.begin(), known.end(), name) == known.end())
      refuse(fmt::format("unknown format '{}'", name), suggestion(name, known));
  return formats_named(names);
}

ColorChoice read_color(const std::string& text) {
  if (text == "auto") return ColorChoice::automatic;
  if (text == "always") return ColorChoice::always;
  if (text == "never") return ColorChoice::never;
  refuse(fmt::format("unknown colour choice '{}'", text), suggestion(text, color_names()));
}

int read_threads(int threads) {
  if (threads >= 1 && threads <= kMostThreads) return threads;
  refuse(fmt::format("--threads is {}, but must lie between 1 and {}", threads, kMostThreads),
         "leave it out to use all cores");
}

std::string read_output(const std::string& folder) {
  if (folder.empty()) refuse("--output is empty", "give it a folder, such as '-o out'");
  return folder;
}

std::vector<std::string> read_only(const std::string& list) {
  std::vector<std::string> runs;
  boost::split(runs, list, boost::is_any_of(","));
  if (std::find(runs.begin(), runs.end(), "") != runs.end())
    refuse("--only has an empty name", "such as '--only us-china,us-china/no-answer'");
  return runs;
}

void take_command(Options& options, std::vector<std::string> arguments) {
  if (arguments.empty()) {
    if (!options.help && !options.version)
      refuse("no command given",
             fmt::format("one of: {}; see 'tariffsim --help'", fmt::join(command_names(), ", ")));
    return;
  }
  options.command = arguments.front();
  const std::vector<std::string> known = command_names();
  if (std::find(known.begin(), known.end(), options.command) == known.end())
    refuse(fmt::format("unknown command '{}'", options.command),
           options.command.ends_with(".yaml")
               ? fmt::format("did you mean 'tariffsim run {}'?", options.command)
               : suggestion(options.command, known));
  options.arguments.assign(arguments.begin() + 1, arguments.end());
}

/// What is asked of `describe` alone would do nothing elsewhere.
void check_describe_options(const Options& options) {
  if (options.command.empty() || options.help) return;
  const bool describes = options.command == "describe";
  if (options.tariffs && !describes)
    refuse(fmt::format("'{}' takes no --tariffs", options.command),
           "such as 'tariffsim describe --tariffs USA'");
  if (!options.products.empty() && !describes)
    refuse(fmt::format("'{}' takes no --products", options.command),
           "such as 'tariffsim describe --products USA CHN C26'");
  if (!options.products.empty() && (options.products.size() != 3 || options.tariffs))
    refuse("--products needs exactly one importer, exporter and sector, and no --tariffs",
           "such as 'tariffsim describe --products USA CHN C26'");
  if (options.scenario && !(describes && options.tariffs))
    refuse("--scenario belongs to 'describe --tariffs IMPORTER'",
           describes ? "name the importer whose tariffs are to be shown"
                     : "write scenarios after the command, without --scenario");
}

/// What is asked of `compare` alone would do nothing elsewhere.
void check_compare_options(const Options& options) {
  if (options.command.empty() || options.help || options.command == "compare") return;
  const char* given = !options.only.empty()      ? "--only"
                      : options.levels           ? "--levels"
                      : !options.sectors.empty() ? "--sectors"
                                                 : nullptr;
  if (given != nullptr)
    refuse(fmt::format("'{}' takes no {}", options.command, given),
           "it belongs to 'tariffsim compare'");
}

/// What is printed as text on a terminal has no format, and goes to no folder.
void check_written_options(const Options& options) {
  if (options.command.empty() || options.help) return;
  const auto is_one_of = [&](std::initializer_list<const char*> commands) {
    return std::find(commands.begin(), commands.end(), options.command) != commands.end();
  };
  const bool describes_cells =
      options.command == "describe" && (options.tariffs.has_value() || !options.products.empty());
  if (options.formats_given && !describes_cells && !is_one_of({"run", "compare", "schema"}))
    refuse(fmt::format("'{}' takes no -f: it prints text", options.command),
           options.command == "describe"
               ? "with --tariffs or --products it knows '-f csv'"
               : "formats are of 'run', 'compare', 'schema -f md' and 'describe --tariffs -f csv'");
  if (options.output_given && !is_one_of({"run", "compare", "data"}))
    refuse(fmt::format("'{}' takes no -o: it writes no files", options.command),
           "it belongs to 'run', 'compare' and 'data'");
  if ((options.resume || options.check) && !is_one_of({"run"}))
    refuse(fmt::format("'{}' takes no --{}", options.command, options.resume ? "resume" : "check"),
           "it belongs to 'tariffsim run'");
}

void check_import_options(const Options& options) {
  if (options.command.empty() || options.help || (!options.year && !options.aggregate)) return;
  if (options.command == "data" && !options.arguments.empty() &&
      options.arguments.front() == "import")
    return;
  refuse(fmt::format("--{} belongs to 'data import'", options.year ? "year" : "aggregate"),
         "such as 'tariffsim data import icio 2022.csv --year 2022 -o ./icio-2022'");
}

int read_year(int year) {
  if (year >= 1 && year <= 9999) return year;
  refuse(fmt::format("--year is {}, but must be a year", year), "such as '--year 2022'");
}

}  // namespace

std::vector<OptionName> option_names() {
  std::vector<OptionName> names;
  const po::options_description known = known_options();
  for (const auto& option : known.options()) {
    if (option->long_name() == "arguments") continue;
    const std::string shortest =
        option->canonical_display_name(po::command_line_style::allow_dash_for_short);
    names.push_back({option->long_name(), shortest.size() == 2 ? shortest[1] : '\0',
                     option->semantic()->max_tokens() > 0});
  }
  return names;
}

std::vector<std::string> color_names() { return {"auto", "always", "never"}; }

Options parse_options(const std::vector<std::string>& arguments) {
  const po::variables_map values = parse(arguments);
  const auto given = [&](const char* name) { return values.count(name) > 0; };
  const auto text = [&](const char* name) { return values[name].as<std::string>(); };
  Options options;
  options.help = values["help"].as<bool>();
  options.version = values["version"].as<bool>();
  options.check = values["check"].as<bool>();
  options.resume = values["resume"].as<bool>();
  options.quiet = values["quiet"].as<bool>();
  options.verbose = values["verbose"].as<bool>();
  options.output_given = given("output");
  if (options.output_given) options.output = read_output(text("output"));
  options.formats_given = given("format");
  if (options.formats_given) options.formats = read_formats(text("format"));
  if (given("tariffs")) options.tariffs = text("tariffs");
  if (given("products")) options.products = values["products"].as<std::vector<std::string>>();
  if (given("scenario")) options.scenario = text("scenario");
  if (given("only")) options.only = read_only(text("only"));
  options.levels = values["levels"].as<bool>();
  if (given("sectors")) options.sectors = text("sectors");
  if (given("year")) options.year = read_year(values["year"].as<int>());
  if (given("aggregate")) options.aggregate = text("aggregate");
  if (given("baseline")) options.baseline = text("baseline");
  if (given("set")) options.set = values["set"].as<std::vector<std::string>>();
  if (given("threads")) options.threads = read_threads(values["threads"].as<int>());
  if (given("color")) options.color = read_color(text("color"));
  take_command(options, given("arguments") ? values["arguments"].as<std::vector<std::string>>()
                                           : std::vector<std::string>{});
  check_describe_options(options);
  check_compare_options(options);
  check_import_options(options);
  check_written_options(options);
  return options;
}

}  // namespace tariffsim
