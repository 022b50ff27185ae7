// EXIOBASE 3: the zip or its folder, industries or products, with flows (Z) or coefficients (A).
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/algorithm/string/case_conv.hpp>
#include <cmath>

#include "base/near_miss.hpp"
#include "importers/area_codes.hpp"
#include "importers/importers.hpp"
#include "importers/industries.hpp"
#include "importers/table_labels.hpp"

namespace tariffsim {
namespace {

using Kind = UseColumn::Kind;

/// Words in the names of services; what is extracted or made is a good in spite of them.
constexpr auto kServiceWords = std::to_array<std::string_view>({"electricity",
                                                                "steam and hot water",
                                                                "distribution",
                                                                "collection, purification",
                                                                "construction (45)",
                                                                "construction work",
                                                                "sale, maintenance",
                                                                "retail",
                                                                "wholesale",
                                                                "hotel",
                                                                "transport via",
                                                                "land transport",
                                                                "water transport",
                                                                "air transport",
                                                                "auxiliary transport",
                                                                "transportation",
                                                                "post and telecom",
                                                                "financial",
                                                                "insurance",
                                                                "real estate",
                                                                "renting",
                                                                "computer and related",
                                                                "research and dev",
                                                                "business activit",
                                                                "public admin",
                                                                "education",
                                                                "health",
                                                                "incineration",
                                                                "biogasification",
                                                                "composting",
                                                                "waste water",
                                                                "landfill",
                                                                "membership",
                                                                "recreational",
                                                                "service",
                                                                "private households",
                                                                "extra-territorial",
                                                                "railway transport"});

bool is_service(const std::string& name) {
  const std::string text = boost::to_lower_copy(name);
  const auto has = [&](std::string_view word) { return text.find(word) != std::string::npos; };
  for (const char* made : {"extraction", "forestry", "fishing", "foundry"})
    if (has(made)) return false;
  if (text.starts_with("manufacture") && !has("distribution")) return false;
  return std::any_of(kServiceWords.begin(), kServiceWords.end(), has);
}

/// Two letters; some years have three, ROM, and WWA for the rest of Asia that is WA elsewhere.
std::optional<std::string> exiobase_region(std::string_view code) {
  static constexpr std::array<std::string_view, 5> kRests{"WA", "WE", "WF", "WL", "WM"};
  const std::string_view rest = code.size() == 3 && code[0] == 'W' ? code.substr(1) : code;
  if (std::find(kRests.begin(), kRests.end(), rest) != kRests.end()) return std::string(rest);
  return code.size() == 2 ? area_of_two_letters(code) : area_of_three_letters(code);
}

/// Value added in the file of satellite accounts, by what its names begin with.
std::optional<Account> account_of_factor(std::string_view name) {
  const std::string text = boost::to_lower_copy(std::string(name));
  if (text.starts_with("taxes less subsidies on products")) return Account::taxes;
  for (const char* part : {"other net taxes on production", "compensation of employees",
                           "operating surplus", "value added"})
    if (text.starts_with(part)) return Account::value_added;
  return std::nullopt;
}

/// The files of the data base that are read.
struct ExiobaseFiles {
  const SourceFile *flows = nullptr, *coefficients = nullptr, *final_use = nullptr;
  const SourceFile *output = nullptr, *factors = nullptr, *unit = nullptr;
};

ExiobaseFiles find_exiobase_files(const ImportRequest& request) {
  ExiobaseFiles found;
  for (const SourceFile& file : request.files) {
    const auto take = [&](const SourceFile*& place) {
      if (place != nullptr)
        throw InputError(place_in(file),
                         fmt::format("a second file of that kind beside {}", place->shown),
                         "give the files of one year and one kind of table");
      place = &file;
    };
    if (file.name == "f.txt" && file.folder != "impacts") take(found.factors);
    if (file.folder == "satellite" || file.folder == "impacts") continue;
    if (file.name == "z.txt") take(found.flows);
    if (file.name == "a.txt" || file.name.starts_with("mriot")) take(found.coefficients);
    if (file.name == "y.txt" || file.name.starts_with("mrfinaldemand")) take(found.final_use);
    if (file.name == "x.txt") take(found.output);
    if (file.name == "unit.txt") take(found.unit);
  }
  if (found.flows == nullptr && found.coefficients == nullptr)
    throw InputError({}, "neither Z.txt nor A.txt is among the files",
                     "give the zip of EXIOBASE, such as IOT_2020_ixi.zip, or its folder");
  if (found.final_use == nullptr)
    throw InputError({}, "Y.txt, final demand, is not among the files",
                     "give the zip of EXIOBASE, such as IOT_2020_ixi.zip, or its folder");
  return found;
}

class ExiobaseReader {
 public:
  ExiobaseReader(const ImportRequest& request, NumberStyle style, Diagnostics& diagnostics)
      : request_(request),
        style_(style),
        diagnostics_(diagnostics),
        files_(find_exiobase_files(request)) {}

