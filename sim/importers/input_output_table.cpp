#include "importers/input_output_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/numbers.hpp"

namespace tariffsim {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
/// Totals above this part of what they should be are those of a damaged file.
constexpr double kDamaged = 0.01;
/// Published tables are rounded: a total may differ by this part of it and this much of the unit.
constexpr double kRoundingShare = 1e-6, kRoundingUnits = 0.01;

std::uint64_t pair_of(Index country, Index sector) {
  return (static_cast<std::uint64_t>(country) << 32U) | static_cast<std::uint64_t>(sector);
}

}  // namespace

Index IndustryList::find(Index country, Index sector) const {
  const auto found = industry_at_.find(pair_of(country, sector));
  return found == industry_at_.end() ? -1 : found->second;
}

Index IndustryList::find_country(std::string_view code) const {
  const auto found = country_at_.find(std::string(code));
  return found == country_at_.end() ? -1 : found->second;
}

Index IndustryList::find(std::string_view country_code, std::string_view sector_code) const {
  const Index n = find_country(country_code);
  const auto s = sector_at_.find(std::string(sector_code));
  return n < 0 || s == sector_at_.end() ? -1 : find(n, s->second);
}

Index IndustryList::country(const std::string& code) {
  const auto [found, is_new] = country_at_.emplace(code, static_cast<Index>(countries.size()));
  if (is_new) countries.push_back({code, code});
  return found->second;
}

Index IndustryList::sector(const std::string& code) {
  const auto [found, is_new] = sector_at_.emplace(code, static_cast<Index>(sectors.size()));
  if (is_new) sectors.push_back({code, code, SectorKind::goods});
  return found->second;
}

Index IndustryList::add(const std::string& country_code, const std::string& sector_code) {
  const Index n = country(country_code), s = sector(sector_code);
  const auto [found, is_new] =
      industry_at_.emplace(pair_of(n, s), static_cast<Index>(industries.size()));
  if (is_new) industries.push_back({n, s});
  return found->second;
}

void IndustryList::rename_sector(Index sector, const std::string& code, const std::string& name) {
  Sector& one = sectors[static_cast<std::size_t>(sector)];
  sector_at_.erase(one.code);
  sector_at_[code] = sector;
  one.code = code;
  one.name = name;
}

std::string IndustryList::name(Index industry) const {
  const Industry& one = industries[static_cast<std::size_t>(industry)];
  return countries[static_cast<std::size_t>(one.country)].code + " " +
         sectors[static_cast<std::size_t>(one.sector)].code;
}

InputOutputTable::InputOutputTable(const IndustryList& list, Aggregation joined)
    : list_(list),
      joined_(std::move(joined)),
      flow_(static_cast<Index>(joined_.countries.size()),
            static_cast<Index>(joined_.sectors.size())),
      domestic_(flow_.countries(), flow_.sectors()),
      imported_(flow_.countries(), flow_.sectors()) {
  const std::size_t n = list.industries.size();
  for (const IndustryList::Industry& one : list.industries) {
    to_country_.push_back(joined_.country_of[at(one.country)]);
    to_sector_.push_back(joined_.sector_of[at(one.sector)]);
  }
  for (auto* sums : {&made_, &used_, &taxes_, &value_added_, &other_}) sums->assign(n, 0);
  for (auto* given : {&total_, &inputs_given_, &output_}) given->assign(n, kNone);
}

void InputOutputTable::add_input(Index seller, Index user, double value) {
  const Index from = to_country_[at(seller)], into = to_country_[at(user)];
  const Index k = to_sector_[at(seller)];
  flow_(from, into, k) += value;
  (from == into ? domestic_ : imported_)(into, k, to_sector_[at(user)]) += value;
  made_[at(seller)] += value;
  used_[at(user)] += value;
}

void InputOutputTable::add_final(Index seller, Index country, double value) {
  flow_(to_country_[at(seller)], joined_.country_of[at(country)], to_sector_[at(seller)]) += value;
  made_[at(seller)] += value;
  if (value >= 0) return;
  ++negative_cells_;
  negative_ -= value;
}

void InputOutputTable::add_unplaced(Index seller, double value) {
  made_[at(seller)] += value;
  unplaced_ += value;
}

void InputOutputTable::add_account(Account account, Index user, double value) {
  const std::size_t u = at(user);
  const auto start = [&](double& given) { given = std::isnan(given) ? value : given + value; };
  switch (account) {
    case Account::taxes:
      taxes_[u] += value;
      break;
    case Account::value_added:
      has_costs_ = true;
      value_added_[u] += value;
      break;
    case Account::other:
      other_[u] += value;
      break;
    case Account::inputs:
      start(inputs_given_[u]);
      break;
    case Account::output:
      start(output_[u]);
      break;
  }
}

double InputOutputTable::cost(std::size_t u) const {
  return used_[u] + taxes_[u] + value_added_[u] + other_[u];
}

