#include "policy/cell_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace tariffsim {
namespace {

constexpr double kRounding = 1e-9;  // of sums of shares that people write

bool holds(const std::vector<Index>& products, Index product) {
  return std::binary_search(products.begin(), products.end(), product);
}

/// Only what lies in the place, of a part that crosses its borders in no dimension.
bool lies_in(const PartPlace& part, double from, double to, const std::vector<Index>* products) {
  if (part.from < from || part.to > to) return false;
  return products == nullptr || (!part.products.empty() && holds(*products, part.products.front()));
}

std::vector<std::size_t> positions_in(const std::vector<LevyPart>& parts, double from, double to,
                                      const std::vector<Index>* products) {
  std::vector<std::size_t> inside;
  for (std::size_t j = 0; j < parts.size(); ++j)
    if (lies_in(parts[j].policy.before.place, from, to, products)) inside.push_back(j);
  return inside;
}

double value_of(const std::vector<Index>& products, const ProductValues& traded) {
  double sum = 0;
  for (const auto& [product, value] : traded)
    if (holds(products, product)) sum += value;
  return sum;
}

/// Two parts of one: the first with a share of its trade.
std::pair<LevyPart, LevyPart> divided(const LevyPart& whole, double share) {
  std::pair both{whole, whole};
  both.first.policy.flow_share = both.first.policy.before.flow_share *= share;
  both.second.policy.flow_share = both.second.policy.before.flow_share *= 1 - share;
  return both;
}

std::pair<LevyPart, LevyPart> cut(const LevyPart& whole, double at) {
  const PartPlace& place = whole.policy.before.place;
  auto both = divided(whole, (at - place.from) / (place.to - place.from));
  both.first.policy.before.place.to = both.second.policy.before.place.from = at;
  return both;
}

}  // namespace

const NamedInterval* CellParts::named(const std::string& name) const {
  const auto found = std::find_if(names_.begin(), names_.end(),
                                  [&](const NamedInterval& each) { return each.name == name; });
  return found == names_.end() ? nullptr : &*found;
}

double CellParts::filled() const { return names_.empty() ? 0 : names_.back().to; }

std::string CellParts::conflict(const PartScope& scope) const {
  if (scope.name.empty()) return "";
  if (const NamedInterval* known = named(scope.name)) {
    const double covered = known->to - known->from;
    if (!scope.coverage || std::abs(*scope.coverage - covered) < kRounding) return "";
    return fmt::format("the part '{}' is {:g} % of it already, and not {:g} %", scope.name,
                       100 * covered, 100 * *scope.coverage);
  }
  if (!scope.coverage)
    return fmt::format("the part '{}' has no 'coverage' in this line or one above", scope.name);
  if (filled() + *scope.coverage <= 1 + kRounding) return "";
  return fmt::format("the part '{}' of {:g} % does not fit beside those above, which are {:g} %",
                     scope.name, 100 * *scope.coverage, 100 * filled());
}

std::pair<double, double> CellParts::interval_of(const PartScope& scope) {
  if (scope.name.empty()) return {0, scope.coverage.value_or(1)};
  if (named(scope.name) == nullptr) {
    const double to = filled() + *scope.coverage;
    names_.push_back({scope.name, filled(), to > 1 - kRounding ? 1 : to});
  }
  const NamedInterval* known = named(scope.name);
  return {known->from, known->to};
}

std::vector<std::size_t> CellParts::hit(const PartScope& scope, const ProductValues* traded) {
  const std::vector<Index>* products = scope.products ? &*scope.products : nullptr;
  if (products != nullptr && traded != nullptr) split_products(*products, *traded);
  const double share = scope.coverage.value_or(1);
  if (scope.independent && share == 0) return {};
  if (!scope.independent || share == 1) {
    const auto [from, to] = interval_of(scope);
    split_at(from);
    split_at(to);
    return positions_in(parts_, from, to, products);
  }
  split_shares(*scope.coverage);
  std::vector<std::size_t> lower;
  for (std::size_t j = 0; j < parts_.size(); j += 2)
    if (lies_in(parts_[j].policy.before.place, 0, 1, products)) lower.push_back(j);
  return lower;
}

std::vector<std::size_t> CellParts::hit(const PartPlace& place, const ProductValues* traded) {
  const std::vector<Index>* products = place.products.empty() ? nullptr : &place.products;
  if (products != nullptr && traded != nullptr) split_products(*products, *traded);
  split_at(place.from);
  split_at(place.to);
  return positions_in(parts_, place.from, place.to, products);
}

void CellParts::split_at(double at) {
  std::vector<LevyPart> parts;
  for (LevyPart& part : parts_) {
    if (part.policy.before.place.from < at && at < part.policy.before.place.to) {
      auto [lower, upper] = cut(part, at);
      parts.push_back(std::move(lower));
      parts.push_back(std::move(upper));
    } else {
      parts.push_back(std::move(part));
    }
  }
  parts_ = std::move(parts);
}

/// Each part in two, the first of which is that share of it.
void CellParts::split_shares(double share) {
  std::vector<LevyPart> parts;
  for (const LevyPart& part : parts_) {
    const PartPlace& place = part.policy.before.place;
    auto [lower, upper] = cut(part, place.from + share * (place.to - place.from));
    parts.push_back(std::move(lower));
    parts.push_back(std::move(upper));
  }
  parts_ = std::move(parts);
}

/// Parts hold products of the list only, or none of them.
void CellParts::split_products(const std::vector<Index>& products, const ProductValues& traded) {
  if (std::find(lists_.begin(), lists_.end(), products) == lists_.end()) lists_.push_back(products);
  std::vector<Index> all;
  for (const auto& [product, value] : traded)
    if (value > 0) all.push_back(product);
  std::vector<LevyPart> parts;
  for (LevyPart& part : parts_) {
    PartPlace& place = part.policy.before.place;
    if (place.products.empty()) place.products = all;
    std::vector<Index> inside, outside;
    for (const Index product : place.products)
      (holds(products, product) ? inside : outside).push_back(product);
    if (inside.empty() || outside.empty()) {
      parts.push_back(std::move(part));
      continue;
    }
    const double share = value_of(inside, traded) / value_of(place.products, traded);
    auto [listed, rest] = divided(part, share);
    listed.policy.before.place.products = std::move(inside);
    rest.policy.before.place.products = std::move(outside);
    parts.push_back(std::move(listed));
    parts.push_back(std::move(rest));
  }
  parts_ = std::move(parts);
}

}  // namespace tariffsim
