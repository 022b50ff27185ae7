#include "importers/customs_returns.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

namespace tariffsim {
namespace {

constexpr std::size_t kMonths = 12;

std::vector<int> years_of(const std::map<int, bool>& whole) {
  std::vector<int> years;
  years.reserve(whole.size());
  for (const auto& [year, is_whole] : whole) years.push_back(year);
  return years;
}

}  // namespace

void CustomsReturns::choose() {
  year_ = request_.year.value_or(whole_.rbegin()->first);
  if (whole_.count(year_) == 0)
    throw InputError(first_file(), fmt::format("no rows of {}; there are those of {}", year_,
                                               fmt::join(years_of(whole_), ", ")));
}

Imported CustomsReturns::begin_result() const {
  Imported out;
  out.baseline.currency = request_.currency;
  out.unit = "";
  out.unit_in_million = 1e-6;
  out.year = year_;
  return out;
}

void CustomsReturns::say_choices(Imported& out) const {
  const auto months = months_.find(year_);
  if (by_month() && months->second.size() < kMonths)
    diagnostics_.warning(first_file(),
                         fmt::format("{} of the {} months of {} are there: values are their sum",
                                     months->second.size(), kMonths, year_));
  if (whole_.size() > 1)
    say(out, diagnostics_,
        fmt::format("the files have the years {}: {} is used{}", fmt::join(years_of(whole_), ", "),
                    year_, request_.year ? "" : " (--year takes another)"));
}

void CustomsReturns::add(const ProductsTraded::Trader& reporter,
                         const ProductsTraded::Trader& partner, std::string_view product,
                         double value, int line, ProductsTraded& trade) const {
  if (has_imports_)
    trade.add(partner, reporter, product, value, line);
  else
    trade.add(reporter, partner, product, value, line);
}

void CustomsReturns::put(ProductsTraded& trade, Imported& out) const {
  trade.put_into(out, request_, diagnostics_);
}

void CustomsReturns::say_left_out(const WithoutCountry& without, double all, Imported& out) const {
  if (const std::string codes = without.said(all); !codes.empty())
    say(out, diagnostics_, "partners that are no countries are left out: " + codes);
}

}  // namespace tariffsim
