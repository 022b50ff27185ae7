#include "importers/industries.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

#include "base/few_of.hpp"
#include "base/file.hpp"
#include "data/baseline_folder.hpp"
#include "data/iso_countries.hpp"
#include "importers/area_codes.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

using Industries = std::map<std::string, Sector, std::less<>>;

Industries read_industries() {
  Industries out;
  for (const auto& folder : library_folders()) {
    const auto path = folder / "industries.csv";
    if (!std::filesystem::exists(path)) continue;
    const CsvTable table(read_file(path, kMaxSmallTableBytes),
                         {{"code", "name", "kind"}, {}, false});
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const std::string code(table.field(row, table.column("code")));
      const bool services = table.field(row, table.column("kind")) == "services";
      out[code] = {code, std::string(table.field(row, table.column("name"))),
                   services ? SectorKind::services : SectorKind::goods};
    }
    break;
  }
  return out;
}

const Sector* find_industry(std::string_view code) {
  static const Industries industries = read_industries();
  if (code.starts_with("CPA_")) code.remove_prefix(4);
  const auto found = industries.find(code);
  return found == industries.end() ? nullptr : &found->second;
}

}  // namespace

void describe_sectors(std::vector<Sector>& sectors, Diagnostics& diagnostics) {
  std::set<std::string> unknown;
  for (Sector& sector : sectors) {
    if (const Sector* known = find_industry(sector.code)) {
      sector.kind = known->kind;
      if (sector.name == sector.code) sector.name = known->name;
    } else if (sector.kind == SectorKind::goods) {
      unknown.insert(sector.code);
    }
  }
  if (unknown.empty()) return;
  diagnostics.warning(
      {},
      fmt::format(
          "{} of no known list of industries, and taken as goods: {}",
          unknown.size() == 1 ? "1 sector is" : fmt::format("{} sectors are", unknown.size()),
          few_of(unknown)),
      "if a code is a mistake, mend it in the file; 'services: [CODE, ...]' in a recipe of "
      "--aggregate makes one services");
}

bool is_known_industry(std::string_view code) { return find_industry(code) != nullptr; }

void describe_countries(std::vector<Country>& countries) {
  for (Country& country : countries) {
    if (country.name == country.code) country.name = area_name(country.code);
    if (const Country* iso = find_iso_country(country.code)) country.iso_numeric = iso->iso_numeric;
  }
}

}  // namespace tariffsim
