// A table of three economies and two sectors in the layout of ICIO 2023, made anew for each test,
// so that it can be spoiled.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "support/temporary_folder.hpp"

namespace tariffsim::test {

using Rows = std::vector<std::vector<std::string>>;

struct SmallTable {
  std::vector<std::string> countries{"AUS", "CHN", "ROW"};
  std::vector<std::string> sectors{"A01_02", "C10T12"};
  std::vector<std::string> final_use{"HFCE", "NPISH", "GGFC", "GFCF", "INVNT", "DPABR"};
  std::vector<std::size_t> as{0, 1, 2};  ///< each country sells what this one does

  /// Inputs from (i, k) to (n, s), and final use: in quarters, so that they are exact.
  static double input(std::size_t i, std::size_t k, std::size_t n, std::size_t s) {
    return (i == n ? 40 : 3) + static_cast<double>(7 * i + 5 * k + 3 * n + 2 * s) +
           0.25 * static_cast<double>((i + k + 2 * n + s) % 4);
  }
  static double use(std::size_t i, std::size_t k, std::size_t n, std::size_t f) {
    if (f == 4) return -0.5;  // inventories
    return (i == n ? 60 : 5) + static_cast<double>(i + 2 * k + n + f) +
           0.25 * static_cast<double>((i + 2 * k + n + f) % 4);
  }

  /// What the tables of the import must hold.
  double flow(std::size_t i, std::size_t n, std::size_t k) const {
    double sum = 0;
    for (std::size_t s = 0; s < sectors.size(); ++s) sum += input(as[i], k, n, s);
    for (std::size_t f = 0; f < final_use.size(); ++f) sum += use(as[i], k, n, f);
    return sum;
  }
  double output(std::size_t i, std::size_t k) const {
    double sum = 0;
    for (std::size_t n = 0; n < countries.size(); ++n) sum += flow(i, n, k);
    return sum;
  }
  static double taxes(std::size_t n, std::size_t s) { return 2 + static_cast<double>(n + s); }

  Rows rows() const {
    Rows out(1);
    out[0] = {"V1"};
    for (const auto& c : countries)
      for (const auto& s : sectors) out[0].push_back(c + "_" + s);
    for (const auto& c : countries)
      for (const auto& f : final_use) out[0].push_back(c + "_" + f);
    out[0].push_back("OUT");
    for (std::size_t i = 0; i < countries.size(); ++i)
      for (std::size_t k = 0; k < sectors.size(); ++k) out.push_back(sales(i, k));
    out.push_back(below("TLS", [](std::size_t n, std::size_t s) { return taxes(n, s); }));
    out.push_back(below("VA", [this](std::size_t n, std::size_t s) {
      double used = taxes(n, s);
      for (std::size_t i = 0; i < countries.size(); ++i)
        for (std::size_t k = 0; k < sectors.size(); ++k) used += input(as[i], k, n, s);
      return output(n, s) - used;
    }));
    out.push_back(below("OUT", [this](std::size_t n, std::size_t s) { return output(n, s); }));
    return out;
  }

  static std::string number(double value) {
    std::string text = std::to_string(value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
  }

 private:
  std::vector<std::string> sales(std::size_t i, std::size_t k) const {
    std::vector<std::string> row{countries[i] + "_" + sectors[k]};
    for (std::size_t n = 0; n < countries.size(); ++n)
      for (std::size_t s = 0; s < sectors.size(); ++s) row.push_back(number(input(as[i], k, n, s)));
    for (std::size_t n = 0; n < countries.size(); ++n)
      for (std::size_t f = 0; f < final_use.size(); ++f) row.push_back(number(use(as[i], k, n, f)));
    row.push_back(number(output(i, k)));
    return row;
  }
  template <class Value>
  std::vector<std::string> below(const std::string& label, Value value) const {
    std::vector<std::string> row{label};
    double sum = 0;
    for (std::size_t n = 0; n < countries.size(); ++n)
      for (std::size_t s = 0; s < sectors.size(); ++s) {
        row.push_back(number(value(n, s)));
        sum += value(n, s);
      }
    row.resize(row.size() + countries.size() * final_use.size(), "0");
    row.push_back(number(sum));
    return row;
  }
};

/// Text of rows, every field through `field`.
template <class Field>
std::string text_of(const Rows& rows, const std::string& separator, const std::string& line_end,
                    Field field) {
  std::string out;
  for (const auto& row : rows) {
    for (std::size_t c = 0; c < row.size(); ++c) out += (c > 0 ? separator : "") + field(row[c]);
    out += line_end;
  }
  return out;
}
inline std::string text_of(const Rows& rows) {
  return text_of(rows, ",", "\n", [](const std::string& field) { return field; });
}

inline std::string replaced(std::string text, char from, char to) {
  std::replace(text.begin(), text.end(), from, to);
  return text;
}

/// The row of a label.
inline std::vector<std::string>& row_of(Rows& rows, const std::string& label) {
  return *std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row[0] == label; });
}
/// The position of a column.
inline std::size_t column_of(const Rows& rows, const std::string& label) {
  return static_cast<std::size_t>(std::find(rows[0].begin(), rows[0].end(), label) -
                                  rows[0].begin());
}

}  // namespace tariffsim::test