  Imported read() {
    const SourceFile& main = files_.flows != nullptr ? *files_.flows : *files_.coefficients;
    find_industries(main);
    InputOutputTable table(list_, request_.join(list_.countries, list_.sectors));
    read_final_use(table);
    const std::vector<double> output = read_output(table);
    if (files_.flows != nullptr)
      read_flows(table);
    else
      read_coefficients(table, output.empty() ? solved_output(table) : output);
    if (files_.factors != nullptr) read_factors(table);
    diagnostics_.throw_if_errors();
    table.check_totals(place_in(main), diagnostics_);
    diagnostics_.throw_if_errors();
    Imported out;
    out.baseline.currency = request_.currency;
    if (files_.unit != nullptr) take_unit(out);
    if (files_.flows == nullptr)
      say(out, diagnostics_,
          fmt::format("flows are coefficients (A.txt) times output {}",
                      output.empty() ? "as it follows from them and final demand" : "(x.txt)"));
    if (files_.factors == nullptr)
      say(out, diagnostics_, "without satellite/F.txt value added is not checked");
    table.put_into(out, request_.cleaning, diagnostics_);
    return out;
  }

 private:
  /// Goes to the row of regions, and returns regions and names of the columns; the reader then
  /// stands on the first row of data.
  struct Header {
    std::vector<std::string> regions, names;
    bool more = false;
  };
  static Header read_header(TableRows& rows, const SourceFile& file) {
    Header out;
    const auto take = [&](std::vector<std::string>& into) {
      for (const std::string_view field : rows.fields()) into.emplace_back(field);
    };
    if (!rows.next() || rows.field(0) != "region")
      throw InputError(place_in(file), "the first line does not begin with 'region'",
                       "expected a table of EXIOBASE 3 with its lines of regions and sectors");
    take(out.regions);
    if (!rows.next() || (rows.field(0) != "sector" && rows.field(0) != "category"))
      throw InputError(place_in(file), "the second line does not begin with 'sector' or 'category'",
                       "expected a table of EXIOBASE 3 with its lines of regions and sectors");
    take(out.names);
    out.more = rows.next();
    while (out.more && (rows.field(0) == "region" || rows.field(0) == "stressor"))
      out.more = rows.next();
    return out;
  }

  std::string region(const TableRows& rows, std::string_view code, std::size_t column) {
    if (const auto known = exiobase_region(code)) return *known;
    diagnostics_.error(rows.place(column), fmt::format("unknown region '{}'", code),
                       area_hint(code));
    return "";
  }

  void find_industries(const SourceFile& file) {
    TableRows rows(file);
    const Header header = read_header(rows, file);
    for (std::size_t c = kLabels; c < header.regions.size(); ++c) {
      if (header.regions[c].empty()) continue;
      const std::string code = region(rows, header.regions[c], c);
      if (!code.empty()) list_.add(code, header.names.at(c));
    }
    diagnostics_.throw_if_errors();
    describe_countries(list_.countries);
    for (Sector& sector : list_.sectors)
      sector.kind = is_service(sector.name) ? SectorKind::services : SectorKind::goods;
  }

  Index industry(const TableRows& rows, std::string_view region_code, std::string_view name,
                 std::size_t column) {
    const std::string code = region(rows, region_code, column);
    const Index found = code.empty() ? -1 : list_.find(code, name);
    if (found >= 0 || code.empty()) return found;
    std::vector<std::string> names;
    for (const Sector& sector : list_.sectors) names.push_back(sector.code);
    const auto nearest = near_miss(name, names);
    diagnostics_.error(
        rows.place(std::min<std::size_t>(column + 1, 1)),
        fmt::format("{} has no '{}' in the first lines of the table", region_code, name),
        nearest ? fmt::format("did you mean '{}'?", *nearest) : "");
    return -1;
  }

