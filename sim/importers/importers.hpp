// The importers, one a source, and what is to be known of each.
#pragma once

#include <string>
#include <vector>

#include "importers/imported.hpp"

namespace tariffsim {

Imported import_icio(const ImportRequest& request, Diagnostics& diagnostics);
Imported import_wiod(const ImportRequest& request, Diagnostics& diagnostics);
Imported import_figaro(const ImportRequest& request, Diagnostics& diagnostics);
Imported import_exiobase(const ImportRequest& request, Diagnostics& diagnostics);
Imported import_gtap(const ImportRequest& request, Diagnostics& diagnostics);
Imported import_baci(const ImportRequest& request, Diagnostics& diagnostics);
Imported import_comtrade(const ImportRequest& request, Diagnostics& diagnostics);
Imported import_comext(const ImportRequest& request, Diagnostics& diagnostics);
Imported import_wits(const ImportRequest& request, Diagnostics& diagnostics);
Imported import_world_bank(const ImportRequest& request, Diagnostics& diagnostics);
Imported import_gravity(const ImportRequest& request, Diagnostics& diagnostics);

/// One source.
struct ImporterRecord {
  const char* name;      ///< as typed: "icio"
  const char* files;     ///< what is given: "YYYY.csv or YYYY_SML.csv"
  const char* reads;     ///< what these are, in a few words
  const char* gives;     ///< the tables of the result
  const char* unit;      ///< of the source's values: "million USD", or "percent"
  const char* currency;  ///< "USD", "EUR"
  const char* source;    ///< its name in the result's title and sources
  Importer import;
};

/// In the order in which they are explained.
const std::vector<ImporterRecord>& importers();

/// The record of a name. Throws InputError with the nearest.
const ImporterRecord& importer_named(const std::string& name);

/// What `data import` is asked.
struct ImportOptions {
  std::optional<int> year;
  std::optional<std::filesystem::path> recipe;  ///< joins countries and sectors, cleans
};

/// Reads the files of a source and carries out the recipe. Nothing is written. Throws InputError.
Imported imported_from(const ImporterRecord& record,
                       const std::vector<std::filesystem::path>& files,
                       const ImportOptions& options, Diagnostics& diagnostics);

/// Writes what was imported: a baseline folder, or, where a source has rates only, a folder with
/// these and source.yaml. Throws OutputError.
void write_imported(const Imported& imported, const std::filesystem::path& folder);

/// The file by which such a folder is known, and may be replaced by another import.
const char* mark_of(const Imported& imported);

}  // namespace tariffsim
