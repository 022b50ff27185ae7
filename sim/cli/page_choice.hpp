// The page of reports, where one is wanted.
#pragma once

#include <optional>
#include <string>

#include "cli/console.hpp"
#include "files/formats.hpp"

namespace tariffsim {

/// The bundled page if html is among the formats; a note where it is wanted and was not built.
std::optional<std::string> page_for(const Formats& formats, const std::string& file,
                                    const Console& console);

}  // namespace tariffsim
