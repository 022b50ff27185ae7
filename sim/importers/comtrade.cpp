// UN Comtrade as CSV: the columns of the new interface and of the old one, US dollars.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "base/numbers.hpp"
#include "data/built_in_groups.hpp"
#include "importers/area_codes.hpp"
#include "importers/customs_returns.hpp"
#include "importers/importers.hpp"
#include "importers/named_columns.hpp"
#include "importers/product_trade.hpp"

namespace tariffsim {
namespace {

/// "Areas not elsewhere specified", bunkers, free zones: reported, and not of a country.
constexpr std::array<std::string_view, 8> kUnspecified{"899", "837", "838", "839",
                                                       "568", "577", "636", "879"};
constexpr std::string_view kWorld = "0";
/// Beside its members it would count twice.
constexpr const char* kEuropeanUnion = "EUN";
constexpr double kDiffersFromWorld = 0.01;

/// Columns by their names in both interfaces; those of the new one come first.
struct ComtradeColumns {
  std::size_t year, flow, reporter, partner, product, value;
  std::optional<std::size_t> period, level, second_partner, transport, customs, revision;
};

ComtradeColumns columns_of(const NamedColumns& named) {
  ComtradeColumns out{};
  out.year = named.need({"refYear", "Year", "period"});
  out.flow = named.need({"flowCode", "Trade Flow Code"});
  out.reporter = named.need({"reporterCode"});
  out.partner = named.need({"partnerCode"});
  out.product = named.need({"cmdCode", "Commodity Code"});
  out.value = named.need({"primaryValue", "Trade Value (US$)", "TradeValue"});
  out.period = named.find({"period"});
  out.level = named.find({"aggrLevel", "Aggregate Level"});
  out.second_partner = named.find({"partner2Code", "2nd Partner Code"});
  out.transport = named.find({"motCode", "Mode of Transport Code"});
  out.customs = named.find({"customsCode", "Customs Proc. Code"});
  out.revision = named.find({"classificationCode", "Classification"});
  return out;
}

std::string without_zeros(std::string_view number) {
  while (number.size() > 1 && number.front() == '0') number.remove_prefix(1);
  return std::string(number);
}

bool is_all_of(const TableRows& rows, const std::optional<std::size_t>& column,
               std::string_view whole) {
  if (!column) return true;
  const std::string_view field = rows.field(*column);
  return field.empty() || field == whole || without_zeros(field) == whole;
}

class ComtradeReader {
 public:
  ComtradeReader(const ImportRequest& request, Diagnostics& diagnostics)
      : request_(request),
        diagnostics_(diagnostics),
        returns_(request, diagnostics),
        trade_(request.cleaning.sum_rows) {}

  Imported read() {
    for (const SourceFile& file : request_.files) look_through(file);
    choose();
    for (const SourceFile& file : request_.files) read_file_of(file);
    diagnostics_.throw_if_errors();
    require_partners();
    Imported out = returns_.begin_result();
    out.edition = revision_;
    say_choices(out);
    compare_with_world(out);
    returns_.put(trade_, out);
    say(out, diagnostics_,
        "there are no sales at home in this source, and imports of reporters only: a model needs "
        "more in flows.csv");
    return out;
  }

 private:
  /// Rows of six digits, all modes of transport and customs procedures together.
  static bool is_cell(const TableRows& rows, const ComtradeColumns& at) {
    if (at.level && rows.field(*at.level) != "6") return false;
    return is_all_of(rows, at.second_partner, kWorld) && is_all_of(rows, at.transport, kWorld) &&
           is_all_of(rows, at.customs, "C00");
  }
  static bool is_import(std::string_view flow) { return flow == "M" || flow == "1"; }
  static bool is_export(std::string_view flow) { return flow == "X" || flow == "2"; }

  /// "202203", or empty for a row of a whole year.
  static std::string month_of(const TableRows& rows, const ComtradeColumns& at) {
    const std::string_view period = at.period ? rows.field(*at.period) : std::string_view{};
    return period.size() == 6 ? std::string(period) : "";
  }

  void look_through(const SourceFile& file) {
    TableRows rows(file);
    const NamedColumns named(rows, file);
    const ComtradeColumns at = columns_of(named);
    if (!at.transport) lacking_.insert("motCode");
    if (!at.customs) lacking_.insert("customsCode");
    if (!at.second_partner) lacking_.insert("partner2Code");
    while (rows.next()) {
      if (!is_cell(rows, at)) continue;
      if (const auto year = whole_number(rows.field(at.year).substr(0, 4))) {
        if (const std::string month = month_of(rows, at); !month.empty())
          returns_.found_month(*year, month);
        else
          returns_.found_year(*year);
      }
      if (const auto reporter = area_of_number(without_zeros(rows.field(at.reporter))))
        reporters_.insert(*reporter);
      if (is_import(rows.field(at.flow))) returns_.found_imports();
      if (is_export(rows.field(at.flow))) returns_.found_exports();
      if (at.revision) revisions_.insert(std::string(rows.field(*at.revision)));
    }
  }

  void choose() {
    if (!returns_.has_any())
      throw InputError(place_in(request_.files.front()),
                       "no rows of six digits, all modes of transport together, of imports or "
                       "exports",
                       "download products at the level of six digits (AG6)");
    returns_.choose();
    if (!lacking_.empty())
      trade_.doubt_repeats(fmt::format(
          "without the column{} {} totals and their parts look alike, and adding rows up "
          "counts both: download it with all columns, or leave the parts out",
          lacking_.size() == 1 ? "" : "s", fmt::join(lacking_, ", ")));
    if (!revisions_.empty()) revision_ = *revisions_.rbegin();
  }

