// Whether runs that are held against each other disagree about who gains.
#pragma once

#include <string>

#include "studies/comparison.hpp"

namespace tariffsim {

/// "Signs differ between the runs: welfare in China is +0.12 % in a and -0.31 % in b." of welfare
/// and the real wage in focus (with nothing in focus, where welfare differs most), of many the
/// first few; empty if none changes its sign.
std::string sign_changes(const Comparison& comparison);

}  // namespace tariffsim
