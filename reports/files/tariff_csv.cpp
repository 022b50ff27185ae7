#include "files/tariff_csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/numbers.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

/// "in the data" as "tariff_in_the_data".
std::string stage_column(const TariffStage& stage) {
  std::string name = "tariff_" + stage.name;
  std::replace(name.begin(), name.end(), ' ', '_');
  return csv_field(name);
}

/// Whether there is anything to tell of a cell.
bool is_told(const TariffProfile& profile, Index exporter, Index sector) {
  const Index importer = profile.importer;
  if (exporter == importer) return false;
  return profile.flow(exporter, importer, sector) > 0 ||
         std::any_of(profile.stages.begin(), profile.stages.end(), [&](const TariffStage& stage) {
           return stage.tariff(exporter, importer, sector) != 0;
         });
}

}  // namespace

std::string tariff_csv(const TariffProfile& profile) {
  fmt::memory_buffer out;
  fmt::format_to(std::back_inserter(out), "exporter,importer,sector,flow_musd");
  for (const TariffStage& stage : profile.stages)
    fmt::format_to(std::back_inserter(out), ",{}", stage_column(stage));
  out.push_back('\n');
  const std::string importer =
      csv_field(profile.countries[static_cast<std::size_t>(profile.importer)].code);
  for (std::size_t i = 0; i < profile.countries.size(); ++i)
    for (std::size_t s = 0; s < profile.sectors.size(); ++s) {
      const auto from = static_cast<Index>(i), in = static_cast<Index>(s);
      if (!is_told(profile, from, in)) continue;
      fmt::format_to(std::back_inserter(out), "{},{},{},", csv_field(profile.countries[i].code),
                     importer, csv_field(profile.sectors[s].code));
      append_number(out, profile.flow(from, profile.importer, in));
      for (const TariffStage& stage : profile.stages) {
        out.push_back(',');
        append_number(out, stage.tariff(from, profile.importer, in));
      }
      out.push_back('\n');
    }
  return fmt::to_string(out);
}

}  // namespace tariffsim
