// The papers that a run rests on, and how to cite its model.
#pragma once

#include <string>
#include <vector>

#include "runs/run_record.hpp"

namespace tariffsim {

struct Paper {
  std::string title;  ///< "Krugman (1980), Scale Economies, ...", with its journal if no link
  std::string link;   ///< empty: none
};

/// Of the model without options, then of the options that are not at their defaults or are among
/// `varied`, as in assumptions().
std::vector<Paper> papers_of(const RunRecord& record, const std::vector<std::string>& varied = {});

/// The same in one text each: "Caliendo and Parro (2015), Estimates ..., https://doi.org/...".
std::vector<std::string> references_of(const RunRecord& record,
                                       const std::vector<std::string>& varied = {});

/// "model of Caliendo and Parro (2015), Review of Economic Studies 82(1), with labour mobility
/// (Galle, Rodríguez-Clare and Yi 2023)"
std::string model_cited(const RunRecord& record, const std::vector<std::string>& varied = {});

/// The sentence that says whether the equations of Caliendo and Parro are those of this run.
std::string whose_equations(const RunRecord& record, const std::vector<std::string>& varied = {});

}  // namespace tariffsim
