// The table of speed in the documentation.
#pragma once

namespace tariffsim::bench {

/// Measures every case and prints Markdown to stdout.
void print_table();

}  // namespace tariffsim::bench