  void read_file_of(const SourceFile& file) {
    trade_.begin_file(file);
    const NumberStyle style = style_without_totals(file, diagnostics_);
    TableRows rows(file);
    const NamedColumns named(rows, file);
    const ComtradeColumns at = columns_of(named);
    while (rows.next()) {
      if (!named.fits(rows, diagnostics_) || !is_cell(rows, at)) continue;
      const std::string_view flow = rows.field(at.flow);
      if (returns_.imports() ? !is_import(flow) : !is_export(flow)) continue;
      if (whole_number(rows.field(at.year).substr(0, 4)) != returns_.year()) continue;
      if (at.revision && rows.field(*at.revision) != revision_) continue;
      if (month_of(rows, at).empty() == returns_.by_month()) continue;
      read_cell(rows, at, style);
    }
  }

  void read_cell(const TableRows& rows, const ComtradeColumns& at, NumberStyle style) {
    const auto product = six_digits(rows.field(at.product));
    const auto value = number_in(rows, at.value, style, diagnostics_);
    if (!product) ++not_six_digits_;
    if (is_missing(rows.field(at.value))) ++without_value_;
    if (!product || !value) return;
    const auto reporter = area_of_number(rows.field(at.reporter));
    if (!reporter)
      return diagnostics_.error(
          rows.place(at.reporter),
          fmt::format("'{}' is not a number of a country", rows.field(at.reporter)));
    if (reporter == kEuropeanUnion && union_beside_members()) {
      ++of_union_;
      return;
    }
    const std::string partner_number = without_zeros(rows.field(at.partner));
    if (partner_number == kWorld) {
      world_[*reporter] += *value;
      return;
    }
    partners_[*reporter] += *value;
    const auto partner = area_of_number(partner_number);
    const bool unspecified =
        std::find(kUnspecified.begin(), kUnspecified.end(), partner_number) != kUnspecified.end();
    const bool group = partner == kEuropeanUnion;
    if (!partner || unspecified || group) {
      without_.add(partner_number, *value);
      return;
    }
    // Months of a cell are told apart by their names, and added up.
    const std::string month = month_of(rows, at);
    returns_.add({without_zeros(rows.field(at.reporter)) + month, *reporter},
                 {partner_number, *partner}, *product, *value, rows.line(), trade_);
  }

  /// What the European Union reports, its members do too.
  bool union_beside_members() const {
    const auto& members = built_in_groups().countries.at("EU27");
    return std::any_of(members.begin(), members.end(),
                       [&](const std::string& member) { return reporters_.count(member) > 0; });
  }

  void say_left_out(Imported& out) {
    if (of_union_ > 0)
      say(out, diagnostics_,
          fmt::format("{} of the European Union as a reporter left out: its members report too",
                      counted(of_union_, "row")));
    if (not_six_digits_ > 0)
      say(out, diagnostics_,
          fmt::format("{} of codes that are no products of six digits, such as 9999AA, left out",
                      counted(not_six_digits_, "row")));
    if (without_value_ > 0)
      say(out, diagnostics_,
          fmt::format("{} without a value, left out", counted(without_value_, "row")));
  }

  void say_choices(Imported& out) {
    say(out, diagnostics_,
        returns_.imports()
            ? "imports as reporters count them (cif)"
            : "exports as reporters count them (fob): there are no imports in the file");
    returns_.say_choices(out);
    if (revisions_.size() > 1)
      say(out, diagnostics_,
          fmt::format("the files have the classifications {}: {} is used",
                      fmt::join(revisions_, ", "), revision_));
    say_left_out(out);
    returns_.say_left_out(without_, trade_.total() + without_.sum(), out);
  }

  /// The World is no partner that a model has.
  void require_partners() const {
    if (trade_.total() > 0) return;
    throw InputError(place_in(request_.files.front()),
                     world_.empty()
                         ? "no trade with a country as partner, only with areas that are "
                           "none"
                         : "the World is the only partner in the file: trade by country "
                           "is not in it",
                     "download it again with 'All' partners, at the level of six digits (AG6)");
  }

  /// The rows of the World must be the sum of those of partners.
  void compare_with_world(Imported& out) {
    for (const auto& [reporter, world] : world_) {
      const double gap = std::abs(partners_[reporter] - world);
      if (world > 0 && gap > kDiffersFromWorld * world)
        diagnostics_.warning(
            place_in(request_.files.front()),
            fmt::format("the partners of {} add up to {:.6g} USD, and the World is "
                        "{:.6g}: {} apart",
                        reporter, partners_[reporter], world, percent_of(gap, world)),
            "is the file cut off, or without some partners?");
    }
    if (!world_.empty()) add_note(out, "Totals (World) were compared with their partners.");
  }

  const ImportRequest& request_;
  Diagnostics& diagnostics_;
  CustomsReturns returns_;
  ProductsTraded trade_;
  WithoutCountry without_;
  std::map<std::string, double> world_, partners_;  // by reporter
  std::set<std::string> revisions_, reporters_;
  std::set<std::string> lacking_;  // columns that tell totals from their parts
  std::size_t of_union_ = 0, not_six_digits_ = 0, without_value_ = 0;
  std::string revision_;
};

}  // namespace

Imported import_comtrade(const ImportRequest& request, Diagnostics& diagnostics) {
  return ComtradeReader(request, diagnostics).read();
}

}  // namespace tariffsim
