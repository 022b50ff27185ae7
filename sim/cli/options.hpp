// The command line as typed values.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "writers/registry.hpp"

namespace tariffsim {

enum class ColorChoice { automatic, always, never };

struct Options {
  std::string command;
  std::vector<std::string> arguments;  ///< what follows the command and is no option
  std::filesystem::path output =
      "out";  ///< folder of result folders; for `data build|import` the baseline's own
  bool output_given = false;  ///< -o was given
  Formats formats = default_formats();
  bool formats_given = false;          ///< -f was given
  std::optional<std::string> tariffs;  ///< describe: the importer whose tariffs are shown
  std::vector<std::string> products;   ///< describe: importer, exporter and sector of the cell that
                                       ///< is shown by product; empty: none
  std::optional<std::string> scenario;   ///< describe: what becomes of them
  std::optional<std::string> baseline;   ///< overrides the scenario's
  std::optional<int> year;               ///< data import: of which year
  std::optional<std::string> aggregate;  ///< data import: the recipe that joins and cleans
  std::vector<std::string> set;          ///< PATH=VALUE, in order
  std::vector<std::string>
      only;             ///< compare: the runs that are, the first of them first; empty: all
  bool levels = false;  ///< compare: levels in place of changes
  std::string sectors;  ///< compare: the country whose sectors are shown, or empty
  int threads = 0;      ///< 0 = all cores
  bool resume = false;  ///< run: go on with an unfinished study
  bool check = false;   ///< run: compare results with what the scenario expects
  bool quiet = false;
  bool verbose = false;
  ColorChoice color = ColorChoice::automatic;
  bool help = false;
  bool version = false;
};

struct OptionName {
  std::string name;    ///< "output", typed as --output
  char letter = '\0';  ///< 'o', typed as -o; '\0' if there is none
  bool takes_value = false;
};
std::vector<OptionName> option_names();

/// What --color takes.
std::vector<std::string> color_names();

/// Throws InputError for an unknown command, option, format or colour (with what was probably
/// meant), and for a value that is missing or out of range.
Options parse_options(const std::vector<std::string>& arguments);

}  // namespace tariffsim
