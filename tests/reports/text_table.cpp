#include "prose/text_table.hpp"

#include <catch2/catch.hpp>

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
