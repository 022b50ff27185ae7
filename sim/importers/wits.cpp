// Tariffs by product: WITS Advanced Query results, and TRAINS bulk files of MFN and preferences.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "base/numbers.hpp"
#include "data/built_in_groups.hpp"
#include "data/iso_countries.hpp"
#include "importers/area_codes.hpp"
#include "importers/importers.hpp"
#include "importers/named_columns.hpp"
#include "model/groups.hpp"

namespace tariffsim {
namespace {

constexpr const char* kEuropeanUnion = "EUN";

/// Of numbers (840, 076, 918), and of three letters where a user chose these.
std::optional<std::string> wits_area(std::string_view code) {
  if (auto area = area_of_number(code)) return area;
  return area_of_three_letters(code);
}

bool is_world(std::string_view code) {
  return !code.empty() && code.find_first_not_of('0') == std::string_view::npos;
}

enum class WitsLayout { query, most_favoured, preferences, beneficiaries };

struct WitsFile {
  const SourceFile* file;
  WitsLayout layout;
};

std::vector<WitsFile> wits_files(const ImportRequest& request) {
  std::vector<WitsFile> out;
  for (const SourceFile& file : request.files) {
    TableRows rows(file);
    const NamedColumns columns(rows, file);
    if (columns.has("DutyType")) {
      out.push_back({&file, WitsLayout::query});
    } else if (columns.has("RegionCode") && columns.has("Partner")) {
      out.push_back({&file, WitsLayout::beneficiaries});
    } else if (columns.has("ProductCode") && columns.has("SimpleAverage")) {
      out.push_back(
          {&file, columns.has("Partner") ? WitsLayout::preferences : WitsLayout::most_favoured});
    } else {
      throw InputError(rows.place(), "neither a WITS query nor a TRAINS file",
                       "expected the columns Reporter, Product, Partner, DutyType and a rate; or "
                       "those of AVEMFN and AVEPref");
    }
  }
  return out;
}

/// Years and nomenclatures of which one is chosen: the one asked for, else the last.
template <class Value>
Value chosen(const std::set<Value>& values, const std::optional<Value>& wanted, const Place& place,
             const char* what) {
  if (values.empty()) throw InputError(place, fmt::format("no rows with a {}", what));
  if (!wanted) return *values.rbegin();
  if (values.count(*wanted) > 0) return *wanted;
  throw InputError(place, fmt::format("no rows of the {} {}; there are those of {}", what, *wanted,
                                      fmt::join(values, ", ")));
}

/// Rates of one importer on one product, by exporter.
using Cell = std::tuple<std::string, std::string, std::string>;  // exporter, importer, product

class WitsReader {
 public:
  WitsReader(const ImportRequest& request, Diagnostics& diagnostics)
      : request_(request), diagnostics_(diagnostics), files_(wits_files(request)) {}

  Imported read() {
    for (const WitsFile& file : files_) look_through(file);
    const Place place = place_in(request_.files.front());
    year_ = chosen(years_, request_.year, place, "year");
    nomenclature_ = chosen<std::string>(nomenclatures_, std::nullopt, place, "nomenclature");
    for (const WitsFile& file : files_)
      if (file.layout == WitsLayout::beneficiaries) read_beneficiaries(*file.file);
    for (const WitsFile& file : files_) read_rates(file);
    diagnostics_.throw_if_errors();
    Imported out;
    out.year = year_;
    out.edition = nomenclature_;
    apply_query(out);
    apply_bulk(out);
    diagnostics_.throw_if_errors();
    if (applied_.empty()) refuse_without_rates(place);
    say_choices(out);
    out.more.push_back({"tariffs.csv", tariffs_csv()});
    return out;
  }

 private:
  /// Why there is no rate of a product towards a country.
  [[noreturn]] void refuse_without_rates(const Place& place) const {
    if (other_duties_ > 0 && not_countries_ == 0)
      throw InputError(place,
                       "bound (BND) or preferential (PRF) rates only: what is levied is not in the "
                       "file",
                       "ask WITS for effectively applied (AHS) or MFN rates");
    throw InputError(place, "no rate of a product of six digits towards a country was found",
                     not_countries_ > 0 || other_duties_ == 0
                         ? "rates towards the World alone say nothing of partners: ask WITS for "
                           "countries as partners, and for AHS or MFN rates"
                         : "ask WITS for effectively applied (AHS) or MFN rates");
  }

  struct Columns {
    std::size_t reporter, product, year, rate;
    std::optional<std::size_t> nomenclature, partner, duty;
  };

  static Columns columns_of(const NamedColumns& named) {
    Columns out{};
    out.reporter = named.need({"Reporter", "Reporter_ISO_N", "ReporterCode"});
    out.product = named.need({"Product", "ProductCode"});
    out.year = named.need({"Tariff Year", "Year"});
    out.rate = named.need({"Simple Average", "Simple Tariff Line Average", "Weighted Average"});
    out.nomenclature = named.find({"Selected Nomen", "NomenCode", "Native Nomen"});
    out.partner = named.find({"Partner", "PartnerCode"});
    out.duty = named.find({"DutyType"});
    return out;
  }

