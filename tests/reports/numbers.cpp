#include "base/numbers.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

using namespace tariffsim;

namespace {

std::string written_number(double value) {
  fmt::memory_buffer out;
  append_number(out, value);
  return fmt::to_string(out);
}

}  // namespace

TEST_CASE("files keep ten significant digits and leave out what is not a number") {
  CHECK(written_number(1.0 / 3) == "0.3333333333");
  CHECK(written_number(123456789012.0) == "1.23456789e+11");
  CHECK(written_number(1234567890.0) == "1234567890");
  CHECK(written_number(-0.0) == "0");
  CHECK(written_number(25) == "25");
  CHECK(written_number(std::nan("")).empty());
  CHECK(written_number(std::numeric_limits<double>::infinity()).empty());
  CHECK(ten_digits(1.0 / 3) == 0.3333333333);
  CHECK(std::isnan(ten_digits(std::nan(""))));
}

TEST_CASE("percentages show their sign, and fewer decimals where they are large") {
  CHECK(signed_percent(0.2749) == "+0.27 %");
  CHECK(signed_percent(-0.2749) == "-0.27 %");
  CHECK(signed_percent(0.001) == "0.00 %");
  CHECK(signed_percent(-0.001) == "0.00 %");
  CHECK(signed_percent(-97.13) == "-97.1 %");
  CHECK(signed_percent(12345.6) == "+12,346 %");
  CHECK(signed_percent(std::nan("")) == "-");
  CHECK(plain_percent(19.34) == "19.3 %");
}

TEST_CASE("money is in billions where that reads well") {
  CHECK(money(453123) == "453.1 bn");
  CHECK(money(1234567) == "1,234.6 bn");
  CHECK(money(0.7) == "0.7 m");
  CHECK(money(61.27) == "61.3 m");
  CHECK(money(99.94) == "99.9 m");
  CHECK(money(99.96) == "0.10 bn");
  CHECK(money(217.05) == "0.22 bn");
  CHECK(money(994) == "0.99 bn");
  CHECK(money(996) == "1.0 bn");
  CHECK(money(0) == "0.0 bn");
  CHECK(signed_money(12400) == "+12.4 bn");
  CHECK(signed_money(-12400) == "-12.4 bn");
  CHECK(money(std::nan("")) == "-");
}

TEST_CASE("amounts have a sign, and a decimal below ten") {
  CHECK(signed_amount(-345.51) == "-346");
  CHECK(signed_amount(1234.5) == "+1,234");
  CHECK(signed_amount(9.94) == "+9.9");
  CHECK(signed_amount(9.96) == "+10");
  CHECK(signed_amount(-0.04) == "0.0");
  CHECK(signed_amount(std::nan("")) == "-");
}

TEST_CASE("thousands are grouped") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1000) == "1,000");
  CHECK(grouped(1234567) == "1,234,567");
  CHECK(grouped(-1234567) == "-1,234,567");
}
