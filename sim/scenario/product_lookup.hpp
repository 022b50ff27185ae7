// Lists of products as written become positions in the baseline's trade by product.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/baseline.hpp"
#include "scenario/scenario.hpp"

namespace tariffsim {

/// A code of the Harmonized System as people write it, "8542.31", without its dots; nothing if it
/// is none of two to twelve digits.
std::optional<std::string> product_code(std::string_view text);

/// "HS 8703" as "8703", "8703-8708" as "8703..8708": products in other writings; empty if it is
/// none.
std::string products_written(std::string_view text);

/// A note of codes of other revisions that ProductLookup::of_other_revision() has told of.
std::string told_of_revisions(const std::vector<std::string>& told);

/// "'90111' has an odd number of digits: ..."; `lines`: where codes of lines may be longer.
std::string odd_digits(std::string_view code, bool lines);

class ProductLookup {
 public:
  /// All must outlive it.
  ProductLookup(const Scenario& scenario, const Baseline& baseline, Diagnostics& diagnostics)
      : scenario_(scenario), baseline_(baseline), diagnostics_(diagnostics) {}

  /// nullptr, with an error at `place`, if the baseline knows no trade by product.
  const ProductTrade* trade(const Place& place) const;

  /// What a range, or the name of a list, stands for.
  struct Goods {
    std::vector<Index> products;  ///< positions, ascending; empty: none is traded, or an error
    std::size_t digits = 1;       ///< of the shorter code of a range; of a list 1
  };
  /// What is neither is an error.
  Goods named(const Name& name) const;
  /// Of a code of two to six digits under which nothing is traded: the products that codes of an
  /// earlier revision of the Harmonized System became, or that codes of that of 2022 were where the
  /// trade is of an earlier one; of other codes none.
  struct OtherRevision {
    std::string told;  ///< "'851712' of HS 2017 as 851713, 851714 of HS 2022"
    std::vector<Index> products;
  };
  OtherRevision of_other_revision(const std::string& code, const ProductTrade& trade) const;

  /// Positions, ascending. Codes of two to six digits, ranges of them, names of lists of the
  /// scenario or the library, `not ...`. What is none of these is an error, as is a list without
  /// any product that is traded; a code without one is a note. So is a list whose measure falls on
  /// a content of its products, unless the line says which.
  std::vector<Index> resolve(const Selector& list, bool of_content = false) const;
  /// Lists of the library that the list names, each once.
  std::vector<std::string> library_lists(const Selector& list) const;

  /// Whether a list of the scenario has been looked up.
  bool is_used(const std::string& list) const { return used_.count(list) > 0; }

  /// The cells of products: those of `cells` in which they are traded. An importer whose imports
  /// are not known by product is an error at `place`.
  Cells cells_of(const std::vector<Index>& products, Cells cells, bool all_sectors,
                 const Place& place) const;

  /// Codes of the sectors in which products are traded.
  std::set<std::string> sectors_of(const std::vector<Index>& products) const;

 private:
  std::vector<Index> goods_among(const std::set<Index>& sectors) const;
  /// What is told once of a list, when all of it has been read.
  struct Reading {
    int depth = 0;
    std::vector<Name> untraded = {};
    std::vector<std::string> other_revisions = {};
    bool told_content = false;  // the line says which content, or leaves the list out
    bool in_file = false;       // where codes may be those of lines
  };
  std::vector<Index> find(const Name& name, const ProductTrade& trade, Reading& reading) const;
  std::vector<Index> of_list(const Selector& list, const ProductTrade& trade,
                             Reading& reading) const;
  /// Whether the scenario or the baseline has a list of that name.
  bool is_own(const std::string& name) const;
  void tell(const Reading& reading, const Place& place) const;
  struct NamedList {
    Selector products;
    std::string content;  // as ProductList::content
  };
  /// The scenario's before the baseline's before the library's.
  std::optional<NamedList> list_of(const Name& name) const;
  /// What a text that names no product was probably meant as.
  std::string hint_of(const std::string& text) const;
  void tell_content(const Name& list, const std::string& content,
                    const std::vector<Index>& products, const ProductTrade& trade) const;

  const Scenario& scenario_;
  const Baseline& baseline_;
  Diagnostics& diagnostics_;
  mutable std::set<std::string> told_, told_content_;  // lists whose notes have been passed on
  mutable std::set<std::string> used_;  // lists of the scenario that have been looked up
};

/// "imports into EU27 are not known by product in world-2022: those into USA are". Precondition:
/// the baseline has products.
std::string not_known_by_product(const std::string& importers, const Baseline& baseline);

}  // namespace tariffsim
