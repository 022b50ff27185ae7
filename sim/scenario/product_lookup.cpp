#include "scenario/product_lookup.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

#include "base/few_of.hpp"
#include "base/near_miss.hpp"
#include "data/baseline_folder.hpp"
#include "data/product_content.hpp"
#include "data/product_file.hpp"
#include "data/product_revisions.hpp"
#include "scenario/product_lists.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kLeastDigits = 2, kMostDigits = 6;
constexpr int kDeepest = 16;  // lists within lists

struct Range {
  std::string first, last;
};

/// "7208..7229", or one code as a range of its own.
std::optional<Range> range_of(const std::string& text) {
  const std::size_t dots = text.find("..");
  const auto first = product_code(std::string_view(text).substr(0, dots));
  const auto last =
      dots == std::string::npos ? first : product_code(std::string_view(text).substr(dots + 2));
  if (!first || !last) return std::nullopt;
  return Range{*first, *last};
}

std::string without_blanks(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ') out += c;
  return out;
}

/// A list of the library by its name, or by the last word of it if it is the only one about that.
const ProductList* list_meant(const std::string& name) {
  if (const ProductList* list = library_product_list(name)) return list;
  const auto about = library_lists_about(name);
  return about.size() == 1 && about.front()->name.ends_with("-" + name) ? about.front() : nullptr;
}

std::vector<Index> joined(const std::set<Index>& positions) {
  return {positions.begin(), positions.end()};
}

/// Baselines that have trade by product, as the rest of a sentence.
std::string where_shares_are_told() {
  std::vector<std::string> ids;
  for (const BaselineEntry& entry : list_baselines())
    if (has_products(entry.folder)) ids.push_back(entry.id);
  if (ids.empty()) return "";
  return fmt::format("; on {} 'validate -v' tells the share that a list has",
                     fmt::join(ids, " or "));
}

}  // namespace

std::optional<std::string> product_code(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (std::isdigit(static_cast<unsigned char>(c)) != 0)
      digits += c;
    else if (c != '.')
      return std::nullopt;
  if (text.find("..") != std::string_view::npos) return std::nullopt;  // a range
  constexpr std::size_t kLongest = 12;  // of national tariff lines, with further marks
  if (digits.size() < kLeastDigits || digits.size() > kLongest) return std::nullopt;
  return digits;
}

std::string products_written(std::string_view text) {
  for (const std::string_view prefix : {"HTSUS", "HTS", "HS"})
    if (text.starts_with(prefix)) {
      text.remove_prefix(prefix.size());
      break;
    }
  const std::string plain = without_blanks(text);
  if (const auto code = product_code(plain)) return *code;
  for (const std::string_view to : {"-", "\xE2\x80\x93", ":", "to"}) {
    const std::size_t at = plain.find(to);
    if (at == std::string::npos) continue;
    const auto first = product_code(std::string_view(plain).substr(0, at));
    const auto last = product_code(std::string_view(plain).substr(at + to.size()));
    if (first && last) return fmt::format("{}..{}", *first, *last);
  }
  return "";
}

std::string told_of_revisions(const std::vector<std::string>& told) {
  constexpr std::size_t kMost = 8;
  const std::size_t most = told.size() > kMost + 1 ? kMost : told.size();
  std::string text =
      "codes of another revision of the Harmonized System than the trade are read as what they "
      "became or were in that of the trade, all of it: ";
  for (std::size_t at = 0; at < most; ++at) text += (at == 0 ? "" : "; ") + told[at];
  return most == told.size() ? text : fmt::format("{}; and {} more", text, told.size() - most);
}

std::string odd_digits(std::string_view code, bool lines) {
  return fmt::format("'{}' has an odd number of digits: products have 2, 4 or 6{}", code,
                     lines ? ", their lines 8 or 10" : "");
}

const ProductTrade* ProductLookup::trade(const Place& place) const {
  if (baseline_.products != nullptr) return &baseline_.products->trade();
  diagnostics_.error(
      place, fmt::format("{} has no products.csv: its trade by product is not known", baseline_.id),
      fmt::format("write 'sectors', with 'coverage' for the share of their trade{}",
                  where_shares_are_told()));
  return nullptr;
}

