// Eurostat Comext, bulk files: trade of members of the European Union by product of eight digits,
// month by month, euro.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "base/numbers.hpp"
#include "importers/area_codes.hpp"
#include "importers/customs_returns.hpp"
#include "importers/importers.hpp"
#include "importers/named_columns.hpp"
#include "importers/product_trade.hpp"

namespace tariffsim {
namespace {

constexpr int kWholeYear = 52;  // "200052" among the periods of old files
constexpr std::string_view kTotalProduct = "TOTAL";
constexpr double kDiffersFromTotal = 0.01;

struct ComextColumns {
  std::size_t reporter, partner, product, flow, period, value;
  double euro = 1;  ///< of one unit of the value
};

ComextColumns comext_columns(const NamedColumns& named) {
  ComextColumns out{};
  out.reporter = named.need({"REPORTER", "DECLARANT_ISO", "DECLARANT"});
  out.partner = named.need({"PARTNER_ISO", "PARTNER"});
  out.product = named.need({"PRODUCT_NC"});
  out.flow = named.need({"FLOW"});
  out.period = named.need({"PERIOD"});
  out.value = named.need({"VALUE_EUR", "VALUE_IN_EUROS", "VALUE_1K_EURO"});
  if (!named.find({"VALUE_EUR", "VALUE_IN_EUROS"})) out.euro = 1000;
  return out;
}

/// The first six characters, with the zero that spreadsheets lose; "8703XX" of "8703XXXX".
std::string heading_of(std::string_view code) {
  std::string text(code);
  if (text.size() == 7 && text.find_first_not_of("0123456789") == std::string::npos)
    text.insert(0, "0");
  return text.substr(0, 6);
}

class ComextReader {
 public:
  ComextReader(const ImportRequest& request, Diagnostics& diagnostics)
      : request_(request),
        diagnostics_(diagnostics),
        returns_(request, diagnostics),
        trade_(true) {}

  Imported read() {
    for (const SourceFile& file : request_.files) look_through(file);
    if (!returns_.has_any())
      throw InputError(place_in(request_.files.front()),
                       "no rows of imports (FLOW 1) or exports (2)");
    returns_.choose();
    for (const SourceFile& file : request_.files) read_file_of(file);
    diagnostics_.throw_if_errors();
    warn_of_repeats();
    Imported out = returns_.begin_result();
    say_choices(out);
    returns_.put(trade_, out);
    say(out, diagnostics_,
        "there are no sales at home in this source, and trade of members of the European Union "
        "only: a model needs more in flows.csv");
    return out;
  }

 private:
  void look_through(const SourceFile& file) {
    TableRows rows(file);
    const NamedColumns named(rows, file);
    const ComextColumns at = comext_columns(named);
    std::string last;
    while (rows.next()) {
      if (rows.field(at.flow) == "1") returns_.found_imports();
      if (rows.field(at.flow) == "2") returns_.found_exports();
      if (rows.field(at.period) == last) continue;
      last = rows.field(at.period);
      const auto period = whole_number(last);
      if (!period || last.size() != 6)
        throw InputError(rows.place(at.period), fmt::format("expected a month such as 202401, "
                                                            "found '{}'",
                                                            last));
      if (*period % 100 == kWholeYear)
        returns_.found_year(*period / 100);
      else
        returns_.found_month(*period / 100, last);
    }
  }

  void read_file_of(const SourceFile& file) {
    trade_.begin_file(file);
    const NumberStyle style = style_without_totals(file, diagnostics_);
    TableRows rows(file);
    const NamedColumns named(rows, file);
    const ComextColumns at = comext_columns(named);
    while (rows.next()) {
      if (!named.fits(rows, diagnostics_)) continue;
      if (rows.field(at.flow) != (returns_.imports() ? "1" : "2")) continue;
      const int period = whole_number(rows.field(at.period)).value_or(0);
      if (period / 100 != returns_.year()) continue;
      if ((period % 100 == kWholeYear) == returns_.by_month()) continue;
      remember(rows);
      read_cell(rows, at, style);
    }
  }

  void remember(const TableRows& rows) {
    std::size_t sum = 0;
    for (const std::string_view field : rows.fields())
      sum = sum * 1099511628211U + std::hash<std::string_view>{}(field);
    rows_read_.push_back(sum);
  }

  /// Rows that are another's in every column, by what their fields hash to.
  void warn_of_repeats() {
    std::sort(rows_read_.begin(), rows_read_.end());
    const auto last = std::unique(rows_read_.begin(), rows_read_.end());
    const auto repeats = static_cast<std::size_t>(rows_read_.end() - last);
    if (repeats == 0) return;
    diagnostics_.warning(place_in(request_.files.front()),
                         fmt::format("{} the same as another in every column: all are added up",
                                     counted(repeats, "row") + (repeats == 1 ? " is" : " are")),
                         "is a file or a part of one there twice?");
  }

  void read_cell(const TableRows& rows, const ComextColumns& at, NumberStyle style) {
    const std::string_view product = rows.field(at.product);
    const auto number = number_in(rows, at.value, style, diagnostics_);
    if (!number) return;
    const double value = *number * at.euro;
    if (product == kTotalProduct) {
      totals_ += value;
      return;
    }
    products_ += value;
    if (product.size() < 7 || product.size() > 8)
      return diagnostics_.error(rows.place(at.product),
                                fmt::format("'{}' is not a product of eight digits", product));
    const auto reporter = area_of_two_letters(rows.field(at.reporter));
    if (!reporter)
      return diagnostics_.error(
          rows.place(at.reporter),
          fmt::format("'{}' is not a code of a country", rows.field(at.reporter)),
          area_hint(rows.field(at.reporter)));
    const auto partner = area_of_two_letters(rows.field(at.partner));
    if (!partner) return without_.add(std::string(rows.field(at.partner)), value);
    returns_.add({*reporter, *reporter}, {*partner, *partner}, heading_of(product), value,
                 rows.line(), trade_);
  }

  void say_choices(Imported& out) {
    say(out, diagnostics_,
        returns_.imports()
            ? "imports (cif); products of eight digits are added up to six, statistical "
              "procedures too"
            : "exports (fob): there are no imports in the file; products are added up to "
              "six digits");
    returns_.say_choices(out);
    returns_.say_left_out(without_, products_, out);
    if (totals_ > 0 && std::abs(products_ - totals_) > kDiffersFromTotal * totals_)
      diagnostics_.warning(
          place_in(request_.files.front()),
          fmt::format("products add up to {:.6g} EUR, and the rows TOTAL to {:.6g}", products_,
                      totals_),
          "is the file cut off?");
  }

  const ImportRequest& request_;
  Diagnostics& diagnostics_;
  CustomsReturns returns_;
  ProductsTraded trade_;
  WithoutCountry without_;
  std::vector<std::size_t> rows_read_;
  double totals_ = 0, products_ = 0;
};

}  // namespace

Imported import_comext(const ImportRequest& request, Diagnostics& diagnostics) {
  return ComextReader(request, diagnostics).read();
}

}  // namespace tariffsim
