#include <iterator>

#include "base/numbers.hpp"
#include "files/result_files.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

void append(fmt::memory_buffer& out, std::string_view text) {
  out.append(text.data(), text.data() + text.size());
}

template <class Row>
void append_header(fmt::memory_buffer& out, std::string_view keys,
                   const std::vector<Field<Row>>& fields) {
  append(out, keys);
  for (const Field<Row>& field : fields) fmt::format_to(std::back_inserter(out), ",{}", field.name);
  out.push_back('\n');
}

template <class Row>
void append_values(fmt::memory_buffer& out, const Row& row, const std::vector<Field<Row>>& fields) {
  for (const Field<Row>& field : fields) {
    out.push_back(',');
    append_number(out, row.*field.value);
  }
  out.push_back('\n');
}

constexpr std::size_t kBytesPerField = 10;  // and its comma, typically; only reserved

/// `key(row)` gives the fields before the numbers.
template <class Row, class Key>
std::string csv(std::string_view keys, const std::vector<Field<Row>>& fields,
                const std::vector<Row>& rows, const Key& key) {
  fmt::memory_buffer line;
  append_header(line, keys, fields);
  std::string out;
  out.reserve(line.size() + rows.size() * (fields.size() + 2) * kBytesPerField);
  out.append(line.data(), line.size());
  for (const Row& row : rows) {
    line.clear();
    key(line, row);
    append_values(line, row, fields);
    out.append(line.data(), line.size());
  }
  return out;
}

/// Codes as CSV fields, quoted once.
template <class Label>
std::vector<std::string> code_fields(const std::vector<Label>& labels) {
  std::vector<std::string> out;
  out.reserve(labels.size());
  for (const Label& label : labels) out.push_back(csv_field(label.code));
  return out;
}

void append_pair(fmt::memory_buffer& out, std::string_view first, std::string_view second) {
  append(out, first);
  out.push_back(',');
  append(out, second);
}

std::string step_keys(const Step& step) {
  return fmt::format("{},{},{},", step.id, step.date, csv_field(step.title));
}

}  // namespace

std::string countries_csv(const std::vector<CountryRow>& rows) {
  return csv("country,name", country_fields(), rows,
             [](fmt::memory_buffer& out, const CountryRow& row) {
               append_pair(out, csv_field(row.country), csv_field(row.name));
             });
}

std::string group_steps_csv(std::span<const SolvedStep> steps,
                            const std::vector<NamedGroup>& groups) {
  fmt::memory_buffer out;
  append_header(out, "step,date,title,group", group_fields());
  for (const SolvedStep& one : steps)
    for (const GroupRow& row : group_rows(*one.result.outcome, groups)) {
      append(out, step_keys(one.step));
      append(out, csv_field(row.group));
      append_values(out, row, group_fields());
    }
  return fmt::to_string(out);
}

std::string steps_csv(std::span<const SolvedStep> steps) {
  fmt::memory_buffer out;
  append_header(out, "step,date,title,country,name", country_fields());
  for (const SolvedStep& one : steps) {
    const std::string step = step_keys(one.step);
    for (const CountryRow& row : country_rows(*one.result.outcome)) {
      append(out, step);
      append_pair(out, csv_field(row.country), csv_field(row.name));
      append_values(out, row, country_fields());
    }
  }
  return fmt::to_string(out);
}

std::string sectors_csv(const std::vector<SectorRow>& rows) {
  return csv("country,sector", sector_fields(), rows,
             [](fmt::memory_buffer& out, const SectorRow& row) {
               append_pair(out, csv_field(row.country), csv_field(row.sector));
             });
}

std::string flows_csv(const std::vector<FlowRow>& rows, const World& world) {
  const std::vector<std::string> countries = code_fields(world.countries);
  const std::vector<std::string> sectors = code_fields(world.sectors);
  return csv("exporter,importer,sector", flow_fields(), rows,
             [&](fmt::memory_buffer& out, const FlowRow& row) {
               append_pair(out, countries[static_cast<std::size_t>(row.exporter)],
                           countries[static_cast<std::size_t>(row.importer)]);
               out.push_back(',');
               append(out, sectors[static_cast<std::size_t>(row.sector)]);
             });
}

std::string groups_csv(const std::vector<GroupRow>& rows) {
  return csv("group", group_fields(), rows, [](fmt::memory_buffer& out, const GroupRow& row) {
    append(out, csv_field(row.group));
  });
}

std::string contributions_csv(const std::vector<ContributionRow>& rows) {
  return csv("order,line,country,name", contribution_fields(), rows,
             [](fmt::memory_buffer& out, const ContributionRow& row) {
               fmt::format_to(std::back_inserter(out), "{},", row.order);
               append_pair(out, csv_field(row.line), csv_field(row.country));
               out.push_back(',');
               append(out, csv_field(row.name));
             });
}

std::string sector_groups_csv(const std::vector<SectorGroupRow>& rows) {
  return csv("country,sector_group", sector_group_fields(), rows,
             [](fmt::memory_buffer& out, const SectorGroupRow& row) {
               append_pair(out, csv_field(row.country), csv_field(row.sector_group));
             });
}

std::string pairs_csv(const std::vector<PairRow>& rows) {
  return csv("exporter,importer", pair_fields(), rows,
             [](fmt::memory_buffer& out, const PairRow& row) {
               append_pair(out, csv_field(row.exporter), csv_field(row.importer));
             });
}

}  // namespace tariffsim
