// The files of a result, as `tariffsim run` writes them.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "page/page.hpp"
#include "support/two_countries.hpp"
#include "writers/written_files.hpp"

namespace tariffsim::test {

inline std::vector<ResultFile> files_of(const Solved& solved,
                                        const std::vector<std::string>& formats = {"csv"}) {
  const std::vector<SolvedStep> steps{{{}, solved.result, {}}};
  return run_files(solved.record, steps, formats_named(formats));
}

/// The data of the page of a run.
inline nlohmann::json page_of(const Solved& solved) {
  std::vector<SolvedStep> steps(1);
  steps[0].result = solved.result;
  return nlohmann::json::parse(run_page_data(solved.record, steps));
}

inline std::vector<std::string> names_of(const std::vector<ResultFile>& files) {
  std::vector<std::string> out;
  for (const ResultFile& file : files) out.push_back(file.name);
  return out;
}

}  // namespace tariffsim::test
