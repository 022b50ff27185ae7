// A result as the files of its folder: their names and bytes.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "outcomes/outcome.hpp"
#include "reports/formats.hpp"
#include "reports/rows.hpp"
#include "reports/run_record.hpp"
#include "studies/experiment.hpp"

namespace tariffsim {

struct ResultFile {
  std::string name;
  std::string bytes;
};

/// Values keep 10 significant digits; what is not defined is an empty field.
std::string countries_csv(const std::vector<CountryRow>& rows);
std::string sectors_csv(const std::vector<SectorRow>& rows);
std::string flows_csv(const std::vector<FlowRow>& rows, const World& world);
std::string pairs_csv(const std::vector<PairRow>& rows);

/// summary.json; what is not defined is null.
/// Precondition: `result` is the one that holds `outcome`.
std::string summary_json(const RunRecord& record, const Outcome& outcome,
                         const ExperimentResult& result);

/// The tables of one result: summary.json always; the CSV files where asked.
std::vector<ResultFile> result_files(const RunRecord& record, const Outcome& outcome,
                                     const ExperimentResult& result, const Formats& formats);

/// Nobody's work is replaced: throws OutputError unless `target` is absent, empty, or holds the
/// file `mark`, as earlier output of this program does.
void check_replaceable(const std::filesystem::path& target, const std::string& mark);

/// Writes `files` as the whole folder `target`; the first of them is the mark of check_replaceable.
/// Throws OutputError.
void write_folder(const std::filesystem::path& target, const std::vector<ResultFile>& files);

}  // namespace tariffsim