  std::vector<UseColumn> columns_of(const TableRows& rows, const Header& header, bool final_use) {
    std::vector<UseColumn> columns(header.regions.size());
    SeenOnce seen("column");
    for (std::size_t c = kLabels; c < columns.size(); ++c) {
      if (header.regions[c].empty()) continue;
      const std::string code = region(rows, header.regions[c], c);
      if (final_use) {
        const Index country = list_.find_country(code);
        columns[c] = {country < 0 ? Kind::left_out : Kind::final_use, country};
        continue;
      }
      const Index user = industry(rows, header.regions[c], header.names.at(c), 0);
      columns[c] = {Kind::inputs, user};
      if (user >= 0)
        seen.see(
            user, static_cast<int>(c) + 1, list_.name(user), [&] { return rows.place(); },
            diagnostics_);
    }
    while (!columns.empty() && columns.back().kind == Kind::label) columns.pop_back();
    diagnostics_.throw_if_errors();
    return columns;
  }

  /// Rows of sales; calls `take` with the seller.
  template <class Take>
  void for_each_seller(const SourceFile& file, bool final_use, Take take) {
    TableRows rows(file);
    const Header header = read_header(rows, file);
    const std::vector<UseColumn> columns = columns_of(rows, header, final_use);
    SeenOnce seen("line", request_.cleaning.sum_rows);
    for (bool more = header.more; more; more = rows.next()) {
      const Index seller = industry(rows, rows.field(0), rows.field(1), 0);
      if (seller < 0) continue;
      seen.see(
          seller, rows.line(), list_.name(seller), [&] { return rows.place(0); }, diagnostics_);
      take(rows, columns, seller);
    }
    for (std::size_t i = 0; i < list_.industries.size(); ++i)
      if (!seen.has(static_cast<Index>(i)))
        diagnostics_.error(place_in(file),
                           fmt::format("no row of {}", list_.name(static_cast<Index>(i))),
                           "is the file cut off?");
    diagnostics_.throw_if_errors();
  }

  void read_final_use(InputOutputTable& table) {
    for_each_seller(
        *files_.final_use, true,
        [&](const TableRows& rows, const std::vector<UseColumn>& columns, Index seller) {
          RowCells(columns, style_, table, diagnostics_).add_sales(rows, seller);
        });
  }

  void read_flows(InputOutputTable& table) {
    for_each_seller(
        *files_.flows, false,
        [&](const TableRows& rows, const std::vector<UseColumn>& columns, Index seller) {
          RowCells(columns, style_, table, diagnostics_).add_sales(rows, seller);
        });
  }

  /// Coefficients of one row: `take(user, coefficient)`.
  template <class Take>
  void for_each_coefficient(Take take) {
    for_each_seller(
        *files_.coefficients, false,
        [&](const TableRows& rows, const std::vector<UseColumn>& columns, Index seller) {
          for (std::size_t c = kLabels; c < columns.size(); ++c) {
            const auto value = published_number(rows.field(c), style_);
            if (!value && !is_missing(rows.field(c)))
              diagnostics_.error(rows.place(c),
                                 fmt::format("expected a number, found '{}'", rows.field(c)));
            if (columns[c].kind == Kind::inputs) take(seller, columns[c].to, value.value_or(0));
          }
        });
  }

  void read_coefficients(InputOutputTable& table, const std::vector<double>& output) {
    table.see_decimals(kCoefficientDecimals);
    for_each_coefficient([&](Index seller, Index user, double coefficient) {
      table.add_input(seller, user, coefficient * output[static_cast<std::size_t>(user)]);
    });
  }