std::optional<ProductLookup::NamedList> ProductLookup::list_of(const Name& name) const {
  for (const auto& [known, list] : scenario_.product_groups)
    if (known.text == name.text) {
      used_.insert(name.text);
      return NamedList{list, ""};
    }
  const auto of_baseline = baseline_.product_groups.find(name.text);
  if (of_baseline != baseline_.product_groups.end()) {
    Selector list{{}, {}, name.place};
    for (const std::string& code : of_baseline->second) list.include.push_back({code, name.place});
    return NamedList{std::move(list), ""};
  }
  const ProductList* list = list_meant(name.text);
  if (list != nullptr && list->name != name.text && told_.insert("read " + name.text).second)
    diagnostics_.note(name.place, fmt::format("read '{}' as the list '{}' ({})", name.text,
                                              list->name, list->title));
  if (list != nullptr) {
    if (!list->note.empty() && told_.insert(list->name).second)
      diagnostics_.note(name.place, fmt::format("{}: {}", list->name, list->note));
    return NamedList{list->products, list->content};
  }
  return std::nullopt;
}

/// Once of a list whose measure falls on a content, if that is not all of its products.
std::string ProductLookup::hint_of(const std::string& text) const {
  if (const std::string codes = products_written(text); !codes.empty())
    return fmt::format("did you mean {}?", codes);
  if (text == "all" || text == "goods")
    return "for all goods leave 'products' out and write 'sectors: goods'";
  std::vector<std::string> known = library_product_list_names();
  for (const auto& [own, list] : scenario_.product_groups) known.push_back(own.text);
  for (const auto& [own, list] : baseline_.product_groups) known.push_back(own);
  std::vector<std::string> meant = near_misses(text, known);
  if (meant.size() != 1) {
    meant.clear();
    for (const ProductList* list : library_lists_about(text)) meant.push_back(list->name);
  }
  if (meant.empty()) return "'tariffsim list products' shows the lists there are";
  if (meant.size() == 1) return fmt::format("did you mean '{}'?", meant.front());
  constexpr std::size_t kMost = 12;
  const std::size_t most = std::min(kMost, meant.size());
  return fmt::format(
      "did you mean one of {}{}?",
      fmt::join(meant.begin(), meant.begin() + static_cast<std::ptrdiff_t>(most), ", "),
      most < meant.size() ? fmt::format(" and {} more", meant.size() - most) : "");
}

void ProductLookup::tell_content(const Name& list, const std::string& content,
                                 const std::vector<Index>& products,
                                 const ProductTrade& trade) const {
  const ProductContents& known = product_contents();
  const auto material = std::find(known.materials.begin(), known.materials.end(), content);
  if (material == known.materials.end()) return;
  const auto column = static_cast<std::size_t>(material - known.materials.begin());
  const auto is_more = [&](Index product) {
    const auto shares = known.shares.find(trade.codes[static_cast<std::size_t>(product)]);
    return shares != known.shares.end() && shares->second[column] < 1;
  };
  if (std::none_of(products.begin(), products.end(), is_more)) return;
  if (!told_content_.insert(list.text).second) return;
  diagnostics_.note(list.place,
                    fmt::format("{}: the measure falls on the {} in these goods, this line on all "
                                "of their value",
                                list.text, content),
                    fmt::format("for that content of them only, add 'content: {}'", content));
}

