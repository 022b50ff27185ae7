// A study in words: what was varied, and what came out of it.
#pragma once

#include <string>
#include <vector>

#include "prose/headline.hpp"
#include "prose/study_report.hpp"
#include "runs/study_axis.hpp"

namespace tariffsim {

/// "20 %", "4".
std::string axis_value(const StudyAxis& axis, double value);

/// "tariff added (USA on CHN) at 20 % and trade elasticity at 4": where a point of a sweep lies.
std::string place_prose(const Study& study, std::size_t point);

/// The same, of a single axis only its value: "at 20 %".
std::string place_briefly(const Study& study, std::size_t point);

/// Between points, at the tops of the parabolas: "at 21.3 %", or "with" all axes.
std::string top_prose(const Study& study, const GridMaximum& maximum);

/// ", and at 3 other points": where a value is as large, or as small; empty if nowhere.
std::string other_places(const GridValue& value);

/// What there is to say if no maximum is worth a name: "is not moved by the sweep", "hardly
/// moves (by 0.0021 points)", "has a result at one point only"; empty if one is. Of a measure in
/// percent.
std::string stillness_prose(const Study& study, const GridMaximum& largest,
                            const GridValue& smallest);

/// "at every point", "at each of the 4 points with a result": where a value of a sweep is the same.
std::string everywhere_prose(const Study& study, const GridMaximum& maximum);

/// "trade elasticities" for "elasticities": a group of what is uncertain.
std::string group_prose(const std::string& group);

/// Keys of a sweep's axes, groups of draws: "model.scale", "labour_supply".
std::vector<std::string> varied_names(const Study& study);

/// What is varied, then the lines of the policy.
std::vector<std::string> varied_prose(const Study& study);

/// The same, five figures, three sentences.
Headline study_headline(const StudyReport& report);

/// "3 of 5 points have a result"; empty if all have.
std::string results_prose(const StudyFindings& findings);

/// "holds at all 50 points; largest residual 2.4e-15".
std::string study_certificate(const StudyFindings& findings);

/// What to say of a largest welfare at the edge of the grid, beyond which it may be larger still:
/// nothing of that where it is no gain.
std::string at_the_edge(double welfare_pct);

/// A change that a map tells from none: with two digits where signed_percent() has none, "+0.0045
/// %".
std::string fine_percent(double percent);

/// "is largest with tariff added (USA on BRA) at 20 % where trade elasticity is 2 (+0.0045 %), and
/// at 10 % where it is 4 (+0.0024 %)", or with a range of many: the best of what can be chosen, for
/// an economy, at each setting of what nobody chooses. Empty if the sweep has not both.
std::string best_by_setting_prose(const StudyReport& report, std::size_t economy);

}  // namespace tariffsim
