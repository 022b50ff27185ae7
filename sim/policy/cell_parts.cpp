#include "policy/cell_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <numeric>

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

/// Which of several lists a traded product is in.
struct Listed {
  std::size_t list;
  double value;
};
using ListedProducts = std::map<Index, Listed>;

ListedProducts listed_products(const std::vector<const std::vector<Index>*>& lists,
                               const ProductValues& traded) {
  ListedProducts out;
  for (const auto& [product, value] : traded)
    if (value > 0) out.emplace(product, Listed{CellParts::kInNoList, value});
  for (std::size_t list = 0; list < lists.size(); ++list)
    for (const Index product : *lists[list])
      if (const auto found = out.find(product); found != out.end()) found->second.list = list;
  return out;
}

Listed listing_of(Index product, const ListedProducts& listed) {
  const auto found = listed.find(product);
  return found == listed.end() ? Listed{CellParts::kInNoList, 0} : found->second;
}

/// The products of a part, list by list, those in none last.
std::map<std::size_t, std::vector<Index>> by_list(const LevyPart& part,
                                                  const ListedProducts& listed) {
  std::map<std::size_t, std::vector<Index>> out;
  const std::vector<Index>& products = part.policy.before.place.products;
  if (products.empty())
    for (const auto& [product, in] : listed) out[in.list].push_back(product);
  else
    for (const Index product : products) out[listing_of(product, listed).list].push_back(product);
  return out;
}

}  // namespace

double share_in_data(const PartPlace& place, const ProductValues* traded) {
  const double width = place.to - place.from;
  if (place.products.empty() || traded == nullptr) return width;
  double all = 0;
  for (const auto& [product, value] : *traded) all += value;
  return all > 0 ? width * value_of(place.products, *traded) / all : 0;
}

const NamedInterval* CellParts::named(const std::string& name) const {
  const auto found = std::find_if(names_.begin(), names_.end(),
                                  [&](const NamedInterval& each) { return each.name == name; });
  return found == names_.end() ? nullptr : &*found;
}

double CellParts::filled() const {
  double to = 0;
  for (const NamedInterval& each : names_) to = std::max(to, each.to);
  return to;
}

/// Where a name begins that the cell does not have yet.
double CellParts::start_of(const PartScope& scope) const { return scope.from.value_or(filled()); }

void CellParts::keep_place(const NamedGoods& goods) {
  const double from = filled(), to = from + goods.coverage;
  if (named(goods.name) == nullptr && to <= 1 + kRounding)
    names_.push_back({goods.name, from, to > 1 - kRounding ? 1 : to});
}

std::string CellParts::conflict(const PartScope& scope) const {
  if (scope.name.empty()) return "";
  if (const NamedInterval* known = named(scope.name)) {
    const double covered = known->to - known->from;
    if (!scope.coverage || std::abs(*scope.coverage - covered) < kRounding) return "";
    return fmt::format(
        "the part '{}' already covers {:g} % of the trade here, not {:g} %: write the same "
        "'coverage', or another name",
        scope.name, 100 * covered, 100 * *scope.coverage);
  }
  if (!scope.coverage)
    return fmt::format("the part '{}' has no 'coverage' in this line or one above", scope.name);
  if (start_of(scope) + *scope.coverage <= 1 + kRounding) return "";
  return fmt::format(
      "the part '{}' covers {:g} % of the trade, and the parts above already cover {:g} %: "
      "together they exceed 100 %",
      scope.name, 100 * *scope.coverage, 100 * filled());
}

