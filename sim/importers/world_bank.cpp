// World Bank indicators of mean tariffs: one rate a country, without partner and product.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "data/iso_countries.hpp"
#include "importers/area_codes.hpp"
#include "importers/importers.hpp"
#include "importers/named_columns.hpp"

namespace tariffsim {
namespace {

/// Codes that are no countries of ISO 3166-1 and yet economies.
constexpr std::array<std::string_view, 2> kEconomies{"XKX", "CHI"};

/// What an indicator is of, by the third part of its code: TM.TAX.MRCH.WM.AR.ZS.
struct TariffGroup {
  std::string_view part;
  const char* group;
};
constexpr std::array<TariffGroup, 3> kTariffGroups{
    {{"MRCH", "goods"}, {"MANF", "manufactures"}, {"TCOM", "primary"}}};

bool is_economy(std::string_view code) {
  return find_iso_country(code) != nullptr ||
         std::find(kEconomies.begin(), kEconomies.end(), code) != kEconomies.end();
}

struct MeanRate {
  int year;
  double percent;
};

class WorldBankReader {
 public:
  WorldBankReader(const ImportRequest& request, Diagnostics& diagnostics)
      : request_(request),
        diagnostics_(diagnostics),
        file_(only_table(data_files_, {".csv"}, "an indicator of the World Bank")) {}

  Imported read() {
    const NumberStyle style = style_without_totals(file_, diagnostics_);
    TableRows rows(file_);
    find_header(rows);
    while (rows.next()) read_row(rows, style);
    diagnostics_.throw_if_errors();
    if (rates_.empty())
      throw InputError(
          place_in(file_),
          fmt::format("no country has a rate{}",
                      request_.year ? fmt::format(" in {} or before", *request_.year) : ""));
    Imported out;
    out.year = request_.year.value_or(last_year());
    out.edition = indicator_;
    say_choices(out);
    out.more.push_back({"rates.csv", rates_csv()});
    if (const char* group = group_of_indicator())
      out.more.push_back({"means.csv", means_csv(group)});
    return out;
  }

 private:
  /// The metadata that come with an indicator are of no use here.
  static ImportRequest without_metadata(const ImportRequest& request) {
    ImportRequest out = request;
    out.year.reset();
    out.files.erase(
        std::remove_if(out.files.begin(), out.files.end(),
                       [](const SourceFile& file) { return file.name.starts_with("metadata_"); }),
        out.files.end());
    return out;
  }

  void find_header(TableRows& rows) {
    while (rows.next()) {
      if (rows.field(0) != "Country Name" && rows.field(0) != "Country Code" &&
          rows.field(1) != "Country Code")
        continue;
      for (std::size_t c = 0; c < rows.size(); ++c) {
        const std::string_view name = rows.field(c);
        if (name == "Country Code") code_at_ = c;
        if (name == "Indicator Code") indicator_at_ = c;
        if (const auto year = whole_number(name); year && name.size() == 4) year_at_[*year] = c;
      }
      if (!year_at_.empty()) return;
    }
    throw InputError(place_in(file_), "no line with 'Country Name', 'Country Code' and years",
                     "expected the CSV of an indicator, API_TM.TAX...csv");
  }

  void read_row(const TableRows& rows, NumberStyle style) {
    const std::string code(rows.field(code_at_));
    if (indicator_at_ > 0) take_indicator(rows);
    if (!is_economy(code)) {
      ++groups_;
      return;
    }
    if (!seen_.insert(code).second)
      diagnostics_.error(rows.place(code_at_), fmt::format("'{}' comes twice", code));
    for (auto at = year_at_.rbegin(); at != year_at_.rend(); ++at) {
      if (request_.year && at->first > *request_.year) continue;
      const auto percent = number_in(rows, at->second, style, diagnostics_);
      if (!percent) continue;
      rates_.emplace(code, MeanRate{at->first, *percent});
      return;
    }
    ++without_rate_;
  }

  void take_indicator(const TableRows& rows) {
    const std::string code(rows.field(indicator_at_));
    if (indicator_.empty()) {
      indicator_ = code;
      if (!is_tariff())
        throw InputError(rows.place(indicator_at_),
                         fmt::format("'{}' is no indicator of mean tariffs", code),
                         "expected one of TM.TAX with SM, WM or BR in its code, such as "
                         "TM.TAX.MRCH.WM.AR.ZS");
    }
    if (code != indicator_)
      diagnostics_.error(rows.place(indicator_at_),
                         fmt::format("a second indicator, {} beside {}", code, indicator_),
                         "give the file of one indicator");
  }

  /// Simple, weighted and bound means; others are shares of lines.
  bool is_tariff() const {
    const auto has = [&](const char* part) { return indicator_.find(part) != std::string::npos; };
    return indicator_.starts_with("TM.TAX.") && (has(".SM.") || has(".WM.") || has(".BR."));
  }

  int last_year() const {
    int last = 0;
    for (const auto& [ignored, rate] : rates_) last = std::max(last, rate.year);
    return last;
  }

  const char* group_of_indicator() const {
    for (const TariffGroup& known : kTariffGroups)
      if (indicator_.find(known.part) != std::string::npos) return known.group;
    return nullptr;
  }

  void say_choices(Imported& out) {
    std::map<int, int> by_year;
    for (const auto& [ignored, rate] : rates_) ++by_year[rate.year];
    std::string years;
    for (const auto& [year, countries] : by_year)
      years += fmt::format("{}{}: {}", years.empty() ? "" : ", ", year, countries);
    say(out, diagnostics_,
        fmt::format("the last rate of each country{}, countries by year: {}",
                    request_.year ? fmt::format(" up to {}", *request_.year) : "", years));
    if (groups_ > 0)
      say(out, diagnostics_,
          fmt::format("rows of groups of countries that are left out: {}", groups_));
    if (without_rate_ > 0)
      say(out, diagnostics_,
          fmt::format("countries without a rate, which have no row: {}", without_rate_));
    if (indicator_.find(".SM.") != std::string::npos)
      say(out, diagnostics_, "these are simple means, not weighted by trade");
    say(out, diagnostics_,
        "a mean has no partner and no product: 'rates: {means: means.csv}' in a recipe scales the "
        "tariffs of a baseline to it");
  }

  std::string rates_csv() const {
    std::string out = "importer,year,rate\n";
    for (const auto& [code, rate] : rates_)
      out += fmt::format("{},{},{:.10g}\n", code, rate.year, rate.percent / 100);
    return out;
  }

  /// As a recipe's `means` has it; the group is one of its `sector_groups`.
  std::string means_csv(const std::string& group) const {
    std::string out = "importer,group,mean_pct,moves,source\n";
    for (const auto& [code, rate] : rates_)
      out += fmt::format("{},{},{:.10g},both,\"World Bank, WDI {}, {}\"\n", code, group,
                         rate.percent, indicator_, rate.year);
    return out;
  }

  const ImportRequest& request_;
  Diagnostics& diagnostics_;
  ImportRequest data_files_ = without_metadata(request_);
  const SourceFile& file_;
  std::size_t code_at_ = 0, indicator_at_ = 0;
  std::map<int, std::size_t> year_at_;
  std::map<std::string, MeanRate> rates_;
  std::set<std::string> seen_;
  std::string indicator_;
  int groups_ = 0, without_rate_ = 0;
};

}  // namespace

Imported import_world_bank(const ImportRequest& request, Diagnostics& diagnostics) {
  return WorldBankReader(request, diagnostics).read();
}

}  // namespace tariffsim
