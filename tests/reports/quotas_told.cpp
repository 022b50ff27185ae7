#include <catch2/catch.hpp>
#include <cmath>

#include "prose/quotas.hpp"
#include "prose/study.hpp"

using namespace tariffsim;

TEST_CASE("the name of a quota is told in the words of its codes") {
  const auto sector = [](const std::string& code) {
    return code == "C24A" ? std::string("Iron and steel") : code == "C25" ? "Metal products" : code;
  };
  const auto economy = [](const std::string& code) {
    return code == "USA" ? std::string("the United States") : code == "CAN" ? "Canada" : code;
  };
  const auto words = [&](const std::string& name) { return quota_in_words(name, sector, economy); };
  CHECK(words("C24A from USA into EU27") == "Iron and steel from the United States into EU27");
  CHECK(words("[C24A, C25] from [USA, CAN] into EU27 (2)") ==
        "Iron and steel and Metal products from the United States and Canada into EU27 (2)");
  CHECK(words("part of us-232-steel in C24A from others except CAN into USA") ==
        "part of us-232-steel in Iron and steel from all others except Canada into the United "
        "States");
  CHECK(words("A name of its own") == "A name of its own");
}

TEST_CASE("amounts of money under each other have one unit") {
  using Texts = std::vector<std::string>;
  CHECK(money_in_one_unit({3912.36, 0.2, 0, std::nan("")}) ==
        Texts{"3,912.4 m", "0.2 m", "0.0 m", ""});
  CHECK(money_in_one_unit({3912.36, 160}) == Texts{"3.91 bn", "0.16 bn"});
  CHECK(money_in_one_unit({-0.04, -12.34}) == Texts{"0.0 m", "-12.3 m"});
}

TEST_CASE("a gain that a map shows is told as one", "[regression]") {
  // Cause: what is written as 0.00 % was called no gain.
  CHECK(fine_percent(0.0045) == "+0.0045 %");
  CHECK(fine_percent(-0.00012) == "-0.00012 %");
  CHECK(fine_percent(0.12) == "+0.12 %");
  CHECK(fine_percent(1e-9) == "0.00 %");
  CHECK_THAT(at_the_edge(0.0045), Catch::Contains("it may rise beyond"));
  CHECK_THAT(at_the_edge(0), Catch::Contains("even this is no gain"));
}
