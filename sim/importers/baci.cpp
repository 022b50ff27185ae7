// CEPII BACI: trade by product of six digits, thousand USD, and the file of its country numbers.
#include <fmt/format.h>

#include <map>
#include <set>

#include "base/numbers.hpp"
#include "importers/area_codes.hpp"
#include "importers/importers.hpp"
#include "importers/named_columns.hpp"
#include "importers/product_trade.hpp"

namespace tariffsim {
namespace {

/// The files of a revision and year.
struct BaciFiles {
  std::vector<const SourceFile*> trade;
  const SourceFile* countries = nullptr;
};

/// "hs17" of "baci_hs17_y2022_v202401b.csv", "92" of "baci92_1998.csv"; empty if it has none.
std::string revision_of(const std::string& name) {
  const std::size_t at = name.find("hs");
  if (at != std::string::npos && at + 4 <= name.size()) return name.substr(at, 4);
  return name.starts_with("baci") && name.size() > 6 ? name.substr(4, 2) : "";
}

BaciFiles find_baci_files(const ImportRequest& request) {
  BaciFiles found;
  for (const SourceFile& file : request.files) {
    if (file.name.ends_with(".txt") || file.name.ends_with(".pdf")) continue;  // the Readme
    TableRows rows(file);
    const NamedColumns columns(rows, file);
    if (columns.has("i") && columns.has("j") && columns.has("k") && columns.has("v"))
      found.trade.push_back(&file);
    else if (columns.find({"country_code", "code"}) &&
             columns.find({"country_iso3", "iso_3digit_alpha", "iso3"}))
      found.countries = &file;
    else if (!columns.has("description"))
      throw InputError(place_in(file),
                       "neither BACI's trade (columns t,i,j,k,v,q) nor its countries",
                       "give BACI_HS.._Y...csv and country_codes_V...csv");
  }
  if (found.trade.empty())
    throw InputError({}, "no file with the columns t,i,j,k,v,q is among those given",
                     "give BACI_HS.._Y...csv and country_codes_V...csv");
  std::set<std::string> revisions;
  for (const SourceFile* file : found.trade) revisions.insert(revision_of(file->name));
  if (revisions.size() > 1)
    throw InputError(place_in(*found.trade.back()),
                     fmt::format("two revisions of the HS, {} and {}, whose codes differ",
                                 *revisions.begin(), *revisions.rbegin()),
                     "give the files of one revision");
  return found;
}

using CodesByNumber = std::map<int, std::string>;

/// Numbers are not M49's: the file of countries says what they mean, else what BACI is known for.
CodesByNumber read_country_file(const SourceFile& file) {
  TableRows rows(file);
  const NamedColumns columns(rows, file);
  const std::size_t number = columns.need({"country_code", "code"});
  const std::size_t iso3 = columns.need({"country_iso3", "iso_3digit_alpha", "iso3"});
  CodesByNumber out;
  while (rows.next()) {
    const auto code = whole_number(rows.field(number));
    if (!code) throw InputError(rows.place(number), "expected the number of a country");
    if (const auto area = area_of_three_letters(rows.field(iso3))) out[*code] = *area;
  }
  return out;
}

class BaciReader {
 public:
  BaciReader(const ImportRequest& request, Diagnostics& diagnostics)
      : request_(request),
        diagnostics_(diagnostics),
        files_(find_baci_files(request)),
        trade_(request.cleaning.sum_rows) {}

  Imported read() {
    if (files_.countries != nullptr) codes_ = read_country_file(*files_.countries);
    std::set<int> years;
    for (const SourceFile* file : files_.trade) years.merge(years_of(*file));
    const int year = request_.year ? *request_.year : years.empty() ? 0 : *years.rbegin();
    if (years.count(year) == 0)
      throw InputError(place_in(*files_.trade.front()),
                       fmt::format("no rows of {}; there are those of {}", year,
                                   years.empty() ? 0 : *years.rbegin()));
    for (const SourceFile* file : files_.trade) read_file_of(*file, year);
    diagnostics_.throw_if_errors();
    Imported out;
    out.baseline.currency = request_.currency;
    out.unit = "thousand ";
    out.unit_in_million = 1e-3;
    out.year = year;
    out.edition = revision_of(files_.trade.front()->name);
    if (years.size() > 1)
      say(out, diagnostics_,
          fmt::format("the files have {} years: {} is used{}", years.size(), year,
                      request_.year ? "" : " (--year takes another)"));
    if (const std::string codes = without_.said(trade_.total()); !codes.empty())
      say(out, diagnostics_, "numbers without a country are put in ROW: " + codes);
    say_dropped(out);
    trade_.put_into(out, request_, diagnostics_);
    say(out, diagnostics_,
        "there are no sales at home in this source: for a model, add exporter,importer,sector rows "
        "of gross output less exports to flows.csv");
    return out;
  }

