#include "outcomes/sector_group.hpp"
#include "results/rows.hpp"

namespace tariffsim {

const std::vector<Field<SectorGroupRow>>& sector_group_fields() {
  using Row = SectorGroupRow;
  static const std::vector<Field<Row>> fields{{"output_base_musd", &Row::output_base_musd},
                                              {"output_musd", &Row::output_musd},
                                              {"output_pct", &Row::output_pct},
                                              {"volume_pct", &Row::volume_pct},
                                              {"price_pct", &Row::price_pct},
                                              {"exports_base_musd", &Row::exports_base_musd},
                                              {"exports_musd", &Row::exports_musd},
                                              {"exports_pct", &Row::exports_pct},
                                              {"imports_base_musd", &Row::imports_base_musd},
                                              {"imports_musd", &Row::imports_musd},
                                              {"imports_pct", &Row::imports_pct}};
  return fields;
}

namespace {

SectorGroupRow sector_group_row(const std::string& country, const std::string& name,
                                const SectorGroupOutcome& group) {
  return {.country = country,
          .sector_group = name,
          .output_base_musd = group.output.before,
          .output_musd = group.output.after,
          .output_pct = 100 * group.output.value(),
          .volume_pct = 100 * group.output.volume(),
          .price_pct = 100 * group.output.price(),
          .exports_base_musd = group.exports_base,
          .exports_musd = group.exports,
          .exports_pct = percent_change(group.exports_base, group.exports),
          .imports_base_musd = group.imports_base,
          .imports_musd = group.imports,
          .imports_pct = percent_change(group.imports_base, group.imports)};
}

}  // namespace

std::vector<SectorGroupRow> sector_group_rows(const Outcome& outcome,
                                              const std::vector<NamedGroup>& groups) {
  std::vector<SectorGroupRow> rows;
  for (Index n = 0; n < outcome.base().n_countries(); ++n)
    for (const NamedGroup& group : groups)
      rows.push_back(sector_group_row(outcome.base().countries[static_cast<std::size_t>(n)].code,
                                      group.name, sector_group_outcome(outcome, n, group.members)));
  return rows;
}

}  // namespace tariffsim
