#include "importers/labelled_matrix.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <map>

#include "base/near_miss.hpp"
#include "importers/area_codes.hpp"
#include "importers/industries.hpp"

namespace tariffsim {
namespace {

using Kind = UseColumn::Kind;

bool is_one_of(const std::vector<std::string>& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return out;
}

std::string suggestion(std::string_view label, const std::vector<std::string>& known) {
  const auto nearest = near_miss(label, known);
  return nearest ? fmt::format("did you mean '{}'?", *nearest) : "";
}

}  // namespace

LabelledMatrix::LabelledMatrix(const SourceFile& file, const MatrixLabels& labels,
                               const ImportRequest& request, NumberStyle style,
                               Diagnostics& diagnostics)
    : rows_(file),
      file_(file),
      labels_(labels),
      request_(request),
      style_(style),
      diagnostics_(diagnostics),
      seen_rows_("line", request.cleaning.sum_rows),
      seen_columns_("column") {}

void LabelledMatrix::read(const std::function<void()>& look) {
  read_header();
  table_.emplace(list_, joined());
  RowCells cells(columns_, style_, *table_, diagnostics_);
  while (rows_.next()) read_row(cells);
  check_all_seen(list_, seen_rows_, seen_columns_, place_in(file_), diagnostics_);
  diagnostics_.throw_if_errors();
  look();
  table_->check_totals(place_in(file_), diagnostics_);
  diagnostics_.throw_if_errors();
}

Imported LabelledMatrix::take() {
  Imported out;
  out.baseline.currency = request_.currency;
  if (!left_out_.empty())
    say(out, diagnostics_, fmt::format("left out as totals: {}", fmt::join(left_out_, ", ")));
  if (!mended_.empty())
    say(out, diagnostics_,
        fmt::format("zeros that codes of sectors have lost are put back: {}",
                    fmt::join(mended_, ", ")));
  if (table_->unplaced() != 0)
    say(out, diagnostics_,
        fmt::format("{:.6g} {}{} ({}) belong to no country, and are in no flow", table_->unplaced(),
                    out.unit, out.baseline.currency, labels_.unplaced));
  table_->put_into(out, request_.cleaning, diagnostics_);
  return out;
}

void LabelledMatrix::read_header() {
  if (!rows_.next()) throw InputError(place_in(file_), "the file is empty");
  const std::size_t width = width_of(rows_);
  columns_.resize(width);
  for (std::size_t c = 1; c < width; ++c) columns_[c] = column_of(rows_.field(c), c);
  if (list_.industries.empty() && !diagnostics_.has_errors())
    diagnostics_.error(rows_.place(), "no column of an industry, such as 'AUS_A01'",
                       fmt::format("expected {} as CSV", labels_.what));
  diagnostics_.throw_if_errors();
}

/// Totals that somebody added by country or industry: "WLD_C19", "AUS_TOTAL".
bool LabelledMatrix::is_added_total(std::string_view label) const {
  const auto parts = split_label(label);
  return parts && (is_group_of_areas(parts->first) || is_one_of(labels_.totals, parts->second));
}

UseColumn LabelledMatrix::column_of(std::string_view label, std::size_t c) {
  if (is_one_of(labels_.totals, upper(label))) return {Kind::total};
  if (!label.empty() && label == labels_.unplaced) return {Kind::unplaced};
  const auto user = labels_.final_user(label);
  if (is_added_total(label) || (user && is_group_of_areas(*user))) {
    left_out_.insert(std::string(label));
    return {Kind::left_out};
  }
  if (user) return final_use(*user, label, c);
  const Index industry = industry_of(label, c);
  if (industry < 0) return {Kind::left_out};
  seen_columns_.see(
      industry, static_cast<int>(c) + 1, std::string(label), [&] { return rows_.place(c); },
      diagnostics_);
  return {Kind::inputs, industry};
}

UseColumn LabelledMatrix::final_use(const std::string& code, std::string_view label,
                                    std::size_t c) {
  const auto known = labels_.economy(code);
  if (!known) {
    refuse_column(label, c);
    return {Kind::left_out};
  }
  if (!final_labels_.insert(std::string(label)).second)
    diagnostics_.error(rows_.place(c), fmt::format("column '{}' comes twice", label));
  return {Kind::final_use, list_.country(*known)};
}

Index LabelledMatrix::industry_of(std::string_view label, std::size_t c) {
  const auto parts = split_label(label);
  const auto known = parts ? labels_.economy(parts->first) : std::nullopt;
  if (known) {
    const std::string sector = labels_.sector(parts->second);
    if (sector != parts->second) mended_.insert(fmt::format("{} is {}", parts->second, sector));
    return list_.add(*known, sector);
  }
  refuse_column(label, c);
  return -1;
}

void LabelledMatrix::refuse_column(std::string_view label, std::size_t c) {
  const Place place = rows_.place(c);
  if (label.empty()) return diagnostics_.error(place, "a column without a label");
  if (const auto parts = split_label(label))
    return diagnostics_.error(place,
                              fmt::format("unknown economy '{}' in '{}'", parts->first, label),
                              area_hint(parts->first));
  std::string hint = suggestion(label, labels_.totals);
  if (hint.empty()) hint = "a column is of an industry (AUS_A01), of final use, or a total";
  diagnostics_.error(place, fmt::format("unknown column '{}'", label), hint);
}

void LabelledMatrix::read_row(RowCells& cells) {
  const std::string_view label = rows_.field(0);
  if (const auto account = labels_.account(label)) return cells.add_account(rows_, *account);
  if (is_one_of(labels_.totals, upper(label))) return read_output(cells, label);
  if (is_added_total(label)) {
    left_out_.insert(std::string(label));
    return;
  }
  const auto parts = split_label(label);
  const auto known = parts ? labels_.economy(parts->first) : std::nullopt;
  const Index industry = known ? list_.find(*known, labels_.sector(parts->second)) : -1;
  if (industry < 0) return refuse_row(label);
  seen_rows_.see(
      industry, rows_.line(), std::string(label), [&] { return rows_.place(0); }, diagnostics_);
  cells.add_sales(rows_, industry);
}

/// One row of totals is the output; what somebody added beside it is left out.
void LabelledMatrix::read_output(RowCells& cells, std::string_view label) {
  if (has_output_) {
    left_out_.insert(std::string(label));
    return;
  }
  has_output_ = true;
  cells.add_account(rows_, Account::output);
}

void LabelledMatrix::refuse_row(std::string_view label) {
  if (label.empty()) return diagnostics_.error(rows_.place(), "a row without a label");
  std::vector<std::string> known = labels_.examples;
  for (std::size_t i = 0; i < list_.industries.size(); ++i) {
    std::string name = list_.name(static_cast<Index>(i));
    name[name.find(' ')] = '_';
    known.push_back(std::move(name));
  }
  diagnostics_.error(rows_.place(0),
                     fmt::format("row '{}' is neither an industry of the header nor one of {}",
                                 label, fmt::join(labels_.examples, ", ")),
                     suggestion(label, known));
}

/// Parts of an economy are the economy's; then comes what the recipe says.
Aggregation LabelledMatrix::joined() {
  std::vector<Country> whole;
  std::map<std::string, Index> at;
  std::vector<Index> whole_of;
  for (const Country& country : list_.countries) {
    const std::string code = labels_.whole(country.code);
    const auto [found, is_new] = at.emplace(code, static_cast<Index>(whole.size()));
    if (is_new) whole.push_back({code, code});
    whole_of.push_back(found->second);
  }
  describe_countries(whole);
  describe_sectors(list_.sectors, diagnostics_);
  Aggregation to = request_.join(whole, list_.sectors);
  for (Index& country : whole_of) country = to.country_of[static_cast<std::size_t>(country)];
  to.country_of = std::move(whole_of);
  return to;
}

}  // namespace tariffsim