std::pair<double, double> CellParts::interval_of(const PartScope& scope) {
  if (scope.name.empty()) return {0, scope.coverage.value_or(1)};
  if (named(scope.name) == nullptr) {
    const double from = start_of(scope), to = from + *scope.coverage;
    names_.push_back({scope.name, from, to > 1 - kRounding ? 1 : to});
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
    split_at(from, products);
    split_at(to, products);
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
  const double from = border_near(place.from), to = border_near(place.to);
  split_at(from, products);
  split_at(to, products);
  return positions_in(parts_, from, to, products);
}

std::vector<std::size_t> CellParts::split_by(const std::vector<const std::vector<Index>*>& lists,
                                             const ProductValues* traded) {
  if (traded == nullptr) return std::vector<std::size_t>(parts_.size(), kInNoList);
  for (const std::vector<Index>* list : lists) remember(*list);
  const ListedProducts listed = listed_products(lists, *traded);
  const auto value_of_all = [&](const std::vector<Index>& products) {
    double sum = 0;
    for (const Index product : products) sum += listing_of(product, listed).value;
    return sum;
  };
  std::vector<LevyPart> parts;
  std::vector<std::size_t> list_of;
  for (const LevyPart& part : parts_) {
    auto pieces = by_list(part, listed);
    if (pieces.empty()) pieces[kInNoList] = {};
    double all = 0;
    for (const auto& [list, products] : pieces) all += value_of_all(products);
    for (auto& [list, products] : pieces) {
      const double share = pieces.size() == 1 ? 1 : value_of_all(products) / all;
      parts.push_back(divided(part, share).first);
      parts.back().policy.before.place.products = std::move(products);
      list_of.push_back(list);
    }
  }
  parts_ = std::move(parts);
  return list_of;
}

std::vector<std::size_t> CellParts::split_by(const std::vector<const std::vector<Index>*>& lists,
                                             const std::vector<double>& shares, double upto,
                                             const ProductValues* traded) {
  split_by(lists, traded);
  for (const std::vector<Index>* list : lists) split_at(upto, list);
  const std::vector<std::size_t> in_list = split_by(lists, traded);
  std::vector<LevyPart> parts;
  std::vector<std::size_t> list_of;
  for (std::size_t j = 0; j < parts_.size(); ++j) {
    const PartPlace& place = parts_[j].policy.before.place;
    const bool is_hit = in_list[j] != kInNoList && place.to <= upto;
    const double share = is_hit ? shares[in_list[j]] : 0;
    if (share > 0 && share < 1) {
      auto [hit, rest] = cut(parts_[j], place.from + share * (place.to - place.from));
      parts.push_back(std::move(hit));
      parts.push_back(std::move(rest));
      list_of.insert(list_of.end(), {in_list[j], kInNoList});
    } else {
      parts.push_back(parts_[j]);
      list_of.push_back(share > 0 ? in_list[j] : kInNoList);
    }
  }
  parts_ = std::move(parts);
  return list_of;
}

std::vector<std::size_t> CellParts::split_by(const std::vector<GoodsLayer>& layers, double covered,
                                             const ProductValues* traded) {
  constexpr std::size_t kNotCovered = kInNoList - 1;
  std::vector<std::size_t> list_of(parts_.size(), kInNoList);
  const auto lay = [&](double share, std::size_t list, const std::vector<std::size_t>& hit) {
    std::vector<LevyPart> parts;
    std::vector<std::size_t> lists;
    for (std::size_t j = 0; j < parts_.size(); ++j) {
      const PartPlace& place = parts_[j].policy.before.place;
      const bool is_hit =
          list_of[j] != kNotCovered && share > 0 && std::binary_search(hit.begin(), hit.end(), j);
      if (is_hit && share < 1) {
        auto [lower, upper] = cut(parts_[j], place.from + share * (place.to - place.from));
        parts.push_back(std::move(lower));
        parts.push_back(std::move(upper));
        lists.insert(lists.end(), {list, list_of[j]});
      } else {
        parts.push_back(parts_[j]);
        lists.push_back(is_hit ? list : list_of[j]);
      }
    }
    parts_ = std::move(parts);
    list_of = std::move(lists);
  };
  if (covered < 1) {
    std::vector<std::size_t> all(parts_.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    std::fill(list_of.begin(), list_of.end(), kInNoList);
    lay(covered, 0, all);
    for (std::size_t& list : list_of) list = list == 0 ? kInNoList : kNotCovered;
  }
  for (std::size_t k = 0; k < layers.size(); ++k)
    lay(layers[k].share, k, hit(layers[k].scope, traded));
  for (std::size_t& list : list_of)
    if (list == kNotCovered) list = kInNoList;
  return list_of;
}

void CellParts::remember(const std::vector<Index>& list) {
  if (std::find(lists_.begin(), lists_.end(), list) == lists_.end()) lists_.push_back(list);
}

double CellParts::border_near(double at) const {
  constexpr double kSums = 1e-12;  // of sums of shares in another order
  for (const LevyPart& part : parts_)
    for (const double border : {part.policy.before.place.from, part.policy.before.place.to})
      if (std::abs(border - at) < kSums) return border;
  return at;
}

/// Each product is an interval of its own: of a list, those alone that are on it.
void CellParts::split_at(double at, const std::vector<Index>* products) {
  std::vector<LevyPart> parts;
  for (LevyPart& part : parts_) {
    const PartPlace& place = part.policy.before.place;
    if (place.from < at && at < place.to && lies_in(part.policy.before.place, 0, 1, products)) {
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
  remember(products);
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
