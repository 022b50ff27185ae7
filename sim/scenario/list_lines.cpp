#include "scenario/list_lines.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/numbers.hpp"
#include "data/lists_in_part.hpp"

namespace tariffsim {
namespace {

constexpr double kNoticeable = 0.05;  // of the trade in a list

/// "us-301-list" of "us-301-list-4a".
std::string family_of(const std::string& list) { return list.substr(0, list.rfind('-')); }

std::vector<Index> in_both(std::vector<Index> some, std::vector<Index> others) {
  std::sort(some.begin(), some.end());
  std::sort(others.begin(), others.end());
  std::vector<Index> both;
  std::set_intersection(some.begin(), some.end(), others.begin(), others.end(),
                        std::back_inserter(both));
  return both;
}

/// Products and their trade, million, the largest first.
using ByTrade = std::vector<std::pair<double, std::string>>;

double sum(const ByTrade& products) {
  double all = 0;
  for (const auto& [trade, product] : products) all += trade;
  return all;
}

/// "847330 (20.7 bn), 850440 (3.1 bn)".
std::string largest(ByTrade products) {
  constexpr std::size_t kMost = 3;
  std::sort(products.rbegin(), products.rend());
  products.resize(std::min(kMost, products.size()));
  std::vector<std::string> words;
  words.reserve(products.size());
  for (const auto& [trade, product] : products)
    words.push_back(fmt::format("{} ({})", product, money(trade)));
  return fmt::format("{}", fmt::join(words, ", "));
}

}  // namespace

double ListLines::trade_of(const std::string& product, const Cells& cells) const {
  const ProductTrade& known = baseline_.products->trade();
  double trade = 0;
  for (const Index at : known.between(product, product))
    for (const Index s : known.sectors[static_cast<std::size_t>(at)])
      for (const Index n : cells.importers)
        for (const Index i : cells.exporters)
          if (const ProductValues* cell = i == n ? nullptr : known.cell(i, n, s)) {
            const auto value =
                std::lower_bound(cell->begin(), cell->end(), at,
                                 [](const auto& one, Index wanted) { return one.first < wanted; });
            if (value != cell->end() && value->first == at) trade += value->second;
          }
  return trade;
}

void ListLines::tell_in_part(const ListLine& line) {
  if (baseline_.products == nullptr) return;
  const std::vector<std::string>& codes = baseline_.products->trade().codes;
  double all = 0;
  for (const Index product : line.products)
    all += trade_of(codes[static_cast<std::size_t>(product)], line.cells);
  for (const std::string& list : line.lists) {
    ByTrade whole, left_out;
    for (const auto& [product, count] : lists_in_part(list))
      if (const double trade = trade_of(product, line.cells); trade > 0)
        (count.is_in_list() ? whole : left_out).emplace_back(trade, product);
    if (sum(whole) + sum(left_out) < kNoticeable * all) continue;
    std::string text =
        fmt::format("{}: of {} {} of this line's trade", list, money(all), baseline_.currency);
    if (!whole.empty())
      text += fmt::format(
          ", {} is in products of which the list names only some tariff lines, at "
          "least half, and all of it is hit",
          money(sum(whole)));
    if (!left_out.empty())
      text += fmt::format(
          "{} {} more, of products of which it names fewer than half, is left out: "
          "first of all {}",
          whole.empty() ? "," : ";", money(sum(left_out)), largest(left_out));
    if (told_.insert(text).second)
      diagnostics_.note(line.place, text,
                        "a file of rates by tariff line of 8 or 10 digits hits the share listed");
  }
}

void ListLines::add_tariff(ListLine line) {
  if (baseline_.products == nullptr) return;
  for (const ListLine& before : tariffs_) warn_of_overlap(before, line);
  tariffs_.push_back(std::move(line));
}

void ListLines::warn_of_overlap(const ListLine& first, const ListLine& second) {
  const Cells cells{in_both(first.cells.exporters, second.cells.exporters),
                    in_both(first.cells.importers, second.cells.importers),
                    {}};
  const std::vector<std::string>& codes = baseline_.products->trade().codes;
  const std::vector<Index> products = in_both(first.products, second.products);
  for (const std::string& a : first.lists)
    for (const std::string& b : second.lists) {
      if (a == b || family_of(a) != family_of(b) || lists_in_part(a).empty()) continue;
      ByTrade both;
      for (const Index at : products) {
        const std::string& product = codes[static_cast<std::size_t>(at)];
        if (const double trade = trade_of(product, cells); trade > 0)
          both.emplace_back(trade, product);
      }
      const std::string text = fmt::format(
          "{} and {} have no tariff line in common, but {} of six digits: {} {} of trade is hit by "
          "both lines, which pays one of them by law: {}",
          a, b, counted(both.size(), "product"), money(sum(both)), baseline_.currency,
          largest(both));
      if (!both.empty() && told_.insert(text).second)
        diagnostics_.warning(second.place, text,
                             "write one file of rates with the column 'product' by tariff line of "
                             "8 digits: each line then pays its own rate");
    }
}

}  // namespace tariffsim
