// What welfare is worth to a person, in tables for people.
#include <catch2/catch.hpp>

#include "files/markdown.hpp"
#include "support/two_countries.hpp"
#include "terminal/terminal.hpp"

using namespace tariffsim;
using tariffsim::test::solve_two_countries;

namespace {

std::size_t count(const std::string& text, const std::string& word) {
  std::size_t times = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
    ++times;
  return times;
}

}  // namespace

TEST_CASE("no table has a column of persons where nobody is counted") {
  const auto solved = solve_two_countries(0.25);
  CHECK(count(run_report(solved.record, {{}, solved.result, {}}, "", false), "a person") == 0);
  const std::vector<SolvedStep> steps{{{}, solved.result, {}}};
  CHECK(count(markdown_report(solved.record, steps), "A person") == 0);
}

TEST_CASE("all tables of a report have it where some are counted, and the others a plain dash") {
  const auto solved = solve_two_countries(0.25, {1000, 0});
  const std::string report = run_report(solved.record, {{}, solved.result, {}}, "", true);
  CHECK(count(report, "a person") == count(report, "real wage"));
  CHECK(count(report, "a person") >= 2);
  CHECK(count(report, "m-\x1b") == 0);
  const std::vector<SolvedStep> steps{{{}, solved.result, {}}};
  CHECK(count(markdown_report(solved.record, steps), "A person") == 1);
}
