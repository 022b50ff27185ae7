// The commands: each prints its tables to stdout and returns the exit status. They throw InputError
// and OutputError.
#pragma once

#include "cli/console.hpp"
#include "cli/options.hpp"

namespace tariffsim {

int run_command(const Options& options, const Console& console);
int compare_command(const Options& options, const Console& console);
int validate_command(const Options& options, const Console& console);
int list_command(const Options& options, const Console& console);
int describe_command(const Options& options, const Console& console);
int schema_command(const Options& options, const Console& console);
int data_command(const Options& options, const Console& console);
int help_command(const Options& options, const Console& console);

/// What list_command can list.
std::vector<std::string> list_names();

}  // namespace tariffsim
