#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>

#include "base/numbers.hpp"
#include "prose/text_table.hpp"
#include "terminal/terminal.hpp"

namespace tariffsim {
namespace {

using Positions = std::vector<Index>;

template <class Labels>
Positions all_positions(const Labels& labels) {
  Positions all(labels.size());
  std::iota(all.begin(), all.end(), Index{0});
  return all;
}

Positions of_kind(const TariffProfile& profile, SectorKind kind) {
  Positions found;
  for (std::size_t s = 0; s < profile.sectors.size(); ++s)
    if (profile.sectors[s].kind == kind) found.push_back(static_cast<Index>(s));
  return found;
}

const auto& at(const auto& labels, Index position) {
  return labels[static_cast<std::size_t>(position)];
}

std::string rate(const TariffAverage& sums, double fraction) {
  return sums.cells == 0 ? "-" : plain_percent(100 * fraction);
}

/// Averages of the same cells, stage by stage.
std::vector<TariffAverage> by_stage(const TariffProfile& profile, const Positions& exporters,
                                    const Positions& sectors) {
  std::vector<TariffAverage> sums;
  for (const TariffStage& stage : profile.stages)
    sums.push_back(average_tariff(profile, stage, exporters, sectors));
  return sums;
}

/// A row of averages: of all stages, then the simple average and the highest cell of the one that
/// is shown in detail.
struct TariffRow {
  std::string code, name;
  std::vector<TariffAverage> sums;
  std::string highest_in;  ///< code of the sector, or of the partner
};

std::string tariff_rows(const TariffProfile& profile, std::vector<TariffRow> rows, bool color) {
  std::stable_sort(rows.begin(), rows.end(), [](const TariffRow& a, const TariffRow& b) {
    return a.sums.front().imports > b.sums.front().imports;
  });
  std::vector<TextTable::Column> columns{{"", true}, {"", true}, {"imports"}};
  for (const TariffStage& stage : profile.stages) columns.push_back({shown(stage.name)});
  columns.insert(columns.end(), {{"simple"}, {"highest"}, {"in", true}});
  TextTable table(std::move(columns));
  for (const TariffRow& row : rows) {
    const TariffAverage& detailed = row.sums[profile.in_detail];
    if (detailed.cells == 0) continue;
    std::vector<TextCell> cells{
        {shown(row.code), Tone::strong}, {shown(row.name)}, {money(detailed.imports)}};
    for (const TariffAverage& sums : row.sums) cells.push_back({rate(sums, sums.average())});
    cells.insert(cells.end(), {{rate(detailed, detailed.simple)},
                               {rate(detailed, detailed.highest)},
                               {detailed.highest > 0 ? shown(row.highest_in) : ""}});
    table.add(std::move(cells));
  }
  return table.empty() ? "  no imports\n" : table.render(color);
}

std::string tariff_partners(const TariffProfile& profile, bool color) {
  const Positions goods = of_kind(profile, SectorKind::goods);
  std::vector<TariffRow> rows;
  for (const Index i : all_positions(profile.countries)) {
    std::vector<TariffAverage> sums = by_stage(profile, {i}, goods);
    const std::string& sector = at(profile.sectors, sums[profile.in_detail].highest_sector).code;
    rows.push_back(
        {at(profile.countries, i).code, at(profile.countries, i).name, std::move(sums), sector});
  }
  return section_heading("Tariffs on goods, by partner", color) +
         tariff_rows(profile, std::move(rows), color);
}

std::string tariff_sectors(const TariffProfile& profile, bool color) {
  const Positions exporters = all_positions(profile.countries);
  std::vector<TariffRow> rows;
  for (const Index s : all_positions(profile.sectors)) {
    std::vector<TariffAverage> sums = by_stage(profile, exporters, {s});
    const std::string& partner =
        at(profile.countries, sums[profile.in_detail].highest_exporter).code;
    rows.push_back(
        {at(profile.sectors, s).code, at(profile.sectors, s).name, std::move(sums), partner});
  }
  return section_heading("By sector", color) + tariff_rows(profile, std::move(rows), color);
}

/// Nothing if customs' figures are not known.
const CustomsTotals* customs_of(const TariffProfile& profile) {
  const auto known = profile.customs.find(at(profile.countries, profile.importer).code);
  return known == profile.customs.end() ? nullptr : &known->second;
}

/// What customs counted, and what the sums on it are.
std::string customs_premises(const CustomsTotals& customs, const std::string& currency) {
  const std::string collected =
      customs.duties > 0 ? fmt::format(" and collected {} on them, {}", money(customs.duties),
                                       plain_percent(100 * customs.duties / customs.imports))
                         : "";
  return fmt::format(
      "  customs counts {} {} of goods{}; the last sum is the average tariff\n  shown here times "
      "that value: at customs, partners and sectors have other weights\n",
      money(customs.imports), currency, collected);
}

std::string tariff_totals(const TariffProfile& profile, bool color) {
  const Positions exporters = all_positions(profile.countries);
  const Positions goods = of_kind(profile, SectorKind::goods);
  const CustomsTotals* customs = customs_of(profile);
  std::vector<TextTable::Column> columns{
      {"", true}, {"on goods"}, {"simple"}, {"with services"}, {"revenue"}};
  if (customs != nullptr) columns.push_back({"on customs value"});
  columns.push_back({"", true});
  TextTable table(std::move(columns));
  for (const TariffStage& stage : profile.stages) {
    const TariffAverage on_goods = average_tariff(profile, stage, exporters, goods);
    const TariffAverage on_all =
        average_tariff(profile, stage, exporters, all_positions(profile.sectors));
    std::vector<TextCell> row{{shown(stage.name), Tone::strong},
                              {rate(on_goods, on_goods.average())},
                              {rate(on_goods, on_goods.simple)},
                              {rate(on_all, on_all.average())},
                              {money(on_all.duty)}};
    if (customs != nullptr) row.push_back({money(on_goods.average() * customs->imports)});
    row.push_back({shown(stage.title), Tone::quiet});
    table.add(std::move(row));
  }
  return table.render(color);
}

/// What the figures are of, a line each.
std::string tariff_premises(const TariffProfile& profile, bool color) {
  const Positions goods = of_kind(profile, SectorKind::goods);
  const double imports =
      average_tariff(profile, profile.stages.front(), all_positions(profile.countries), goods)
          .imports;
  const std::string currency = shown(profile.currency);
  std::string text = fmt::format(
      "  averages are weighted by imports before duty, {} {} of goods in {}; no policy moves them\n"
      "  here, and revenue is at these imports; simple averages are over cells of partner and "
      "sector\n"
      "  with trade{}\n",
      money(imports), currency, profile.year,
      profile.stages.size() == 1 ? ""
                                 : fmt::format("; below, simple and highest are of the column '{}'",
                                               shown(profile.detailed().name)));
  if (const CustomsTotals* customs = customs_of(profile))
    text += customs_premises(*customs, currency);
  return toned(text, Tone::quiet, color);
}

}  // namespace

std::string tariff_report(const TariffProfile& profile, bool color) {
  const Country& importer = at(profile.countries, profile.importer);
  const std::string whose = importer.name == importer.code
                                ? importer.code
                                : fmt::format("{} ({})", importer.code, importer.name);
  return toned(fmt::format("Tariffs of {} in {}", shown(whose), shown(profile.baseline)),
               Tone::strong, color) +
         "\n" + tariff_totals(profile, color) + tariff_premises(profile, color) +
         tariff_partners(profile, color) + tariff_sectors(profile, color);
}

}  // namespace tariffsim
