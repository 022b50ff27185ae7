#include <catch2/catch.hpp>

#include "base/diagnostic.hpp"
#include "base/utf8.hpp"

using namespace tariffsim;

namespace {

std::shared_ptr<const SourceText> source(const std::string& text) {
  return std::make_shared<SourceText>(SourceText{"s.yaml", text});
}

std::string shown(const std::string& text, int line, int column, int length,
                  const std::string& hint = "") {
  return render({Severity::error, {source(text), line, column, length}, "wrong", hint});
}

}  // namespace

TEST_CASE("An error shows file, line, column, the line and a marker with the hint") {
  Diagnostic diagnostic;
  diagnostic.place.source = std::make_shared<SourceText>(SourceText{
      "scenarios/us-china.yaml",
      std::string(13, '\n') + "  - tariff: {importer: USA, exporter: CNH, add: 145%}\nnext\n"});
  diagnostic.place.line = 14;
  diagnostic.place.column = 39;
  diagnostic.place.length = 3;
  diagnostic.message = "unknown country 'CNH'";
  diagnostic.hint = "did you mean 'CHN' (China)?";
  CHECK(render(diagnostic) ==
        "scenarios/us-china.yaml:14:39: error: unknown country 'CNH'\n"
        "   14 |   - tariff: {importer: USA, exporter: CNH, add: 145%}\n"
        "      |                                       ^~~ did you mean 'CHN' (China)?\n");
}

TEST_CASE("The marker stands under the place after tabs, accents and wide characters") {
  CHECK(shown("\tx: 1", 1, 2, 1) == "s.yaml:1:2: error: wrong\n    1 |     x: 1\n      |     ^\n");
  CHECK(shown("é: CNH", 1, 5, 3) == "s.yaml:1:4: error: wrong\n    1 | é: CNH\n      |    ^~~\n");
  CHECK(shown("中国: CNH", 1, 9, 3) ==
        "s.yaml:1:5: error: wrong\n    1 | 中国: CNH\n      |       ^~~\n");
  CHECK(shown("e\xCC\x81: CNH", 1, 6, 3) ==  // e and a combining accent: two characters, one column
        "s.yaml:1:5: error: wrong\n    1 | e\xCC\x81: CNH\n      |    ^~~\n");
  CHECK(shown("x: 中国", 1, 4, 6) ==
        "s.yaml:1:4: error: wrong\n    1 | x: 中国\n      |    ^~~~\n");
}

TEST_CASE("Control characters of the source and of the message cannot reach the terminal") {
  CHECK(shown("a\x1b[31mb", 1, 7, 1) ==
        "s.yaml:1:7: error: wrong\n    1 | a␛[31mb\n      |       ^\n");
  CHECK(shown("a\xE2\x80\xAE"
              "b",
              1, 5, 1) == "s.yaml:1:3: error: wrong\n    1 | a<U+202E>b\n      |          ^\n");
  CHECK(shown("a\xFF"
              "b",
              1, 3, 1) == "s.yaml:1:3: error: wrong\n    1 | a<FF>b\n      |      ^\n");
  CHECK(render({Severity::error, {}, "unknown '\x1b'", ""}) == "error: unknown '␛'\n");
}

TEST_CASE("A long line is cut around the place") {
  const std::string text = std::string(300, 'a') + "BAD" + std::string(300, 'c');
  CHECK(shown(text, 1, 301, 3) == "s.yaml:1:301: error: wrong\n    1 | ..." + std::string(79, 'a') +
                                      "BAD" + std::string(78, 'c') + "...\n      | " +
                                      std::string(82, ' ') + "^~~\n");
}

TEST_CASE("A place without a column shows the line, one without a line only the file") {
  CHECK(shown("abc\r\n", 1, 0, 1) == "s.yaml:1: error: wrong\n    1 | abc\n");
  CHECK(shown("abc", 1, 0, 1, "do so") == "s.yaml:1: error: wrong\n    1 | abc\n      | do so\n");
  CHECK(shown("abc", 0, 0, 1) == "s.yaml: error: wrong\n");
  CHECK(shown("abc", 0, 0, 1, "do so") == "s.yaml: error: wrong; do so\n");
}

TEST_CASE("A place at the end of a line or past the text is still marked") {
  CHECK(shown("abc\n", 1, 4, 1) == "s.yaml:1:4: error: wrong\n    1 | abc\n      |    ^\n");
  CHECK(shown("abc\n", 9, 2, 5) == "s.yaml:9:1: error: wrong\n    9 | \n      | ^\n");
}

TEST_CASE("A byte order mark is not counted") {
  CHECK(shown("\xEF\xBB\xBF"
              "abc",
              1, 5, 2) == "s.yaml:1:2: error: wrong\n    1 | abc\n      |  ^~\n");
}

TEST_CASE("Colour is added only where asked for") {
  const Diagnostic diagnostic{Severity::warning, {source("abc"), 1, 1, 3}, "odd", "hm"};
  CHECK(render(diagnostic, true) ==
        "\x1b[1ms.yaml:1:1: \x1b[0m\x1b[1;35mwarning:\x1b[0m odd\n"
        "    1 | abc\n      | \x1b[1;32m^~~ hm\x1b[0m\n");
}

TEST_CASE("Of many errors the first are shown and the rest counted") {
  Diagnostics diagnostics(2);
  for (int line = 1; line <= 5; ++line)
    diagnostics.error({source("x"), 0, 0, 1}, "bad " + std::to_string(line));
  Diagnostics outer;
  outer.append(diagnostics);
  CHECK(outer.has_errors());
  try {
    outer.throw_if_errors();
    FAIL("no exception");
  } catch (const InputError& error) {
    CHECK(std::string(error.what()) ==
          "s.yaml: error: bad 1\ns.yaml: error: bad 2\ns.yaml: note: and 3 more errors\n");
  }
}

TEST_CASE("Of each kind of message the first hundred are kept, and the rest counted") {
  Diagnostics diagnostics;
  for (int i = 0; i < 103; ++i) diagnostics.warning({}, "odd");
  for (int i = 0; i < 102; ++i) diagnostics.error({}, "bad");
  diagnostics.note({}, "by the way");
  CHECK(diagnostics.error_count() == 102);
  const std::vector<Diagnostic> taken = diagnostics.take();
  REQUIRE(taken.size() == 203);
  CHECK(taken[200].message == "by the way");
  CHECK(taken[201].message == "and 2 more errors");
  CHECK(taken[202].message == "and 3 more warnings");
  CHECK_FALSE(diagnostics.has_errors());
  CHECK(diagnostics.take().empty());
}

TEST_CASE("Warnings alone are no error") {
  Diagnostics diagnostics;
  diagnostics.warning({}, "odd");
  CHECK_NOTHROW(diagnostics.throw_if_errors());
}

TEST_CASE("code points that are no characters are made visible", "[regression]") {
  // Cause: U+FFFE in a title made workbooks that no program opens; XML has no such characters.
  CHECK(show("a\uFFFEb\uFFFF\U0001FFFE\uFDD0").text == "a<U+FFFE>b<U+FFFF><U+1FFFE><U+FDD0>");
  CHECK(show("\uFFFD\U0001F600").text == "\uFFFD\U0001F600");
}
