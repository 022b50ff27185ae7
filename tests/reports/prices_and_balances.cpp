// Prices as consumers see them, balances of goods and services, and what is said of both.
#include "prose/prices_and_balances.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "support/near.hpp"
#include "support/two_countries.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

TEST_CASE("prices at unchanged wages are the other side of the real wage", "[regression]") {
  // Prices in the numeraire, in which a country's wages rise with them, were told as "prices".
  const Solved solved = solve_two_countries(0.25);
  for (const CountryRow& row : country_rows(*solved.result.outcome)) {
    CHECK((1 + row.price_at_own_wages_pct / 100) * (1 + row.real_wage_pct / 100) == rounded(1));
    const double wage = 1 + row.nominal_wage_pct / 100;
    CHECK(1 + row.price_at_own_wages_pct / 100 ==
          rounded((1 + row.consumer_price_pct / 100) / wage));
  }
}

TEST_CASE("balances of goods and services add up to exports less imports, and to zero in all") {
  const Solved solved = solve_two_countries(0.25);
  double all_before = 0, all_after = 0, trade = 0;
  for (const CountryRow& row : country_rows(*solved.result.outcome)) {
    CHECK(row.goods_balance_base_musd + row.services_balance_base_musd ==
          rounded(row.exports_base_musd - row.imports_base_musd));
    CHECK(row.goods_balance_musd + row.services_balance_musd ==
          rounded(row.exports_musd - row.imports_musd));
    all_before += row.goods_balance_base_musd;
    all_after += row.goods_balance_musd;
    trade += row.exports_musd;
  }
  constexpr double kRounding = 1e-12;  // of trade: sums of the same flows in two orders
  CHECK(all_before == near(0, kRounding * trade));
  CHECK(all_after == near(0, kRounding * trade));
}

TEST_CASE("a group's balance in goods is that of its members, since what they trade cancels") {
  const Solved solved = solve_two_countries(0.25);
  const auto rows = country_rows(*solved.result.outcome);
  const auto group = group_rows(*solved.result.outcome, {{"BOTH", {0, 1}}}).front();
  constexpr double kRounding = 1e-12;
  CHECK(group.goods_balance_musd == near(rows[0].goods_balance_musd + rows[1].goods_balance_musd,
                                         kRounding * rows[0].exports_musd));
}

TEST_CASE("that services must move against goods is said where deficits are fixed",
          "[regression]") {
  // The deficit in goods fell by 294 billion while the total was fixed, and nothing said so.
  EconomyRow row{};
  row.name = "United States";
  row.gdp_base_musd = 25'000'000;
  row.goods_balance_base_musd = -1'173'000;
  row.goods_balance_musd = -879'000;
  row.services_balance_base_musd = 211'000;
  row.services_balance_musd = -83'000;
  CHECK(balances_sentence(row, "USD", true, "") ==
        "The balance of the United States in goods moves from -1,173.0 bn to -879.0 bn USD; in all "
        "it is fixed by assumption, so that its balance in services moves the other way, from "
        "+211.0 bn to -83.0 bn.");
  CHECK(balances_sentence(row, "USD", false, "")
            .ends_with(", that in services from +211.0 bn to -83.0 bn."));
  CHECK(
      balances_sentence(row, "USD", true, "licences under quotas")
          .ends_with(", that in services from +211.0 bn to -83.0 bn; their sum, with what is paid "
                     "abroad for licences under quotas, is fixed by assumption."));
  row.goods_balance_musd = row.goods_balance_base_musd + 1;
  CHECK(balances_sentence(row, "USD", true, "").empty());
}

TEST_CASE("large deficits that are fixed are named, and small ones are not", "[regression]") {
  EconomyRow russia{}, usa{};
  russia.name = "Russia";
  russia.income_base_musd = 1'800'000;
  russia.deficit_base_musd = -243'000;
  usa.name = "United States";
  usa.income_base_musd = 26'000'000;
  usa.deficit_base_musd = 800'000;
  CHECK(deficits_sentence({usa}, "USD").empty());
  CHECK(deficits_sentence({usa, russia}, "USD") ==
        "The surplus of Russia of 243.0 bn USD is fixed in units of world value added; what it "
        "buys changes with prices (model.deficits: none leaves it out).");
  usa.deficit_base_musd = 2'000'000;
  CHECK_THAT(deficits_sentence({usa, russia}, "USD"),
             Catch::StartsWith("The deficit of the United States of 2,000.0 bn USD and the surplus "
                               "of Russia of 243.0 bn USD are fixed"));
}

TEST_CASE("a sentence names each economy's prices, and none of those that have none") {
  EconomyRow usa{}, group{};
  usa.name = "United States";
  usa.price_at_own_wages_pct = 0.65;
  group.name = "EU27";
  group.price_at_own_wages_pct = std::nan("");
  CHECK(prices_sentence({usa, group}) ==
        "Consumer prices at unchanged wages of the same economy: +0.65 % in the United States.");
  CHECK(prices_sentence({group}).empty());
}