  void look_through(const WitsFile& from) {
    if (from.layout == WitsLayout::beneficiaries) return;
    TableRows rows(*from.file);
    const NamedColumns named(rows, *from.file);
    const Columns at = columns_of(named);
    if (from.layout == WitsLayout::query)
      weighted_ = !named.find({"Simple Average", "Simple Tariff Line Average"});
    while (rows.next()) {
      if (const auto year = whole_number(rows.field(at.year))) years_.insert(*year);
      nomenclatures_.insert(at.nomenclature ? std::string(rows.field(*at.nomenclature)) : "");
    }
  }

  void read_beneficiaries(const SourceFile& file) {
    TableRows rows(file);
    const NamedColumns named(rows, file);
    const std::size_t group = named.need({"RegionCode"}), partner = named.need({"Partner"});
    while (rows.next()) {
      if (!named.fits(rows, diagnostics_)) continue;
      if (const auto area = wits_area(rows.field(partner)))
        members_[std::string(rows.field(group))].insert(*area);
      else
        diagnostics_.error(rows.place(partner),
                           fmt::format("'{}' is not a country", rows.field(partner)));
    }
  }

  void read_rates(const WitsFile& from) {
    if (from.layout == WitsLayout::beneficiaries) return;
    const NumberStyle style = style_without_totals(*from.file, diagnostics_);
    TableRows rows(*from.file);
    const NamedColumns named(rows, *from.file);
    const Columns at = columns_of(named);
    if (from.layout == WitsLayout::query) named.need({"Partner", "PartnerCode"});
    while (rows.next()) {
      if (!named.fits(rows, diagnostics_)) continue;
      if (whole_number(rows.field(at.year)) != year_) continue;
      if (at.nomenclature && rows.field(*at.nomenclature) != nomenclature_) continue;
      const auto product = six_digits(rows.field(at.product));
      if (!product) {
        ++not_six_digits_;
        continue;
      }
      const auto reporter = wits_area(rows.field(at.reporter));
      if (!reporter) {
        diagnostics_.error(rows.place(at.reporter), fmt::format("'{}' is not a number of a country",
                                                                rows.field(at.reporter)));
        continue;
      }
      const auto rate = number_in(rows, at.rate, style, diagnostics_);
      if (rate && (*rate < 0 || *rate > kMostPercent))
        diagnostics_.error(rows.place(at.rate), fmt::format("a rate of {} %", *rate),
                           "rates are in percent, and at least 0");
      take(from.layout, rows, at, *reporter, *product, rate);
    }
  }

  void take(WitsLayout layout, const TableRows& rows, const Columns& at,
            const std::string& reporter, const std::string& product, std::optional<double> rate) {
    if (layout == WitsLayout::most_favoured)
      return put(most_favoured_, {"", reporter, product}, rate, rows);
    if (layout == WitsLayout::preferences)
      return take_preference(rows, at, reporter, product, rate);
    const std::string_view duty = rows.field(*at.duty);
    const std::string_view partner = rows.field(at.partner.value_or(0));
    if (duty != "AHS" && duty != "MFN") {
      ++other_duties_;
      return;
    }
    const auto area = is_world(partner) ? std::nullopt : wits_area(partner);
    if (!area || *area == kEuropeanUnion) {
      ++not_countries_;
      return;
    }
    put(duty == "AHS" ? applied_in_query_ : most_favoured_in_query_, {*area, reporter, product},
        rate, rows);
  }

  /// A partner is a country or a group, whose members the list of beneficiaries knows.
  void take_preference(const TableRows& rows, const Columns& at, const std::string& reporter,
                       const std::string& product, std::optional<double> rate) {
    const std::string partner(rows.field(*at.partner));
    std::set<std::string> countries;
    if (const auto group = members_.find(partner); group != members_.end())
      countries = group->second;
    else if (const auto area = wits_area(partner))
      countries.insert(*area);
    else
      return diagnostics_.error(rows.place(*at.partner),
                                fmt::format("'{}' is a group of beneficiaries, and no list says "
                                            "who is in it",
                                            partner),
                                "give TRAINSPreferenceBenficiaries.csv beside it");
    if (!rate) return;
    for (const std::string& country : countries) {
      const auto [found, is_new] = preferences_.emplace(Cell{country, reporter, product}, *rate);
      if (!is_new) found->second = std::min(found->second, *rate);
    }
  }

  using Rates = std::map<Cell, std::optional<double>>;

  /// A cell has one rate of a kind; a second one that differs is an error, never averaged.
  void put(Rates& rates, const Cell& cell, std::optional<double> rate, const TableRows& rows) {
    const auto [found, is_new] = rates.emplace(cell, rate);
    if (is_new || !rate) return;
    if (found->second && *found->second != *rate)
      diagnostics_.error(rows.place(),
                         fmt::format("a second rate of {} on {}: {} beside {} %", std::get<1>(cell),
                                     std::get<2>(cell), *rate, *found->second),
                         "leave one out");
    found->second = rate;
  }