  /// x = A x + y, by repetition: what is used as input falls by a good part each time.
  std::vector<double> solved_output(const InputOutputTable& table) {
    const std::size_t n = list_.industries.size();
    std::vector<double> a(n * n), final_use(n);
    for_each_coefficient([&](Index seller, Index user, double coefficient) {
      a[static_cast<std::size_t>(seller) * n + static_cast<std::size_t>(user)] = coefficient;
    });
    for (std::size_t i = 0; i < n; ++i) final_use[i] = table.sales(static_cast<Index>(i));
    std::vector<double> x = final_use, next(n);
    for (int round = 0; round < kMostRounds; ++round) {
      double change = 0, size = 0;
      for (std::size_t i = 0; i < n; ++i) {
        next[i] = final_use[i];
        for (std::size_t j = 0; j < n; ++j) next[i] += a[i * n + j] * x[j];
        change = std::max(change, std::abs(next[i] - x[i]));
        size = std::max(size, std::abs(next[i]));
      }
      x.swap(next);
      if (change <= kSolved * size) return x;
    }
    throw InputError(place_in(*files_.coefficients),
                     "no output follows from these coefficients: inputs cost more than output",
                     "give x.txt beside them");
  }

  /// unit.txt: million euro, unless somebody has converted the tables.
  void take_unit(Imported& out) {
    TableRows rows(*files_.unit);
    rows.next();  // region, sector, unit
    while (rows.next()) {
      const std::size_t last = rows.size() - 1;
      const std::string_view unit = rows.field(last);
      const bool million = unit.size() == 5 && (unit.starts_with("M.") || unit.starts_with("M "));
      if (!million)
        throw InputError(rows.place(last), fmt::format("the unit is '{}'", unit),
                         "expected M.EUR, million euro");
      out.baseline.currency = unit.substr(2);
    }
    if (out.baseline.currency != request_.currency)
      say(out, diagnostics_,
          fmt::format("values are in million {}, as unit.txt says", out.baseline.currency));
  }

  /// x.txt; empty without it.
  std::vector<double> read_output(InputOutputTable& table) {
    std::vector<double> output;
    if (files_.output == nullptr) return output;
    output.assign(list_.industries.size(), 0);
    TableRows rows(*files_.output);
    rows.next();  // region, sector, indout
    while (rows.next()) {
      const Index at = industry(rows, rows.field(0), rows.field(1), 0);
      const auto value = published_number(rows.field(2), style_);
      if (!value)
        diagnostics_.error(rows.place(2),
                           fmt::format("expected a number, found '{}'", rows.field(2)));
      if (at < 0 || !value) continue;
      output[static_cast<std::size_t>(at)] = *value;
      table.add_account(Account::output, at, *value);
    }
    diagnostics_.throw_if_errors();
    return output;
  }

  void read_factors(InputOutputTable& table) {
    TableRows rows(*files_.factors);
    const Header header = read_header(rows, *files_.factors);
    std::vector<UseColumn> columns(header.regions.size());
    for (std::size_t c = 1; c < columns.size(); ++c)
      if (!header.regions[c].empty())
        columns[c] = {Kind::inputs, industry(rows, header.regions[c], header.names.at(c), 0)};
    diagnostics_.throw_if_errors();
    RowCells cells(columns, style_, table, diagnostics_);
    for (bool more = header.more; more; more = rows.next())
      if (const auto account = account_of_factor(rows.field(0))) cells.add_account(rows, *account);
  }

  static constexpr std::size_t kLabels = 2;
  static constexpr int kCoefficientDecimals = 9, kMostRounds = 2000;
  static constexpr double kSolved = 1e-14;

  const ImportRequest& request_;
  NumberStyle style_;
  Diagnostics& diagnostics_;
  ExiobaseFiles files_;
  IndustryList list_;
};

/// The zip, the folder or a file: where the year stands.
std::optional<int> year_of(const ImportRequest& request) {
  for (const SourceFile& file : request.files)
    if (const auto year = year_in_name(file.shown)) return year;
  return std::nullopt;
}

}  // namespace

Imported import_exiobase(const ImportRequest& request, Diagnostics& diagnostics) {
  const ExiobaseFiles files = find_exiobase_files(request);
  const SourceFile& main = files.flows != nullptr ? *files.flows : *files.coefficients;
  Imported out = read_in_fitting_style(main, diagnostics, [&](NumberStyle style, Diagnostics& own) {
    return ExiobaseReader(request, style, own).read();
  });
  out.year = agreed_year(request, year_of(request), main);
  add_note(
      out,
      "Basic prices, euro. Value added holds taxes on inputs. Five regions (WA, WE, WF, WL, WM) "
      "are the rest of the world. Sectors are goods or services by their names.");
  return out;
}

}  // namespace tariffsim
