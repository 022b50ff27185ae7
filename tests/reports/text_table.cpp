#include "prose/text_table.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace tariffsim;

TEST_CASE("columns are aligned by what a terminal shows, not by bytes") {
  TextTable table({{"name", true}, {"value"}});
  table.add({{"Türkiye"}, {"1.0"}});
  table.add({{"日本"}, {"22.0"}});
  table.add({{"USA"}, {""}});
  CHECK(table.render(false) ==
        "  name     value\n"
        "  Türkiye    1.0\n"
        "  日本      22.0\n"
        "  USA\n");
}

TEST_CASE("columns of small figures were columns of 0.00 %", "[regression]") {
  // Cause: each percentage was written by its own size, with two decimals at most.
  TextTable table({{"", true}, {"small"}, {"large"}, {"within"}});
  table.add(
      {{"A"}, change_cell(0.0041), change_cell(0.0041), percents_cell("1 bn ({})", {{2e-4}})});
  table.add({{"B"}, change_cell(-0.00007), change_cell(-12.3), {"-"}});
  table.add(
      {{"C"}, change_cell(std::nan("")), change_cell(0), percents_cell("2 bn ({})", {{0.03}})});
  CHECK(table.render(false) ==
        "         small    large           within\n"
        "  A  +0.0041 %   0.00 %   1 bn (0.000 %)\n"
        "  B  -0.0001 %  -12.3 %                -\n"
        "  C          -   0.00 %  2 bn (+0.030 %)\n");
  // Where each row is about something else, its own figures decide.
  TextTable rows({{"", true}, {"a"}, {"b"}}, TextTable::Alike::rows);
  rows.add(
      {{"A"}, percents_cell("{}", {{0.0041, false}}), percents_cell("{}", {{0.002, true, "pp"}})});
  rows.add({{"B"}, change_cell(0.0041), change_cell(5)});
  CHECK(rows.rows()[0][1].text == "0.0041 %");
  CHECK(rows.rows()[0][2].text == "+0.0020 pp");
  CHECK(rows.rows()[1][1].text == "0.00 %");
  // Two digits of the largest, and of a solution's noise none.
  CHECK(table_decimals({0.094, 0.001}) == 3);
  CHECK_FALSE(table_decimals({0.095, 0.001}));
  CHECK_FALSE(table_decimals({9e-7, 0}));
  CHECK(table_decimals({2e-6}) == 6);
}

TEST_CASE("tones are written only in colour") {
  CHECK(toned("+1 %", Tone::good, false) == "+1 %");
  CHECK(toned("+1 %", Tone::good, true) == "\x1b[32m+1 %\x1b[0m");
  CHECK(toned("+1 %", Tone::plain, true) == "+1 %");
}

TEST_CASE("names from files cannot steer the terminal") {
  CHECK(shown("\x1b[31mred") == "␛[31mred");
  CHECK(shown("a\nb") == "a␊b");
  CHECK(shown("\xE2\x80\xAE"
              "abc") == "<U+202E>abc");
}

TEST_CASE("long names are cut to the width asked for") {
  CHECK(shown(std::string(100, 'a'), 10) == std::string(9, 'a') + "…");
  CHECK(shown(std::string(10, 'a'), 10) == std::string(10, 'a'));
  CHECK(shown(std::string(10000, 'a'), 10) == std::string(9, 'a') + "…");
  CHECK(shown("日本日本", 5) == "日本…");
}

TEST_CASE("a long cell goes on in the next line, at a space") {
  TextTable table({{"line", true}, {"value"}});
  const std::string first(80, 'a'), rest(20, 'b');
  table.add({{first + " " + rest}, {"1"}});
  CHECK(table.render(false) == "  line" + std::string(80 - 4 + 2, ' ') + "value\n  " + first +
                                   std::string(2 + 4, ' ') + "1\n  " + rest + "\n");
  // Without a space it is cut at the width, and nothing is lost.
  TextTable words({{"", true}});
  words.add({{std::string(2 * kWrapWidth + 1, 'x')}});
  CHECK(words.render(false) ==
        "\n  " + std::string(kWrapWidth, 'x') + "\n  " + std::string(kWrapWidth, 'x') + "\n  x\n");
}
