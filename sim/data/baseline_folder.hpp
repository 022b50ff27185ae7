// Baseline folders: found, read, written (format: reports/formats.md, section 2).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "data/baseline_metadata.hpp"
#include "data/cleaning.hpp"
#include "model/baseline.hpp"

namespace tariffsim {

/// Reads and checks a folder. All errors of a file are reported in one go: a missing file, an
/// unknown code or column, a repeated cell, a negative or non-finite value, a tariff on oneself,
/// shares above 1. Notes and warnings are added to `diagnostics`. Throws InputError.
Baseline read_baseline(const std::filesystem::path& folder, Diagnostics& diagnostics);

/// The same for a folder without baseline.yaml: what that would say is given. `trade`: a file of
/// flows, of another year, in place of the folder's own; empty: those. What is cleaned is said.
Baseline read_source(const std::filesystem::path& folder, const BaselineMetadata& metadata,
                     Diagnostics& diagnostics, const std::filesystem::path& trade = {},
                     const Cleaning& cleaning = {});

/// Input shares by where inputs come from; their sum is Baseline::input_share.
struct InputsByOrigin {
  InputShares domestic, imported;
};

/// How the files of a baseline are written.
struct BaselineForm {
  int digits = 6;                 ///< significant digits
  std::string unit = "million ";  ///< of flows, before the currency: "", "thousand ", "million "
  double unit_in_million = 1;
  const InputsByOrigin* inputs = nullptr;  ///< where known, inputs.csv gets its column `origin`;
                                           ///< else where Baseline::home_input is
};

/// One file of a folder.
struct BaselineFile {
  std::string name;
  std::string text;
};

/// Writes a folder that read_baseline reads back, and `more` files beside it. Throws OutputError.
void write_baseline(const Baseline& baseline, const std::filesystem::path& folder,
                    const BaselineForm& form, const std::vector<BaselineFile>& more = {});

/// A path with a slash, or "." or "..", is itself; an ID is looked up in $TARIFFSIM_DATA and
/// in the library_folders(). Throws InputError at `place` with the IDs
/// there are and the nearest.
std::filesystem::path find_baseline(const std::string& id_or_path, const Place& place = {});

struct BaselineEntry {
  std::string id;
  std::string title;
  std::filesystem::path folder;
};
/// What find_baseline finds, each ID once, in the order of search.
std::vector<BaselineEntry> list_baselines();

/// IDs of those that list_baselines() finds and that have a country of this code, in its order.
std::vector<std::string> baselines_with(std::string_view country);

/// The folders of the scenario library that exist: $TARIFFSIM_DATA, and what is installed with the
/// program (`../share/tariffsim` from where it lies). In a build folder `share/tariffsim` leads to
/// the source tree's `scenarios`.
std::vector<std::filesystem::path> library_folders();

}  // namespace tariffsim