std::vector<Index> ProductLookup::find(const Name& name, const ProductTrade& trade,
                                       Reading& reading) const {
  if (const auto list = range_of(name.text) ? std::nullopt : list_of(name)) {
    if (reading.depth < kDeepest) {
      ++reading.depth;
      std::vector<Index> found = of_list(list->products, trade, reading);
      --reading.depth;
      if (!reading.told_content) tell_content(name, list->content, found, trade);
      return found;
    }
    diagnostics_.error(name.place, fmt::format("the list '{}' holds itself", name.text));
    return {};
  }
  const std::optional<Range> range = range_of(name.text);
  if (!range) {
    diagnostics_.error(
        name.place,
        fmt::format("'{}' is not a product: expected a code of the Harmonized System of 2 to 6 "
                    "digits{}, a range such as 7208..7229, or the name of a list",
                    name.text, reading.in_file ? " (of a tariff line 8 or 10)" : ""),
        hint_of(name.text));
    return {};
  }
  if (std::max(range->first.size(), range->last.size()) > kMostDigits) {
    diagnostics_.error(
        name.place,
        fmt::format("trade is known by products of six digits, and '{}' has more", name.text),
        reading.in_file
            ? "a file may have lines of 8 or 10 digits, each in a row of its own; ranges are of 2 "
              "to 6"
            : fmt::format("write {}, with 'coverage' if only a share of it is meant; a file of "
                          "rates may have lines of 8 or 10 digits",
                          range->first.substr(0, kMostDigits)));
    return {};
  }
  if (range->first.size() % 2 != 0 || range->last.size() % 2 != 0) {
    diagnostics_.error(name.place, odd_digits(name.text, reading.in_file),
                       fmt::format("a leading zero may be lost: \"0{}\"", name.text));
    return {};
  }
  if (range->first.size() == range->last.size() && range->first > range->last) {
    diagnostics_.error(name.place, fmt::format("the range '{}' ends before it begins", name.text));
    return {};
  }
  std::vector<Index> found = trade.between(range->first, range->last);
  if (!found.empty()) return found;
  if (range->first == range->last) {
    OtherRevision other = of_other_revision(range->first, trade);
    if (!other.told.empty()) reading.other_revisions.push_back(std::move(other.told));
    found = std::move(other.products);
  }
  if (found.empty() && reading.depth == 0) reading.untraded.push_back(name);
  return found;
}

ProductLookup::OtherRevision ProductLookup::of_other_revision(const std::string& code,
                                                              const ProductTrade& trade) const {
  OtherRevision found;
  const auto traded_of = [&](const std::vector<std::string>& codes) {
    std::set<std::string> traded;
    for (const std::string& other : codes)
      for (const Index product : trade.between(other, other)) {
        found.products.push_back(product);
        traded.insert(other);
      }
    return traded;
  };
  const SucceedingProducts later = succeeding_products(code);
  if (const std::set<std::string> now = traded_of(later.codes); !now.empty()) {
    found.told = fmt::format("'{}' of HS {} as {} of HS 2022", code, later.revision, few_of(now));
    return found;
  }
  const PrecedingProducts earlier = preceding_products(code);
  if (const std::set<std::string> then = traded_of(earlier.codes); !then.empty())
    found.told =
        fmt::format("'{}' of HS 2022 as {} of HS {}", code, few_of(then), earlier.revision);
  return found;
}

ProductLookup::Goods ProductLookup::named(const Name& name) const {
  const ProductTrade* known = trade(name.place);
  if (known == nullptr) return {};
  Reading reading;
  reading.depth = 1;
  reading.in_file = true;
  Goods goods{find(name, *known, reading)};
  tell(reading, name.place);
  if (const std::optional<Range> range = range_of(name.text))
    goods.digits = std::min(range->first.size(), range->last.size());
  return goods;
}

/// One note of all codes that say nothing here, and one of those of earlier revisions.
void ProductLookup::tell(const Reading& reading, const Place& place) const {
  std::set<std::string> untraded;
  for (const Name& name : reading.untraded) untraded.insert(fmt::format("'{}'", name.text));
  if (!untraded.empty())
    diagnostics_.note(
        reading.untraded.front().place,
        fmt::format("no product of {} is traded in {}", few_of(untraded), baseline_.id));
  if (!reading.other_revisions.empty())
    diagnostics_.note(place, told_of_revisions(reading.other_revisions));
}