  /// Effectively applied where there is one, else MFN.
  void apply_query(Imported& out) {
    std::size_t without = 0, by_mfn = 0;
    Rates all = applied_in_query_;
    for (const auto& [cell, rate] : most_favoured_in_query_) all.emplace(cell, std::nullopt);
    for (const auto& [cell, rate] : all) {
      const auto mfn = most_favoured_in_query_.find(cell);
      const std::optional<double> other =
          mfn == most_favoured_in_query_.end() ? std::nullopt : mfn->second;
      if (!rate && other) ++by_mfn;
      if (!rate && !other) ++without;
      if (std::get<0>(cell) == std::get<1>(cell)) continue;
      if (rate || other) applied_[cell] = rate ? *rate : *other;
    }
    if (all.empty()) return;
    say(out, diagnostics_,
        fmt::format(
            "rates are those effectively applied (AHS); MFN where there is none: in {} of {}",
            by_mfn, counted(all.size(), "cell")));
    if (without > 0)
      say(out, diagnostics_,
          fmt::format("{} neither (specific duties without an equivalent?): missing, not 0",
                      without == 1 ? "1 cell has" : fmt::format("{} cells have", without)));
  }

  /// The preference where one is listed, else MFN, towards every country there is.
  void apply_bulk(Imported& out) {
    if (most_favoured_.empty() && !preferences_.empty())
      throw InputError({}, "preferences without MFN rates", "give the file AVEMFN beside AVEPref");
    const std::set<std::string> union_members = expand_group(built_in_groups().countries, "EU27");
    for (const auto& [cell, mfn] : most_favoured_) {
      const std::string& importer = std::get<1>(cell);
      const std::string& product = std::get<2>(cell);
      for (const Country& exporter : iso_countries()) {
        if (exporter.code == importer) continue;
        if (importer == kEuropeanUnion && union_members.count(exporter.code) > 0) continue;
        const Cell to{exporter.code, importer, product};
        const auto preference = preferences_.find(to);
        if (preference != preferences_.end())
          applied_[to] = preference->second;
        else if (mfn)
          applied_[to] = *mfn;
      }
    }
    if (!most_favoured_.empty())
      say(out, diagnostics_,
          "MFN rates are those of every country of ISO 3166-1 that has no preference");
  }

  void say_choices(Imported& out) {
    const auto counted_out = [&](std::size_t rows, const std::string& what) {
      if (rows > 0) say(out, diagnostics_, fmt::format("{} {}", counted(rows, "row"), what));
    };
    if (years_.size() > 1)
      say(out, diagnostics_,
          fmt::format("the files have the years {}: {} is used{}", fmt::join(years_, ", "), year_,
                      request_.year ? "" : " (--year takes another)"));
    if (nomenclatures_.size() > 1)
      say(out, diagnostics_,
          fmt::format("the files have the nomenclatures {}: {} is used",
                      fmt::join(nomenclatures_, ", "), nomenclature_));
    counted_out(other_duties_, "of bound (BND) and preferential (PRF) rates ignored");
    counted_out(not_countries_, "towards the World and groups ignored");
    counted_out(not_six_digits_, "of products that are not of six digits ignored");
    say(out, diagnostics_,
        fmt::format("{} means of tariff lines, in fractions; by product: a line 'tariff: {{set: "
                    "tariffs.csv}}' takes them for importers whose trade is known by product "
                    "(products.csv, as 'data import baci' makes one)",
                    weighted_ ? "weighted" : "simple"));
  }

  std::string tariffs_csv() const {
    fmt::memory_buffer out;
    fmt::format_to(std::back_inserter(out), "exporter,importer,product,rate\n");
    for (const auto& [cell, percent] : applied_)
      fmt::format_to(std::back_inserter(out), "{},{},{},{:.10g}\n", std::get<0>(cell),
                     std::get<1>(cell), std::get<2>(cell), percent / 100);
    return fmt::to_string(out);
  }

  static constexpr double kMostPercent = 10000;

  const ImportRequest& request_;
  Diagnostics& diagnostics_;
  std::vector<WitsFile> files_;
  std::set<int> years_;
  std::set<std::string> nomenclatures_;
  int year_ = 0;
  std::string nomenclature_;
  bool weighted_ = false;
  std::map<std::string, std::set<std::string>> members_;
  Rates applied_in_query_, most_favoured_in_query_, most_favoured_;
  std::map<Cell, double> preferences_, applied_;
  std::size_t other_duties_ = 0, not_countries_ = 0, not_six_digits_ = 0;
};

}  // namespace

Imported import_wits(const ImportRequest& request, Diagnostics& diagnostics) {
  return WitsReader(request, diagnostics).read();
}

}  // namespace tariffsim
