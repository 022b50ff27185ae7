// What the figures of a study hang on: the point, and the rebate of border taxes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "prose/study_report.hpp"

namespace tariffsim {

/// From where to where a series goes over a study: of a sweep the smallest and the largest value,
/// of draws percentiles that hold 90 of 100.
struct SeriesRange {
  double low = 0, high = 0;
};

/// Nothing if it has no value.
std::optional<SeriesRange> series_range(const StudyReport& report, std::size_t series);

/// First, if it is so, that signs of welfare in focus differ from point to point, or from those of
/// the real wage and of welfare without the rebate of border taxes; then how much of welfare that
/// rebate is, where figures as printed show it. Empty if there is nothing to say.
std::vector<std::string> study_cautions(const StudyReport& report);

}  // namespace tariffsim
