// Footnotes of published tables: marks behind names and figures, lines below the last row.
#pragma once

#include <string_view>

namespace tariffsim {

/// The text without marks at either end: * and daggers, raised digits, [1], (1), (a), 1/, and the
/// blanks beside them. All of it if it is nothing but marks.
std::string_view without_marks(std::string_view text);

/// True for a text that begins as footnotes do: with a mark, 'Note' or 'Source'.
bool begins_footnote(std::string_view text);

}  // namespace tariffsim