/// What rounding leaves of a zero.
double InputOutputTable::remnant() const { return 1.5 * std::pow(10.0, -decimals_); }

void InputOutputTable::consider(Gap& worst, Index industry, const char* sum, double found,
                                const char* total, double expected) const {
  if (std::isnan(found) || std::isnan(expected)) return;
  // Each cell is off by up to half its last decimal: five standard deviations of their sum.
  const double cells = static_cast<double>(list_.industries.size());
  const double rounding = std::pow(10.0, -decimals_) * std::sqrt(cells / 12) * 5;
  const double size = std::max(std::abs(found), std::abs(expected));
  const double gap = std::abs(found - expected);
  if (gap <= kRoundingShare * size + kRoundingUnits + rounding) return;
  if (gap / size > worst.share) worst = {gap / size, industry, sum, total, found, expected};
}

InputOutputTable::Gap InputOutputTable::worst() const {
  Gap gap;
  for (std::size_t u = 0; u < made_.size(); ++u) {
    const auto industry = static_cast<Index>(u);
    const char* const sales = "its sales add up to";
    consider(gap, industry, sales, made_[u], "its row total in the file is", total_[u]);
    consider(gap, industry, sales, made_[u], "its output in the file is", output_[u]);
    consider(gap, industry, "its inputs add up to", used_[u], "their total in the file is",
             inputs_given_[u]);
    if (has_costs_)
      consider(gap, industry, sales, made_[u], "inputs, taxes and value added add up to", cost(u));
  }
  return gap;
}

bool InputOutputTable::has_totals() const {
  const auto given = [](const std::vector<double>& totals) {
    return std::any_of(totals.begin(), totals.end(), [](double t) { return !std::isnan(t); });
  };
  return has_costs_ || given(total_) || given(inputs_given_) || given(output_);
}

void InputOutputTable::check_totals(const Place& file, Diagnostics& diagnostics) const {
  const Gap gap = worst();
  if (missing_ > 0)
    diagnostics.note(file, fmt::format("{} without a number {} read as 0",
                                       counted(missing_, "cell"), missing_ == 1 ? "is" : "are"));
  if (gap.industry < 0) return;
  const std::string message =
      fmt::format("{}: {} {:.10g}, {} {:.10g}, {} apart", list_.name(gap.industry), gap.sum,
                  gap.found, gap.total, gap.expected, percent_of(gap.share, 1));
  if (gap.share > kDamaged)
    diagnostics.error(file, "the totals of the file are not those of its cells: " + message,
                      "a damaged file, a lost decimal mark, or a total that was read as data?");
  else
    diagnostics.warning(file, "totals differ beyond rounding, most in " + message);
}

void clean_flows(Imported& imported, const Cleaning& cleaning, double remnant,
                 Diagnostics& diagnostics, const std::string& cause) {
  Baseline& labels = imported.baseline;
  Cube& flow = labels.flow;
  double negative = 0, all = 0, largest = 0;
  int cells = 0;
  std::string where;
  for (Index s = 0; s < flow.sectors(); ++s)
    for (Index n = 0; n < flow.countries(); ++n)
      for (Index i = 0; i < flow.countries(); ++i) {
        double& value = flow(i, n, s);
        all += std::max(0.0, value);
        if (value >= 0) continue;
        if (value < -remnant) {
          ++cells;
          negative -= value;
          if (-value > largest) {
            largest = -value;
            where = fmt::format("{} -> {} {}", labels.countries[static_cast<std::size_t>(i)].code,
                                labels.countries[static_cast<std::size_t>(n)].code,
                                labels.sectors[static_cast<std::size_t>(s)].code);
          }
        }
        if (cleaning.negative_to_zero || value >= -remnant) value = 0;
      }
  if (cells == 0) return;
  const std::string found =
      fmt::format("{} flow{} below 0{}: {:.6g} {}{} in all, {} of trade, most in {}", cells,
                  cells == 1 ? " is" : "s are", cause, negative, imported.unit, labels.currency,
                  percent_of(negative, all), where);
  if (!cleaning.negative_to_zero)
    throw InputError({}, found, "'clean: {negative: zero}' in a recipe sets them to 0");
  say(imported, diagnostics, found + "; set to 0, so that sales there add up to more than output");
}

/// Changes in inventories are real: they count in the flow that they are part of.
void InputOutputTable::say_negative_cells(Imported& imported, Diagnostics& diagnostics) const {
  if (negative_ <= remnant() * static_cast<double>(negative_cells_)) return;
  double trade = 0;
  for (const double value : imported.baseline.flow.values()) trade += value;
  say(imported, diagnostics,
      fmt::format("{} of final use {} below 0 (changes in inventories): {:.6g} {}{} in all, {} of "
                  "trade, taken off the flows that they are part of",
                  counted(negative_cells_, "cell"), negative_cells_ == 1 ? "is" : "are", negative_,
                  imported.unit, imported.baseline.currency, percent_of(negative_, trade)));
}

