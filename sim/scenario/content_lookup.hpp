// What a line says of the contents of its products becomes shares of their value.
#pragma once

#include <optional>
#include <vector>

#include "model/baseline.hpp"
#include "scenario/scenario.hpp"

namespace tariffsim {

/// The contents of these products (positions in `trade.codes`), and from now on only those products
/// that have any of what the line is about. Unknown materials, and products of which none has any,
/// are errors; products whose contents are not known are left out with a note.
std::optional<ContentScope> resolve_content(const ContentText& text, const ProductTrade& trade,
                                            std::vector<Index>& products, Diagnostics& diagnostics);

}  // namespace tariffsim
