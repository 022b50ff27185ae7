// What `nests: separate` cannot stand beside.
#pragma once

#include <span>

#include "base/diagnostic.hpp"
#include "model/baseline.hpp"
#include "policy/stage.hpp"
#include "scenario/scenario.hpp"

namespace tariffsim {

/// Whether a line says itself which products it is about.
bool names_products(const PolicyLine& line);

/// Goods of cells without parts must be known to divide over the markets of the world that policy
/// is put on. In one that has been solved they do only if every seller's goods divide in the same
/// shares, as they do under `coverage`, and nothing before has hit a part of them: then all markets
/// of a sector have moved alike.
void check_separate_nests(const Scenario& scenario, const Baseline& baseline,
                          std::span<const PolicyLine> reference, std::span<const Stage> stages,
                          Diagnostics& diagnostics);

/// Derivatives where goods of different kinds do not compete are those of a world whose sectors are
/// split, which is the same model at few options only (can_split). `key` needs them, and stands at
/// `asked`.
void refuse_derivatives_of_nests(std::span<const Stage> stages, const Vector& selling_share,
                                 const char* key, const Place& asked, Diagnostics& diagnostics);

/// Under `nests: separate` goods of different names are different goods, whoever sells them: gives
/// each name of a part a place that no other has in a market, an importer's purchases of a sector.
/// Names that together exceed a market are an error.
void place_parts(const Baseline& baseline, Stage& stage, Diagnostics& diagnostics);

}  // namespace tariffsim
