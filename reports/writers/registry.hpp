// The formats that there are, and those that a command is asked for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "writers/writer.hpp"

namespace tariffsim {

/// In the order in which their files are written.
const std::vector<Writer>& writers();

/// The formats asked for, in that order; those always written are among them.
using Formats = std::vector<const Writer*>;

/// What -f takes, in a list.
std::vector<std::string> format_names();

/// Names that are none are passed over.
Formats formats_named(const std::vector<std::string>& names);

/// Those written if -f is not given.
Formats default_formats();

Formats all_formats();

bool is_among(const Formats& formats, std::string_view name);

}  // namespace tariffsim
