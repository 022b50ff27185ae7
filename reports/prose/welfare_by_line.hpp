// The table for people of what each line of a policy adds to welfare.
#pragma once

#include <string>
#include <vector>

#include "prose/text_table.hpp"
#include "runs/run_record.hpp"
#include "studies/line_by_line.hpp"

namespace tariffsim {

/// Points of percent.
struct WelfareByLine {
  std::vector<std::string> columns;  ///< codes, groups, and "world"
  struct Row {
    std::string line;
    std::vector<double> percent;  ///< by column
  };
  std::vector<Row> rows;  ///< a row for each line, then all together; none if they are left out
};

/// Those in focus, else those that gain or lose most; at most six.
WelfareByLine welfare_by_line(const RunRecord& record, const Outcome& outcome,
                              const LineByLine& by_line);

/// As a table whose first column has this head.
TextTable lines_table(const WelfareByLine& welfare, const std::string& head);

/// What its figures mean, in a sentence without its stop.
std::string lines_in_prose(const LineByLine& by_line);

}  // namespace tariffsim
