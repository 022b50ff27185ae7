// Steps of a timeline in words: what one is called, and how long it lasts.
#pragma once

#include <string>

#include "policy/stage.hpp"

namespace tariffsim {

/// "2026-02-24 Section 122"; without a title its id, without a date the name alone.
std::string step_name(const Step& step);

/// ", while it lasts (until 2026-07-24)" of a step something of which ends; else empty.
std::string while_it_lasts(const Step& step);

}  // namespace tariffsim
