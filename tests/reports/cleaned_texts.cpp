// Texts of any length and of any characters in formats that do not take them as they are.
#include <netcdf.h>

#include <catch2/catch.hpp>
#include <initializer_list>

#include "reports/written.hpp"
#include "support/temporary_folder.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

std::string bytes_of(const Solved& solved, const std::string& format) {
  return files_of(solved, {format}).back().bytes;
}

}  // namespace

TEST_CASE("a scenario of any length finds room in NetCDF", "[regression]") {
  // Cause: an attribute holds less than 64 KiB, and the file could not be written.
  Solved solved = solve_two_countries(0.5);
  for (const std::size_t size :
       std::initializer_list<std::size_t>{100, 59'999, 60'001, 70'000, 300'000}) {
    CAPTURE(size);
    solved.record.scenario_text = std::string(size - 4, '#') + "\nüx";
    const tests::TemporaryFolder folder;
    const auto path = folder.write("r.nc", bytes_of(solved, "netcdf"));
    int file = 0, variable = 0;
    REQUIRE(nc_open(path.c_str(), NC_NOWRITE, &file) == NC_NOERR);
    std::string text(size, ' ');
    if (size <= 60'000)
      CHECK(nc_get_att_text(file, NC_GLOBAL, "scenario", text.data()) == NC_NOERR);
    else if (nc_inq_varid(file, "scenario", &variable) == NC_NOERR)
      CHECK(nc_get_var_text(file, variable, text.data()) == NC_NOERR);
    CHECK((text == solved.record.scenario_text));
    nc_close(file);
  }
}

TEST_CASE("line breaks in texts are blanks in Markdown and NetCDF", "[regression]") {
  // Cause: titles and policy lines came out with the sign U+240A.
  Solved solved = solve_two_countries(0.5);
  solved.record.title = "one\ntwo";
  solved.record.description = "three\nfour\n";
  solved.record.notes = {"five\nsix"};
  solved.record.data_notes = "seven\n  eight\n";
  for (const char* format : {"md", "netcdf"}) {
    CAPTURE(format);
    const std::string bytes = bytes_of(solved, format);
    CHECK(bytes.find("\u240A") == std::string::npos);
    CHECK(bytes.find("one two") != std::string::npos);
    CHECK(bytes.find("five six") != std::string::npos);
    CHECK(bytes.find("seven eight") != std::string::npos);
  }
}

TEST_CASE("what turns text around is seen in every report", "[regression]") {
  // Cause: U+202E of a title reached the page, where it turned around what follows.
  Solved solved = solve_two_countries(0.5);
  solved.record.title = "one\u202Etwo";
  solved.record.notes = {"three\u2066four"};
  for (const char* format : {"md", "netcdf", "html"}) {
    CAPTURE(format);
    const std::string bytes = bytes_of(solved, format);
    for (const char* hidden : {"\u202E", "\u2066"}) CHECK(bytes.find(hidden) == std::string::npos);
  }
  solved.record.scenario_text = "a: 1\nb: 2 # \u202E\n";
  const std::string page = bytes_of(solved, "html");
  CHECK(page.find("\u202E") == std::string::npos);
  CHECK(page.find("one\\u003cU+202E\\u003etwo") != std::string::npos);
  CHECK(page.find("a: 1\\nb: 2 # ") != std::string::npos);  // its lines stay
}