 private:
  std::set<int> years_of(const SourceFile& file) {
    TableRows rows(file);
    const NamedColumns columns(rows, file);
    const auto year = columns.find({"t", "year"});
    std::set<int> out;
    if (!year) {
      if (const auto named = year_in_name(file.name)) out.insert(*named);
      return out;
    }
    std::string last;
    while (rows.next()) {
      if (rows.field(*year) == last) continue;
      last = rows.field(*year);
      if (const auto number = whole_number(last))
        out.insert(*number);
      else
        throw InputError(rows.place(*year), fmt::format("expected a year, found '{}'", last));
    }
    return out;
  }

  void read_file_of(const SourceFile& file, int wanted) {
    trade_.begin_file(file);
    const NumberStyle style = style_without_totals(file, diagnostics_);
    TableRows rows(file);
    const NamedColumns columns(rows, file);
    const std::size_t i = columns.need({"i"}), j = columns.need({"j"}), k = columns.need({"k"}),
                      v = columns.need({"v"});
    const auto t = columns.find({"t", "year"});
    while (rows.next()) {
      if (!columns.fits(rows, diagnostics_)) continue;
      if (t && whole_number(rows.field(*t)) != wanted) continue;
      const auto product = six_digits(rows.field(k));
      if (!product)
        diagnostics_.error(rows.place(k),
                           fmt::format("'{}' is not a product of six digits", rows.field(k)));
      const auto value = number_in(rows, v, style, diagnostics_);
      if (is_missing(rows.field(v))) ++without_value_;
      if (!product || !value || !is_kept(rows, i, j, v, *value)) continue;
      trade_.add(trader(rows, i, *value), trader(rows, j, *value), *product, *value, rows.line());
    }
  }

  /// Not what a country sells itself, nor values below 0; they are counted.
  bool is_kept(const TableRows& rows, std::size_t i, std::size_t j, std::size_t v, double value) {
    const auto exporter = whole_number(rows.field(i));
    if (exporter && exporter == whole_number(rows.field(j))) {
      with_itself_.count(value);
      return false;
    }
    if (value >= 0) return true;
    if (!request_.cleaning.negative_to_zero)
      diagnostics_.error(rows.place(v), fmt::format("a value below 0: {:.10g}", value),
                         "'clean: {negative: zero}' in a recipe sets it to 0");
    negative_.count(value);
    return false;
  }

  void say_dropped(Imported& out) {
    const auto of_trade = [&](const Dropped& some) { return percent_of(some.sum, trade_.total()); };
    if (negative_.rows > 0)
      say(out, diagnostics_,
          fmt::format("{} with a value below 0, set to 0: {} of trade",
                      counted(negative_.rows, "row"), of_trade(negative_)));
    if (with_itself_.rows > 0)
      say(out, diagnostics_,
          fmt::format("{} of a country's trade with itself (i = j), left out: {} of trade",
                      counted(with_itself_.rows, "row"), of_trade(with_itself_)));
    if (without_value_ > 0)
      say(out, diagnostics_,
          fmt::format("{} without a value, left out", counted(without_value_, "row")));
  }

  ProductsTraded::Trader trader(const TableRows& rows, std::size_t column, double value) {
    const std::string text(rows.field(column));
    const auto number = whole_number(text);
    if (!number) {
      diagnostics_.error(rows.place(column), fmt::format("'{}' is not a number of a country", text),
                         "BACI has numbers in the columns i (exporter) and j (importer)");
      return {text, kRest};
    }
    const auto known = codes_.find(*number);
    const std::optional<std::string> area =
        known != codes_.end() ? known->second : area_of_number(text);
    if (!area) without_.add(text, value);
    return {std::to_string(*number), area.value_or(kRest)};
  }

  struct Dropped {
    std::size_t rows = 0;
    double sum = 0;
    void count(double value) {
      ++rows;
      sum += value;
    }
  };

  static constexpr const char* kRest = "ROW";
  const ImportRequest& request_;
  Diagnostics& diagnostics_;
  BaciFiles files_;
  CodesByNumber codes_;
  ProductsTraded trade_;
  WithoutCountry without_;
  Dropped negative_, with_itself_;
  std::size_t without_value_ = 0;
};

}  // namespace

Imported import_baci(const ImportRequest& request, Diagnostics& diagnostics) {
  return BaciReader(request, diagnostics).read();
}

}  // namespace tariffsim
