// A key that a sweep or a goal varies, for people.
#pragma once

#include <string>
#include <vector>

#include "model/labels.hpp"
#include "scenario/study_text.hpp"
#include "studies/study.hpp"
#include "text/yaml_tree.hpp"

namespace tariffsim {

/// An axis with its values, and what is written of the line that holds its key.
StudyAxis study_axis(const SweepAxis& axis, const YamlNode& tree,
                     const std::vector<Country>& countries);

/// What it is called: the label of its policy line ("Tariff on steel"), else the line in words
/// ("tariff added (USA on CHN)"), else its key.
std::string axis_title(const StudyAxis& axis);

}  // namespace tariffsim
