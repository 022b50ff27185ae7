// What comments and documents cite is there.
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <filesystem>
#include <regex>

#include "support/temporary_folder.hpp"
#include "support/two_countries.hpp"

using namespace tariffsim;
using tariffsim::test::solve_two_countries;
using tariffsim::tests::read_text;

namespace {

namespace fs = std::filesystem;

const fs::path kRoot = TARIFFSIM_SOURCE_DIR;

bool has_heading(const std::string& page, const std::string& section) {
  const std::regex heading(fmt::format("(^|\n)##+ {}\\.? ", section));
  return std::regex_search(page, heading);
}

/// The text of a source file with comments that go on over a line's end joined.
std::string joined_comments(const fs::path& file) {
  return std::regex_replace(read_text(file), std::regex("\n *(///?|#) *"), " ");
}

}  // namespace

TEST_CASE("model.md has the certificate's conditions") {
  const std::string page = read_text(kRoot / "sim/model.md");
  for (const Residual& residual : solve_two_countries(0.25).result.certificate.residuals) {
    CAPTURE(residual.name);
    CHECK(page.find(fmt::format("| `{}` |", residual.name)) != std::string::npos);
  }
}

TEST_CASE("sections that comments cite are there") {
  const std::regex citation(R"((sim/model|reports/formats)\.md, section ([0-9]+(\.[0-9]+)?))");
  int cited = 0;
  for (const char* room : {"sim", "reports", "tests"})
    for (const auto& entry : fs::recursive_directory_iterator(kRoot / room)) {
      const fs::path extension = entry.path().extension();
      if (extension != ".hpp" && extension != ".cpp" && extension != ".md") continue;
      const std::string text = joined_comments(entry.path());
      for (std::sregex_iterator at(text.begin(), text.end(), citation), end; at != end; ++at) {
        INFO(entry.path().string() << ": " << at->str());
        CHECK(has_heading(read_text(kRoot / (at->str(1) + ".md")), at->str(2)));
        ++cited;
      }
    }
  CHECK(cited > 0);
}

TEST_CASE("files that documents name are there") {
  const std::regex link(R"(\]\(([^):#]+)\))");
  const std::regex path(R"(`((?:sim|reports|tests|scenarios)/[A-Za-z0-9_./-]+\.[a-z]+)`)");
  for (const char* name :
       {"README.md", "sim/model.md", "sim/studies/README.md", "reports/formats.md"}) {
    const fs::path document = kRoot / name;
    const std::string page = read_text(document);
    for (const auto& [pattern, from] :
         {std::pair{link, document.parent_path()}, std::pair{path, kRoot}})
      for (std::sregex_iterator at(page.begin(), page.end(), pattern), end; at != end; ++at) {
        INFO(name << " names " << at->str(1));
        CHECK(fs::exists(from / at->str(1)));
      }
  }
}
