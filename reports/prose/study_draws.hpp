// What draws of a study tell, and whether there are enough of them.
#pragma once

#include <string>
#include <vector>

#include "prose/study_report.hpp"

namespace tariffsim {

/// Draws are laid out in pairs where their variance is split: there may be one more than asked for.
bool has_lost_draws(const StudyReport& report, std::size_t series);

/// "90 of 100 draws"; of measures that some draws have no result for "90 of 100 draws with a
/// result".
std::string of_draws(const StudyReport& report, int percent, std::size_t series);

/// Whether first-order indices of one series say what its variance is due to: none is far below 0,
/// they do not add up to far above 1, and each is known to about 10 points. Of a result that is
/// normal, the standard error of an index S from N blocks is (1 - S) sqrt(2 / N). NaN are none.
bool tells_causes(const StudyReport& report, const std::vector<double>& first_order);

/// Where tells_causes() is false, with a number of draws if these are fewer. None is sure to
/// suffice: an index of 0 may be drawn far below it.
std::string too_few_to_tell(const StudyReport& report);

}  // namespace tariffsim
