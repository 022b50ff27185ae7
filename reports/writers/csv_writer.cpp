// CSV files: a result table each, and the tables of comparisons and studies.
#include "files/comparison_files.hpp"
#include "files/csv.hpp"
#include "files/observed.hpp"
#include "files/record_tables.hpp"
#include "files/study_files.hpp"
#include "writers/writer.hpp"

namespace tariffsim {
namespace {

/// A table without rows has no file.
void add_file(const ResultTable& table, std::vector<ResultFile>& files) {
  if (table.rows() > 0) files.push_back({table.name + ".csv", csv_of(table)});
}

std::vector<ResultFile> result_csv(const RunRecord& record, const ExperimentResult& result) {
  std::vector<ResultFile> files;
  for (const TableKind kind :
       {TableKind::countries, TableKind::sectors, TableKind::flows, TableKind::pairs,
        TableKind::sector_groups, TableKind::groups, TableKind::revenue, TableKind::range,
        TableKind::contributions, TableKind::path, TableKind::goal, TableKind::quotas,
        TableKind::rates, TableKind::game, TableKind::payoffs, TableKind::reactions,
        TableKind::gradient})
    add_file(table_of(kind, record, result), files);
  if (record.observed) files.push_back({"observed.csv", observed_csv(record, *result.outcome)});
  return files;
}

std::vector<ResultFile> timeline_csv(const RunRecord& record, std::span<const SolvedStep> steps) {
  std::vector<ResultFile> files;
  for (const TableKind kind :
       {TableKind::countries, TableKind::groups, TableKind::revenue, TableKind::quotas})
    add_file(table_of(kind, record, steps), files);
  return files;
}

std::vector<ResultFile> comparison_csv(const Comparison& comparison) {
  return {{"compare.csv", "",
           [&comparison](const TakePiece& take) { write_compare_csv(comparison, take); }}};
}

std::vector<StudyFile> study_csv(const StudyReport& report, const StudyStore& store) {
  std::vector<StudyFile> files{{"study.csv", [&](OutputFolder& folder) {
                                  folder.write_pieces("study.csv", [&](const auto& put) {
                                    write_study_csv(report, store, put);
                                  });
                                }}};
  if (!report.study.figures.empty())
    files.push_back({"figures.csv", [&](OutputFolder& folder) {
                       folder.write_pieces("figures.csv", [&](const auto& put) {
                         write_figures_csv(report, store, put);
                       });
                     }});
  if (report.study.draws)
    files.push_back({"percentiles.csv", [&report](OutputFolder& folder) {
                       folder.write("percentiles.csv", percentiles_csv(report));
                     }});
  if (!report.findings.sobol.empty())
    files.push_back({"sobol.csv", [&report](OutputFolder& folder) {
                       folder.write("sobol.csv", sobol_csv(report));
                     }});
  return files;
}

}  // namespace

Writer csv_writer() {
  return {.name = "csv",
          .by_default = true,
          .size = {.cell = 100, .run = 0, .pair = 2500},
          .memory = {.cell = 0, .cell_at_end = 100},
          .of_result = result_csv,
          .of_timeline = timeline_csv,
          .of_comparison = comparison_csv,
          .of_study = study_csv};
}

}  // namespace tariffsim