/// Inputs cannot be negative: what is more than a remnant is said, and all become 0.
void InputOutputTable::clean_inputs(const Cleaning& cleaning, double trade, const std::string& unit,
                                    Diagnostics& diagnostics) {
  double negative = 0;
  int cells = 0;
  for (InputShares* part : {&domestic_, &imported_})
    for (Index s = 0; s < part->sectors(); ++s)
      for (Index k = 0; k < part->sectors(); ++k)
        for (Index n = 0; n < part->countries(); ++n) {
          double& value = (*part)(n, k, s);
          if (value >= 0) continue;
          if (value < -remnant()) {
            ++cells;
            negative -= value;
          }
          value = 0;
        }
  if (cells == 0) return;
  const std::string found =
      fmt::format("{} input{} below 0, which no industry can use: {:.6g} {} in all, {} of trade",
                  cells, cells == 1 ? " is" : "s are", negative, unit, percent_of(negative, trade));
  if (!cleaning.negative_to_zero)
    throw InputError({}, found, "'clean: {negative: zero}' in a recipe sets them to 0");
  diagnostics.warning({}, found + "; set to 0");
}

/// g = inputs / output of the using industry; an industry without output has none.
void InputOutputTable::make_shares(Imported& imported) {
  const Index countries = domestic_.countries(), sectors = domestic_.sectors();
  Table output = Table::Zero(countries, sectors);
  for (std::size_t u = 0; u < made_.size(); ++u) output(to_country_[u], to_sector_[u]) += made_[u];
  for (InputShares* part : {&domestic_, &imported_})
    for (Index s = 0; s < sectors; ++s)
      for (Index k = 0; k < sectors; ++k)
        for (Index n = 0; n < countries; ++n) {
          double& value = (*part)(n, k, s);
          value = output(n, s) > remnant() ? value / output(n, s) : 0;
        }
  imported.inputs = {std::move(domestic_), std::move(imported_)};
}

void limit_shares(Imported& imported, const Cleaning& cleaning, Diagnostics& diagnostics) {
  auto& [domestic, from_abroad] = imported.inputs;
  const Baseline& labels = imported.baseline;
  int industries = 0;
  double worst = 1;
  std::string where;
  for (Index s = 0; s < domestic.sectors(); ++s)
    for (Index n = 0; n < domestic.countries(); ++n) {
      double sum = 0;
      for (Index k = 0; k < domestic.sectors(); ++k)
        sum += domestic(n, k, s) + from_abroad(n, k, s);
      if (sum <= 1) continue;
      ++industries;
      if (sum > worst) {
        worst = sum;
        where = labels.countries[static_cast<std::size_t>(n)].code + " " +
                labels.sectors[static_cast<std::size_t>(s)].code;
      }
      for (Index k = 0; k < domestic.sectors() && cleaning.scale_inputs; ++k) {
        domestic(n, k, s) /= sum;
        from_abroad(n, k, s) /= sum;
      }
    }
  if (industries == 0) return;
  const std::string found =
      fmt::format("inputs cost more than the output in {} {}, most in {} ({:.4g} % of it)",
                  industries, industries == 1 ? "industry" : "industries", where, 100 * worst);
  if (!cleaning.scale_inputs)
    throw InputError({}, found, "'clean: {inputs_above_cost: scale}' in a recipe scales them down");
  say(imported, diagnostics,
      found +
          "; their inputs were scaled down to cost as much as the output, "
          "which leaves them no value added");
}

void sum_inputs(Imported& imported) {
  const InputsByOrigin& parts = imported.inputs;
  InputShares& all = imported.baseline.input_share;
  all = parts.domestic;
  for (Index s = 0; s < all.sectors(); ++s)
    for (Index k = 0; k < all.sectors(); ++k)
      for (Index n = 0; n < all.countries(); ++n) all(n, k, s) += parts.imported(n, k, s);
}

void InputOutputTable::put_into(Imported& imported, const Cleaning& cleaning,
                                Diagnostics& diagnostics) {
  Baseline& out = imported.baseline;
  out.countries = joined_.countries;
  out.sectors = joined_.sectors;
  out.tariff = Cube(flow_.countries(), flow_.sectors());
  out.flow = std::move(flow_);
  imported.totals_checked = has_totals();
  if (!imported.totals_checked)
    say(imported, diagnostics,
        "there are no totals and no value added in the file: its cells could not be checked");
  say_negative_cells(imported, diagnostics);
  clean_flows(imported, cleaning, remnant(), diagnostics);
  double trade = 0;
  for (const double value : out.flow.values()) trade += value;
  clean_inputs(cleaning, trade, imported.unit + out.currency, diagnostics);
  make_shares(imported);
  limit_shares(imported, cleaning, diagnostics);
  sum_inputs(imported);
}

}  // namespace tariffsim
