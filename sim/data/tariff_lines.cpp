#include "data/tariff_lines.hpp"

#include <algorithm>
#include <filesystem>

#include "base/file.hpp"
#include "data/baseline_folder.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

TariffSchedule read_us_schedule() {
  TariffSchedule schedule{"USA", "the schedule of the United States of 2026", {}};
  constexpr std::size_t kMostBytes = std::size_t{4} << 20U;
  for (const std::filesystem::path& library : library_folders()) {
    const auto path = library / "baselines" / "published" / "us-tariff-lines.csv.gz";
    if (!std::filesystem::exists(path)) continue;
    const CsvTable table(read_file(path, kMostBytes), {{"line"}, {}, false});
    for (std::size_t row = 0; row < table.rows(); ++row)
      schedule.lines.emplace_back(table.field(row, 0));
    break;
  }
  std::sort(schedule.lines.begin(), schedule.lines.end());
  return schedule;
}

}  // namespace

std::pair<std::size_t, std::size_t> TariffSchedule::of(std::string_view code) const {
  const auto first = std::lower_bound(lines.begin(), lines.end(), code);
  const auto last = std::find_if(
      first, lines.end(), [code](const std::string& line) { return !line.starts_with(code); });
  return {static_cast<std::size_t>(first - lines.begin()),
          static_cast<std::size_t>(last - lines.begin())};
}

const TariffSchedule& us_tariff_schedule() {
  static const TariffSchedule schedule = read_us_schedule();
  return schedule;
}

}  // namespace tariffsim
