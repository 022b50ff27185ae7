// The corpus of the fuzzers, read once more: what once made a reader fall does so no more. The
// folders of tests/fuzz/corpus are named after the readers.
#include <catch2/catch.hpp>

#include <filesystem>
#include <string>

#include "fuzz/readers.hpp"
#include "support/temporary_folder.hpp"

using namespace tariffsim::test;
namespace fs = std::filesystem;

namespace {

const fs::path kTests = fs::path(TARIFFSIM_SOURCE_DIR) / "tests";

std::size_t feed_all(const Reader& reader, const fs::path& folder) {
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    INFO(entry.path());
    const std::string bytes = tariffsim::tests::read_text(entry.path());
    CHECK_NOTHROW(feed(reader, bytes));
    CHECK_NOTHROW(feed(reader, bytes.substr(0, bytes.size() / 2)));
    ++files;
  }
  return files;
}

}  // namespace

TEST_CASE("every reader of foreign text answers what the fuzzers have found") {
  for (const Reader& reader : foreign_readers()) {
    INFO(reader.name);
    CHECK(feed_all(reader, kTests / "fuzz/corpus" / reader.name) > 0);
  }
  for (const Reader& reader : foreign_readers())
    if (reader.name == std::string("yaml") || reader.name == std::string("scenario"))
      CHECK(feed_all(reader, kTests / "unit/golden") > 80);
}