std::vector<Index> ProductLookup::of_list(const Selector& list, const ProductTrade& trade,
                                          Reading& reading) const {
  std::set<Index> positions;
  for (const Name& name : list.include)
    for (const Index product : find(name, trade, reading)) positions.insert(product);
  const bool told = std::exchange(reading.told_content, true);
  for (const Name& name : list.exclude) {
    std::size_t left_out = 0;
    const std::vector<Index> named = find(name, trade, reading);
    for (const Index product : named) left_out += positions.erase(product);
    if (left_out == 0 && !named.empty() && reading.depth == 0 && list.place.source)
      diagnostics_.warning(
          name.place,
          fmt::format("'not {}' leaves out nothing: it is not in this list", name.text));
  }
  reading.told_content = told;
  return joined(positions);
}

/// Products are goods: a sector of services that holds one (electricity) is mostly something else.
std::vector<Index> ProductLookup::goods_among(const std::set<Index>& sectors) const {
  std::vector<Index> goods;
  for (const Index s : sectors)
    if (baseline_.sectors[static_cast<std::size_t>(s)].kind == SectorKind::goods)
      goods.push_back(s);
  return goods;
}

std::vector<std::string> ProductLookup::library_lists(const Selector& list) const {
  std::vector<std::string> names;
  for (const Name& name : list.include) {
    const ProductList* known =
        range_of(name.text) || is_own(name.text) ? nullptr : list_meant(name.text);
    if (known != nullptr && std::find(names.begin(), names.end(), known->name) == names.end())
      names.push_back(known->name);
  }
  return names;
}

bool ProductLookup::is_own(const std::string& name) const {
  return baseline_.product_groups.count(name) > 0 ||
         std::any_of(scenario_.product_groups.begin(), scenario_.product_groups.end(),
                     [&](const auto& own) { return own.first.text == name; });
}

std::set<std::string> ProductLookup::sectors_of(const std::vector<Index>& products) const {
  std::set<std::string> codes;
  for (const Index product : products)
    for (const Index s : baseline_.products->trade().sectors[static_cast<std::size_t>(product)])
      codes.insert(baseline_.sectors[static_cast<std::size_t>(s)].code);
  return codes;
}

std::vector<Index> ProductLookup::resolve(const Selector& list, bool of_content) const {
  const ProductTrade* known = trade(list.place);
  if (known == nullptr) return {};
  const std::size_t errors = diagnostics_.error_count();
  Reading reading;
  reading.told_content = of_content;
  std::vector<Index> products = of_list(list, *known, reading);
  tell(reading, list.place);
  if (products.empty() && diagnostics_.error_count() == errors)
    diagnostics_.error(list.place,
                       fmt::format("none of these products is traded in {}", baseline_.id));
  return products;
}

std::string not_known_by_product(const std::string& importers, const Baseline& baseline) {
  const std::set<Index>& known = baseline.products->trade().importers;
  std::vector<std::string> have;
  have.reserve(known.size());
  for (const Index n : known) have.push_back(baseline.countries[static_cast<std::size_t>(n)].code);
  return fmt::format("imports into {} are not known by product in {}: those into {} are", importers,
                     baseline.id, fmt::join(have, ", "));
}

Cells ProductLookup::cells_of(const std::vector<Index>& products, Cells cells, bool all_sectors,
                              const Place& place) const {
  if (products.empty()) return cells;
  const ProductTrade& known = baseline_.products->trade();
  std::vector<std::string> unknown;
  for (const Index n : cells.importers)
    if (known.importers.count(n) == 0)
      unknown.push_back(baseline_.countries[static_cast<std::size_t>(n)].code);
  if (!unknown.empty()) {
    const std::string few = unknown.size() > 3 ? fmt::format("{} importers", unknown.size())
                                               : fmt::format("{}", fmt::join(unknown, ", "));
    diagnostics_.error(place, not_known_by_product(few, baseline_),
                       "write 'sectors', with 'coverage' for the share of their trade");
    return cells;
  }
  std::set<Index> traded;
  for (const Index product : products) {
    const std::vector<Index>& sectors = known.sectors[static_cast<std::size_t>(product)];
    traded.insert(sectors.begin(), sectors.end());
  }
  if (all_sectors)
    cells.sectors = goods_among(traded);
  else
    std::erase_if(cells.sectors, [&](Index s) { return traded.count(s) == 0; });
  return cells;
}

}  // namespace tariffsim
