// NetCDF files.
#include "files/netcdf_file.hpp"
#include "writers/writer.hpp"

namespace tariffsim {
namespace {

std::vector<ResultFile> run_netcdf(const RunRecord& record, std::span<const SolvedStep> steps) {
  return {{"results.nc", netcdf_file(record_of_run(record, steps), steps)}};
}

}  // namespace

Writer netcdf_writer() {
  return {.name = "netcdf",
          .size = {.cell = 36, .run = 0, .pair = 0},
          .memory = {.cell = 190, .cell_at_end = 0},
          .report = run_netcdf};
}

}  // namespace tariffsim
