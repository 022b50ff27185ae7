// What there is to say of a measure, in one record: every file, table and check that has it reads
// it from there.
#pragma once

#include <cmath>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tariffsim {

/// The name is that of the column in every file, and ends in the unit: "_pct" percent, "_musd"
/// million, "_usd" units of the baseline's currency; else a number or a fraction.
struct MeasureText {
  const char* name;
  const char* meaning;
  const char* title = nullptr;  ///< for people, if it is not the name in words: see title_of
};

/// "%", "1" (a number or a fraction), "million USD", "USD".
std::string unit_of(std::string_view measure, const std::string& currency);

/// "real wage" of real_wage_pct, or the title that the record gives.
std::string title_of(const MeasureText& measure);

/// A measure as a member of the rows of a table.
template <class Row>
struct Measure : MeasureText {
  double Row::*value;
};

/// The whole record: how the measure follows from what is known of one (a country, a sector), and
/// of several taken together (a group); nullptr: it is not defined for those.
template <class Row, class One, class Several = One>
struct MeasureRecord {
  MeasureText text;
  double Row::*value;
  double (*of_one)(const One&);
  double (*of_several)(const Several&) = nullptr;
};

/// A record whose formula is the same for one and for several.
template <class Row, class One, class Several, class Formula>
constexpr MeasureRecord<Row, One, Several> for_both(MeasureText text, double Row::*value,
                                                    Formula formula) {
  return {text, value, formula, formula};
}

/// The columns of rows of one, in the order of the records.
template <class Row, class One, class Several>
std::vector<Measure<Row>> measures_of_one(
    std::span<const MeasureRecord<Row, One, Several>> records) {
  std::vector<Measure<Row>> out;
  for (const auto& record : records)
    if (record.of_one) out.push_back({record.text, record.value});
  return out;
}

/// The columns of rows of several.
template <class Row, class One, class Several>
std::vector<Measure<Row>> measures_of_several(
    std::span<const MeasureRecord<Row, One, Several>> records) {
  std::vector<Measure<Row>> out;
  for (const auto& record : records)
    if (record.of_several) out.push_back({record.text, record.value});
  return out;
}

/// `row` with the measures of `one`; NaN = not defined.
template <class Row, class One, class Several>
Row measured(Row row, const One& one, std::span<const MeasureRecord<Row, One, Several>> records) {
  for (const auto& record : records)
    row.*record.value = record.of_one ? record.of_one(one) : std::nan("");
  return row;
}

/// `row` with the measures of `several` taken together; NaN = not defined.
template <class Row, class One, class Several>
Row measured_together(Row row, const Several& several,
                      std::span<const MeasureRecord<Row, One, Several>> records) {
  for (const auto& record : records)
    row.*record.value = record.of_several ? record.of_several(several) : std::nan("");
  return row;
}

}  // namespace tariffsim
