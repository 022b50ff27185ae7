// What an importer makes of published files.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "data/baseline_folder.hpp"
#include "data/recipe.hpp"
#include "importers/published_number.hpp"
#include "importers/source_file.hpp"
#include "model/aggregation.hpp"
#include "model/baseline.hpp"

namespace tariffsim {

/// Tables of a baseline, and what else is written beside them.
struct Imported {
  Baseline baseline;              ///< without countries for a source that has rates only
  int year = 0;                   ///< 0 where nobody says it
  int digits = 15;                ///< significant digits of its files
  std::string edition;            ///< "edition of 2023", or empty
  std::string unit = "million ";  ///< of the files, before the currency: "", "thousand "
  double unit_in_million = 1;
  bool totals_checked = false;     ///< totals of the file were compared with its cells
  InputsByOrigin inputs;           ///< empty where they are not known
  std::vector<BaselineFile> more;  ///< products.csv and other tables
};

/// How labels of a source become those of the result: a recipe, or as they are.
using Join = std::function<Aggregation(const std::vector<Country>&, const std::vector<Sector>&)>;

struct ImportRequest {
  std::vector<SourceFile> files;
  std::optional<int> year;
  Join join;
  std::string currency = "USD";  ///< of the source
  Cleaning cleaning;
};

/// The tables of one source. Throws InputError for everything that is not as the layout has it;
/// what is to be known of the result goes to `diagnostics`.
using Importer = Imported (*)(const ImportRequest&, Diagnostics&);

/// Adds a line to the notes of the result, which baseline.yaml keeps.
void add_note(Imported& imported, const std::string& line);
/// The same, said on the console too.
void say(Imported& imported, Diagnostics& diagnostics, const std::string& line);

/// "0.012 %": a part of a whole.
std::string percent_of(double part, double whole);

/// The last number of four digits in a file's name that can be a year: 2010 of "icio2018_2010.csv".
std::optional<int> year_in_name(const std::string& name);

/// The year of a result: what was asked for, which must be that of the file where this says one.
/// Throws InputError where they differ, or nobody says one.
int agreed_year(const ImportRequest& request, std::optional<int> of_file, const SourceFile& file);

/// Reads a table in the style of its numbers; where two are possible, in the one in which its
/// totals are those of its cells.
Imported read_in_fitting_style(const SourceFile& file, Diagnostics& diagnostics,
                               const std::function<Imported(NumberStyle, Diagnostics&)>& read);

/// The only file that is a table of the year asked for. Throws InputError where there is none, or
/// more than one.
const SourceFile& only_table(
    const ImportRequest& request, const std::vector<std::string>& endings, const std::string& what,
    const std::function<std::optional<int>(const std::string&)>& year_of = year_in_name);

}  // namespace tariffsim
