#include "files/workbook.hpp"

#include <fmt/format.h>

#include <set>

#include "files/memory_file.hpp"
#include "files/xlsx_book.hpp"
#include "prose/headline.hpp"
#include "results/contribution_rows.hpp"
#include "results/field_meaning.hpp"
#include "results/rows.hpp"

namespace tariffsim {
namespace {

/// `keys(row)` gives the texts of the first columns, named `key_names`.
template <class Row, class Keys>
void add_table(Book& book, const char* name, const std::vector<std::string>& key_names,
               const std::vector<Row>& rows, const std::vector<Field<Row>>& fields,
               const Keys& keys) {
  Sheet sheet(book, name);
  std::vector<std::string> names = key_names;
  for (const Field<Row>& field : fields) names.emplace_back(field.name);
  sheet.width(names.size(), kNarrow);
  sheet.header(names);
  for (const Row& row : rows) {
    if (!sheet.has_room(1)) break;
    std::size_t column = 0;
    for (const std::string& key : keys(row)) sheet.text(column++, key);
    for (const Field<Row>& field : fields)
      sheet.number(column++, row.*field.value, book.number(field.name));
    sheet.end_row();
  }
  sheet.filter(names.size());
}

void add_about(Book& book, const RunRecord& record, std::span<const SolvedStep> steps,
               std::size_t flows) {
  add_about_sheet(
      book, record, headline(record, steps), steps.back().result.certificate.summary(),
      fmt::format("_pct: percent; _musd: million {0}; _usd: {0}; tariff, tariff_base: fractions; "
                  "empty: not defined{1}",
                  record.currency, room_note("Flows", flows, "flows.csv has all")));
}

void add_columns(Book& book, const RunRecord& record) {
  Sheet sheet(book, "Columns");
  sheet.width(2, 2 * kNarrow);
  sheet.width(1, kWide);
  sheet.header({"column", "unit", "meaning"});
  std::set<std::string> told;  // tables share columns
  const auto add = [&](const auto& fields) {
    for (const auto& field : fields) {
      if (!told.insert(field.name).second) continue;
      sheet.text(0, field.name);
      sheet.text(1, unit_of(field.name, record.currency));
      sheet.text(2, meaning_of(field.name));
      sheet.end_row();
    }
  };
  add(country_fields());
  add(sector_fields());
  add(flow_fields());
  add(pair_fields());
  add(world_fields());
  add(group_fields());
  add(sector_group_fields());
  add(contribution_fields());
}

/// As add_table, with a number first.
void add_contributions(Book& book, const std::vector<ContributionRow>& rows) {
  Sheet sheet(book, "Contributions");
  std::vector<std::string> names{"order", "line", "country", "name"};
  for (const Field<ContributionRow>& field : contribution_fields()) names.emplace_back(field.name);
  sheet.width(1, kNarrow);
  sheet.width(1, kWide);
  sheet.width(names.size() - 2, kNarrow);
  sheet.header(names);
  for (const ContributionRow& row : rows) {
    std::size_t column = 0;
    sheet.number(column++, static_cast<double>(row.order), nullptr);
    for (const std::string& key : {row.line, row.country, row.name}) sheet.text(column++, key);
    for (const Field<ContributionRow>& field : contribution_fields())
      sheet.number(column++, row.*field.value, book.number(field.name));
    sheet.end_row();
  }
  sheet.filter(names.size());
}

void add_tables(Book& book, const RunRecord& record, const Outcome& outcome,
                const std::vector<FlowRow>& flows) {
  using Keys = std::vector<std::string>;
  const World& base = outcome.base();
  const auto country = [&](Index n) { return base.countries[static_cast<std::size_t>(n)].code; };
  add_table(book, "World", {}, std::vector<WorldRow>{world_row(outcome)}, world_fields(),
            [](const WorldRow&) { return Keys{}; });
  add_table(book, "Countries", {"country", "name"}, country_rows(outcome), country_fields(),
            [](const CountryRow& row) {
              return Keys{row.country, row.name};
            });
  if (!record.groups.empty())
    add_table(book, "Groups", {"group"}, group_rows(outcome, record.groups), group_fields(),
              [](const GroupRow& row) { return Keys{row.group}; });
  add_table(book, "Sectors", {"country", "sector"}, sector_rows(outcome), sector_fields(),
            [](const SectorRow& row) {
              return Keys{row.country, row.sector};
            });
  if (!record.sector_groups.empty())
    add_table(book, "Sector groups", {"country", "sector_group"},
              sector_group_rows(outcome, record.sector_groups), sector_group_fields(),
              [](const SectorGroupRow& row) {
                return Keys{row.country, row.sector_group};
              });
  add_table(book, "Pairs", {"exporter", "importer"}, pair_rows(outcome), pair_fields(),
            [](const PairRow& row) {
              return Keys{row.exporter, row.importer};
            });
  add_table(book, "Flows", {"exporter", "importer", "sector"}, flows, flow_fields(),
            [&](const FlowRow& row) {
              return Keys{country(row.exporter), country(row.importer),
                          base.sectors[static_cast<std::size_t>(row.sector)].code};
            });
}

void add_steps(Book& book, std::span<const SolvedStep> steps) {
  struct StepRow : CountryRow {
    const Step* step;
  };
  std::vector<StepRow> rows;
  for (const SolvedStep& solved : steps)
    for (const CountryRow& row : country_rows(*solved.result.outcome))
      rows.push_back({row, &solved.step});
  std::vector<Field<StepRow>> fields;
  for (const Field<CountryRow>& field : country_fields())
    fields.push_back({field.name, static_cast<double StepRow::*>(field.value)});
  add_table(book, "Steps", {"step", "date", "title", "country", "name"}, rows, fields,
            [](const StepRow& row) {
              return std::vector<std::string>{row.step->id, row.step->date, row.step->title,
                                              row.country, row.name};
            });
}

void add_group_steps(Book& book, const RunRecord& record, std::span<const SolvedStep> steps) {
  struct StepRow : GroupRow {
    const Step* step;
  };
  std::vector<StepRow> rows;
  for (const SolvedStep& solved : steps)
    for (const GroupRow& row : group_rows(*solved.result.outcome, record.groups))
      rows.push_back({row, &solved.step});
  std::vector<Field<StepRow>> fields;
  for (const Field<GroupRow>& field : group_fields())
    fields.push_back({field.name, static_cast<double StepRow::*>(field.value)});
  add_table(
      book, "Group steps", {"step", "date", "title", "group"}, rows, fields,
      [](const StepRow& row) {
        return std::vector<std::string>{row.step->id, row.step->date, row.step->title, row.group};
      });
}

void add_certificate(Book& book, const Certificate& certificate) {
  Sheet sheet(book, "Certificate");
  sheet.width(1, 2 * kNarrow);
  sheet.width(3, kNarrow);
  sheet.width(1, kWide);
  sheet.header({"condition", "residual", "tolerance", "worst at", "meaning"});
  for (const Residual& residual : certificate.residuals) {
    sheet.text(0, residual.name);
    sheet.number(1, residual.value, nullptr);
    sheet.number(2, residual.tolerance, nullptr);
    sheet.text(3, residual.where);
    sheet.text(4, residual.meaning);
    sheet.end_row();
  }
}

}  // namespace

std::string workbook(const RunRecord& record, std::span<const SolvedStep> steps) {
  const ExperimentResult& last = steps.back().result;
  const MemoryFile file;
  Book book(file.path());
  book.set_title(record.title.empty() ? record.id : record.title);
  const std::vector<FlowRow> flows = flow_rows(*last.outcome);
  add_about(book, record, steps, flows.size());
  add_tables(book, record, *last.outcome, flows);
  const bool timeline = !steps.front().step.id.empty();
  if (timeline) add_steps(book, steps);
  if (timeline && !record.groups.empty()) add_group_steps(book, record, steps);
  if (last.by_line && last.by_line->status == LineStatus::solved)
    add_contributions(book, contribution_rows(*last.by_line, last.outcome->base()));
  add_certificate(book, last.certificate);
  add_scenario_sheet(book, record);
  add_columns(book, record);
  book.finish();
  return file.bytes();
}

}  // namespace tariffsim
