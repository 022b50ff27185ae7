// A table of the size of the whole ICIO, 81 economies and 45 industries: read within a minute of
// processor time and a gigabyte.
#include <catch2/catch.hpp>

#include <fmt/format.h>
#include <sys/resource.h>

#include <cstdint>
#include <cstdio>
#include <memory>
#include <random>
#include <vector>

#include "data/iso_countries.hpp"
#include "support/program.hpp"

using namespace tariffsim::tests;

namespace {

constexpr std::size_t kCountries = 81, kIndustries = 45, kFinalUse = 6;
constexpr double kMostSeconds = 60;
constexpr long kMostKilobytes = 1'000'000;

/// Integers of 1/10000 million, so that all totals are exact.
struct FullTable {
  std::vector<std::int64_t> made, used;
};

std::string number(std::int64_t units) {
  return fmt::format("{}.{:04}", units / 10000, units % 10000);
}

/// Writes the table in the layout of 2023 and returns its size in bytes.
std::size_t write_full_table(const std::filesystem::path& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> out(std::fopen(path.c_str(), "w"),
                                                            std::fclose);
  static const char* const kUses[] = {"HFCE", "NPISH", "GGFC", "GFCF", "INVNT", "DPABR"};
  std::vector<std::string> industries, uses;
  for (std::size_t n = 0; n < kCountries; ++n) {
    const std::string country =
        n + 1 == kCountries ? "ROW" : tariffsim::iso_countries().at(3 * n).code;
    for (std::size_t s = 0; s < kIndustries; ++s)
      industries.push_back(fmt::format("{}_C{:02}", country, s));
    for (const char* use : kUses) uses.push_back(country + "_" + use);
  }
  FullTable sums{std::vector<std::int64_t>(industries.size()),
                 std::vector<std::int64_t>(industries.size())};
  std::size_t bytes = 0;
  const auto write = [&](std::string line, std::int64_t total) {
    line += "," + number(total) + "\n";
    bytes += line.size();
    std::fputs(line.c_str(), out.get());
  };
  std::string line = "V1";
  for (const auto& label : industries) line += "," + label;
  for (const auto& label : uses) line += "," + label;
  line += ",OUT\n";
  std::fputs(line.c_str(), out.get());
  std::mt19937 random(81);
  for (std::size_t i = 0; i < industries.size(); ++i) {
    line = industries[i];
    for (std::size_t j = 0; j < industries.size(); ++j) {
      const std::int64_t value = random() % 100'000;
      line += "," + number(value);
      sums.used[j] += value;
      sums.made[i] += value;
    }
    for (std::size_t j = 0; j < uses.size(); ++j) {
      const std::int64_t value = 100'000 + random() % 900'000;
      line += "," + number(value);
      sums.made[i] += value;
    }
    write(std::move(line), sums.made[i]);
  }
  const auto below = [&](const std::string& label, const auto& value) {
    std::string row = label;
    std::int64_t total = 0;
    for (std::size_t j = 0; j < industries.size(); ++j) {
      row += "," + number(value(j));
      total += value(j);
    }
    for (std::size_t j = 0; j < uses.size(); ++j) row += ",0";
    write(std::move(row), total);
  };
  below("TLS", [](std::size_t) { return std::int64_t{5}; });
  below("VA", [&](std::size_t j) { return sums.made[j] - sums.used[j] - 5; });
  below("OUT", [&](std::size_t j) { return sums.made[j]; });
  return bytes;
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

}  // namespace

TEST_CASE("a full ICIO takes under a minute and a gigabyte") {
  const TemporaryFolder folder;
  const std::size_t bytes = write_full_table(folder.path() / "2020.csv");
  CHECK(bytes > 100'000'000);
  const Ran ran =
      run({"data", "import", "icio", "2020.csv", "-o", "icio"}, {.folder = folder.path()});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  rusage used{};
  getrusage(RUSAGE_CHILDREN, &used);
  WARN(fmt::format("{} MB of csv: {:.1f} s of processor time, {} MB at most", bytes / 1'000'000,
                   seconds(used.ru_utime) + seconds(used.ru_stime), used.ru_maxrss / 1000));
  CHECK(seconds(used.ru_utime) + seconds(used.ru_stime) < kMostSeconds);
  CHECK(used.ru_maxrss < kMostKilobytes);
  CHECK_THAT(ran.out, Catch::Matchers::Contains("81 economies, 45 sectors, in million USD"));
}
