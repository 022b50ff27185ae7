#include <iterator>

#include "base/numbers.hpp"
#include "files/study_files.hpp"
#include "outcomes/kept_measures.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kPieceBytes = 1U << 20;

void append(fmt::memory_buffer& out, std::string_view text) {
  out.append(text.data(), text.data() + text.size());
}

void append_field(fmt::memory_buffer& out, double value) {
  out.push_back(',');
  append_number(out, value);
}

std::string study_header(const StudyReport& report) {
  std::string header = "point";
  for (const StudyAxis& axis : report.study.axes) header += "," + csv_field(axis.name);
  header += ",country";
  for (const char* measure : kKeptMeasures) header += std::string(",") + measure;
  return header + "\n";
}

/// The fields that all rows of a point share.
std::string point_fields(const Study& study, std::size_t point) {
  fmt::memory_buffer out;
  fmt::format_to(std::back_inserter(out), "{}", point);
  const std::vector<std::size_t> positions = study.positions(point);
  for (std::size_t at = 0; at < positions.size(); ++at) {
    const StudyAxis& axis = study.axes[at];
    if (axis.names.empty())
      append_field(out, axis.values[positions[at]]);
    else
      append(out, "," + csv_field(axis.names[positions[at]]));
  }
  return fmt::to_string(out);
}

void append_rows(fmt::memory_buffer& out, const std::string& point,
                 const std::vector<std::string>& codes, const std::vector<double>& values) {
  for (std::size_t n = 0; n < codes.size(); ++n) {
    append(out, point);
    append(out, codes[n]);
    for (std::size_t m = 0; m < kKeptMeasures.size(); ++m)
      append_field(out, values[n * kKeptMeasures.size() + m]);
    out.push_back('\n');
  }
}

}  // namespace

void write_study_csv(const StudyReport& report, const StudyStore& store,
                     const std::function<void(std::string_view)>& write) {
  std::vector<std::string> codes;
  for (const Country& country : report.economies) codes.push_back("," + csv_field(country.code));
  fmt::memory_buffer piece;
  append(piece, study_header(report));
  store.for_each([&](std::size_t point, const PointResult& result) {
    const bool shown = !report.study.draws || report.study.draws->is_draw(point);
    if (!shown || result.values.empty()) return;
    append_rows(piece, point_fields(report.study, point), codes, result.values);
    if (piece.size() < kPieceBytes) return;
    write({piece.data(), piece.size()});
    piece.clear();
  });
  write({piece.data(), piece.size()});
}

void write_figures_csv(const StudyReport& report, const StudyStore& store,
                       const std::function<void(std::string_view)>& write) {
  fmt::memory_buffer piece;
  append(piece, "point");
  for (const StudyAxis& axis : report.study.axes) append(piece, "," + csv_field(axis.name));
  append(piece, ",of,measure,value\n");
  store.for_each([&](std::size_t point, const PointResult& result) {
    const bool shown = !report.study.draws || report.study.draws->is_draw(point);
    if (!shown || result.values.empty()) return;
    const std::string fields = point_fields(report.study, point);
    for (std::size_t at = 0; at < report.study.figures.size(); ++at) {
      const StudyFigure& figure = report.study.figures[at];
      append(piece,
             fmt::format("{},{},{}", fields, csv_field(figure.of), csv_field(name_of(figure))));
      append_field(piece, result.values[series_of_figure(report, at)]);
      piece.push_back('\n');
    }
    if (piece.size() < kPieceBytes) return;
    write({piece.data(), piece.size()});
    piece.clear();
  });
  write({piece.data(), piece.size()});
}

std::string percentiles_csv(const StudyReport& report) {
  fmt::memory_buffer out;
  append(out, "country,name,measure,central,mean");
  for (const int percent : kPercentiles) append(out, fmt::format(",p{}", percent));
  append(out, ",above_zero,draws\n");
  for_each_series(report, [&](const Country& country, const char* measure, std::size_t series) {
    const Spread& spread = report.findings.spreads[series];
    // Files call quotas and what a goal seeks by their keys, words are for people.
    const bool is_economy = series < series_of(report.economies.size(), 0);
    append(out,
           fmt::format("{},{},{}", csv_field(country.code),
                       csv_field(is_economy ? country.name : country.code), csv_field(measure)));
    append_field(out, report.central.values[series]);
    append_field(out, spread.mean);
    for (const double value : spread.percentiles) append_field(out, value);
    append_field(out, spread.above_zero);
    append(out, fmt::format(",{}\n", spread.count));
  });
  return fmt::to_string(out);
}

std::string sobol_csv(const StudyReport& report) {
  fmt::memory_buffer out;
  append(out, "country,measure,group,first_order\n");
  const std::vector<std::string>& groups = report.study.draws->groups;
  for_each_series(report, [&](const Country& country, const char* measure, std::size_t series) {
    for (std::size_t group = 0; group < groups.size(); ++group) {
      append(out,
             fmt::format("{},{},{}", csv_field(country.code), csv_field(measure), groups[group]));
      append_field(out, report.findings.sobol[series][group]);
      out.push_back('\n');
    }
  });
  return fmt::to_string(out);
}

}  // namespace tariffsim
