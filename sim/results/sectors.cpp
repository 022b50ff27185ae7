// The measures of the sectors of a country, and of groups of sectors or of countries taken as one.
#include "outcomes/sector_group.hpp"

#include <array>
#include <utility>

#include "results/rows.hpp"
#include "results/shared_texts.hpp"

namespace tariffsim {
namespace {

using SectorRecord = MeasureRecord<SectorRow, SectorOutcome, SectorGroupOutcome>;
using S = SectorOutcome;
using Several = SectorGroupOutcome;

/// In the order of sectors.csv and sector_groups.csv: a new measure stands at the end.
std::span<const SectorRecord> sector_records() {
  using Row = SectorRow;
  static constexpr auto kRecords = std::to_array<SectorRecord>(
      {{{"output_base_musd", "output before"},
        &Row::output_base_musd,
        [](const S& s) { return s.output_base; },
        [](const Several& g) { return g.output.before; }},
       {{"output_musd", "output after"},
        &Row::output_musd,
        [](const S& s) { return s.output; },
        [](const Several& g) { return g.output.after; }},
       {{"output_pct", "change of the value of output"},
        &Row::output_pct,
        [](const S& s) { return 100 * s.output_change; },
        [](const Several& g) { return 100 * g.output.value(); }},
       {{"volume_pct", "change of the volume of output"},
        &Row::volume_pct,
        [](const S& s) { return 100 * s.volume; },
        [](const Several& g) { return 100 * g.output.volume(); }},
       {{"price_pct", "change of the producer price"},
        &Row::price_pct,
        [](const S& s) { return 100 * s.price; },
        [](const Several& g) { return 100 * g.output.price(); }},
       {shared::kValueAdded, &Row::value_added_pct, [](const S& s) { return 100 * s.value_added; }},
       {shared::kExportsBase, &Row::exports_base_musd, nullptr,
        [](const Several& g) { return g.exports_base; }},
       {shared::kExports, &Row::exports_musd, nullptr, [](const Several& g) { return g.exports; }},
       {shared::kExportsChange, &Row::exports_pct, [](const S& s) { return 100 * s.exports; },
        [](const Several& g) { return percent_change(g.exports_base, g.exports); }},
       {shared::kImportsBase, &Row::imports_base_musd, nullptr,
        [](const Several& g) { return g.imports_base; }},
       {shared::kImports, &Row::imports_musd, nullptr, [](const Several& g) { return g.imports; }},
       {shared::kImportsChange, &Row::imports_pct, [](const S& s) { return 100 * s.imports; },
        [](const Several& g) { return percent_change(g.imports_base, g.imports); }},
       {{"buyer_price_pct", "change of the price to buyers, all origins, duty included"},
        &Row::buyer_price_pct,
        [](const S& s) { return 100 * s.buyer_price; },
        [](const Several& g) { return 100 * g.buyer_price(); }},
       {{"tariff_base_pct", "tariff before, weighted by trade before"},
        &Row::tariff_base_pct,
        [](const S& s) { return 100 * s.average_tariff_base; },
        [](const Several& g) { return 100 * g.average_tariff_base(); }},
       {{"tariff_pct", "tariff after, weighted by trade before"},
        &Row::tariff_pct,
        [](const S& s) { return 100 * s.average_tariff; },
        [](const Several& g) { return 100 * g.average_tariff(); }},
       {{"wage_pct", "change of the wage in the sector; the country's where labour moves freely"},
        &Row::wage_pct,
        [](const S& s) { return 100 * s.wage; }},
       {shared::kEmployment, &Row::employment_pct, [](const S& s) { return 100 * s.employment; }},
       {{"persons_base",
         "persons employed there before, where the source counts them; in proportion to hours"},
        &Row::persons_base,
        [](const S& s) { return s.persons_base; },
        [](const Several& g) { return g.persons_base; }},
       {{"persons",
         "persons employed there after: heads, whose change differs from employment_pct, hours "
         "weighted by pay"},
        &Row::persons,
        [](const S& s) { return s.persons; },
        [](const Several& g) { return g.persons; }},
       {shared::kRealWage, &Row::real_wage_pct, [](const S& s) { return 100 * s.real_wage; }},
       {{"selling_labour_base_pct",
         "part of the sector's labour before that sells in the country; empty without "
         "model.selling"},
        &Row::selling_labour_base_pct,
        [](const S& s) { return 100 * s.selling_labour_base; }},
       {{"selling_labour_pct",
         "part of the sector's labour after that sells in the country; the rest of it makes goods"},
        &Row::selling_labour_pct,
        [](const S& s) { return 100 * s.selling_labour; }},
       {{"buyer_price_at_own_wages_pct",
         "change of the price to buyers, duty included, at unchanged wages of the country itself"},
        &Row::buyer_price_at_own_wages_pct,
        [](const S& s) { return 100 * s.buyer_price_at_own_wages; },
        [](const Several& g) { return 100 * g.buyer_price_at_own_wages(); }}});
  return kRecords;
}

SectorRow row_of(std::string country, std::string sector) {
  SectorRow row{};
  row.country = std::move(country);
  row.sector = std::move(sector);
  return row;
}

}  // namespace

const std::vector<Measure<SectorRow>>& sector_measures() {
  static const auto measures = measures_of_one(sector_records());
  return measures;
}

const std::vector<Measure<SectorGroupRow>>& sector_group_measures() {
  static const auto measures = measures_of_several(sector_records());
  return measures;
}

std::vector<SectorRow> sector_rows(const Outcome& outcome) {
  const World& base = outcome.base();
  std::vector<SectorRow> rows;
  for (Index n = 0; n < base.n_countries(); ++n)
    for (Index s = 0; s < base.n_sectors(); ++s)
      rows.push_back(measured(row_of(base.countries[static_cast<std::size_t>(n)].code,
                                     base.sectors[static_cast<std::size_t>(s)].code),
                              outcome.sector(n, s), sector_records()));
  return rows;
}

std::vector<SectorGroupRow> sector_group_rows(const Outcome& outcome,
                                              const std::vector<NamedGroup>& groups) {
  std::vector<SectorGroupRow> rows;
  for (Index n = 0; n < outcome.base().n_countries(); ++n)
    for (const NamedGroup& group : groups)
      rows.push_back(sector_row(outcome.base().countries[static_cast<std::size_t>(n)].code,
                                group.name, sector_group_outcome(outcome, {n}, group.members)));
  return rows;
}

SectorGroupRow sector_row(const std::string& economy, const std::string& sector,
                          const SectorGroupOutcome& of) {
  return measured_together(row_of(economy, sector), of, sector_records());
}

}  // namespace tariffsim
