#include "studies/chosen_rates.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace tariffsim {
namespace {

constexpr double kFarRate = 1;

bool is_in(const std::vector<Index>& list, Index n) {
  return std::find(list.begin(), list.end(), n) != list.end();
}

bool is_open(const World& world, const TradePolicy& given, const CellPlace& at) {
  const auto [i, n, s] = at;
  return i != n && world.flow(i, n, s) > 0 && std::isfinite(trade_cost_at(given, i, n, s));
}

/// The partner and the sector that a cell's rate is for; -1: for all.
std::pair<Index, Index> rate_of_cell(const RateChoice& choice, const CellPlace& at) {
  const Index partner = choice.wedge == WedgeKind::tariff ? at.exporter : at.importer;
  const bool by_partner = choice.by == RateBy::partner || choice.by == RateBy::cell;
  const bool by_sector = choice.by == RateBy::sector || choice.by == RateBy::cell;
  return {by_partner ? partner : -1, by_sector ? at.sector : -1};
}

Cube& levels_of(WedgeKind kind, TradePolicy& policy) {
  Cube& cube = policy.*wedge_of(kind).levels;
  if (cube.countries() == 0) cube = Cube(policy.tariff.countries(), policy.tariff.sectors());
  return cube;
}

int next_prime(int number) {
  for (bool prime = false; !prime;) {
    prime = true;
    ++number;
    for (int by = 2; by * by <= number && prime; ++by) prime = number % by != 0;
  }
  return number;
}

}  // namespace

std::vector<ChosenRate> rates_of(const RateChoice& choice, const std::vector<Index>& members,
                                 const World& world, const TradePolicy& given) {
  std::map<std::pair<Index, Index>, ChosenRate> rates;
  for (const Index s : choice.cells.sectors)
    for (const Index n : choice.cells.importers)
      for (const Index i : choice.cells.exporters) {
        const CellPlace at{i, n, s};
        if (!is_open(world, given, at) || (is_in(members, i) && is_in(members, n))) continue;
        const auto [partner, sector] = rate_of_cell(choice, at);
        ChosenRate& rate =
            rates
                .try_emplace(
                    {sector, partner},
                    ChosenRate{choice.wedge, {}, choice.least, choice.most, partner, sector, 0})
                .first->second;
        rate.cells.push_back(at);
      }
  std::vector<ChosenRate> all;
  all.reserve(rates.size());
  for (auto& [place, rate] : rates) all.push_back(std::move(rate));
  return all;
}

void set_rates(std::span<const ChosenRate> chosen, std::span<const double> rates,
               TradePolicy& policy) {
  for (std::size_t k = 0; k < chosen.size(); ++k) {
    Cube& cube = levels_of(chosen[k].wedge, policy);
    for (const auto& [i, n, s] : chosen[k].cells) cube(i, n, s) = rates[k];
  }
}

std::vector<double> rates_in_force(std::span<const ChosenRate> chosen, const World& world,
                                   const TradePolicy& policy) {
  std::vector<double> rates;
  rates.reserve(chosen.size());
  for (const ChosenRate& rate : chosen) {
    double taxed = 0, trade = 0;
    for (const auto& [i, n, s] : rate.cells) {
      taxed += world.flow(i, n, s) * value_at(wedge_of(rate.wedge), policy, i, n, s);
      trade += world.flow(i, n, s);
    }
    rates.push_back(clipped(rate, taxed / trade));
  }
  return rates;
}

double clipped(const ChosenRate& chosen, double rate) {
  return std::clamp(rate, chosen.least, chosen.most);
}

std::vector<double> all_at(std::span<const ChosenRate> chosen, double rate) {
  std::vector<double> rates;
  rates.reserve(chosen.size());
  for (const ChosenRate& one : chosen) rates.push_back(clipped(one, rate));
  return rates;
}

std::vector<double> point_within_bounds(std::span<const ChosenRate> chosen, std::size_t point) {
  std::vector<double> rates;
  rates.reserve(chosen.size());
  int prime = 2;
  for (const ChosenRate& rate : chosen) {
    const double along = static_cast<double>(point) * std::sqrt(prime);
    rates.push_back(rate.least + (along - std::floor(along)) * (rate.most - rate.least));
    prime = next_prime(prime);
  }
  return rates;
}

std::vector<double> far_from(std::span<const ChosenRate> chosen, const std::vector<double>& rates) {
  std::vector<double> none = all_at(chosen, 0), high = all_at(chosen, kFarRate);
  return rate_distance(none, rates) > rate_distance(high, rates) ? none : high;
}

double rate_distance(const std::vector<double>& a, const std::vector<double>& b) {
  double largest = 0;
  for (std::size_t k = 0; k < a.size(); ++k) largest = std::max(largest, std::abs(a[k] - b[k]));
  return largest;
}

}  // namespace tariffsim
