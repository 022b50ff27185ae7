#include <boost/iostreams/filter/gzip.hpp>
#include <boost/iostreams/filtering_stream.hpp>
#include <catch2/catch.hpp>
#include <random>

#include "base/file.hpp"
#include "support/temporary_folder.hpp"

using namespace tariffsim;
using Catch::Matchers::Contains;

namespace {

std::string gzip(const std::string& text) {
  std::string packed;
  boost::iostreams::filtering_ostream out;
  out.push(boost::iostreams::gzip_compressor());
  out.push(boost::iostreams::back_inserter(packed));
  out << text;
  out.reset();
  return packed;
}

std::string incompressible(std::size_t size) {
  std::mt19937 random(1);
  std::string text(size, ' ');
  for (char& c : text) c = static_cast<char>(random());
  return text;
}

}  // namespace

TEST_CASE("A file is read whole, plain or gzipped") {
  const tests::TemporaryFolder folder;
  const std::string text = incompressible(300'000);
  CHECK(read_file(folder.write("a.csv", text), 1'000'000)->text == text);
  CHECK(read_file(folder.write("a.csv.gz", gzip(text)), 1'000'000)->text == text);
  CHECK(read_file(folder.write("empty", ""), 10)->text.empty());
  CHECK(read_file(folder.path() / "empty", 10, "shown")->name == "shown");
}

TEST_CASE("Truncated or damaged gzip is an error wherever it breaks off") {
  const tests::TemporaryFolder folder;
  const std::string packed = gzip("exporter,importer\n" + incompressible(2000));
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, std::size_t{5}, std::size_t{12}, packed.size() / 2,
        packed.size() - 9, packed.size() - 8, packed.size() - 4, packed.size() - 1}) {
    INFO("first " << size << " of " << packed.size() << " bytes");
    const auto path = folder.write("a.gz", packed.substr(0, size));
    CHECK_THROWS_WITH(read_file(path, 1'000'000, "a.gz"),
                      "a.gz: error: is not a complete gzip file\n");
  }
  std::string damaged = packed;
  damaged[packed.size() / 2] = static_cast<char>(damaged[packed.size() / 2] ^ 1);
  CHECK_THROWS_AS(read_file(folder.write("a.gz", damaged), 1'000'000), InputError);
}

TEST_CASE("A file over the limit is refused, also after gunzip") {
  const tests::TemporaryFolder folder;
  const std::string text(100'000, 'x');
  CHECK(read_file(folder.write("a", text), 100'000)->text.size() == 100'000);
  CHECK_THROWS_WITH(read_file(folder.path() / "a", 99'999), Contains("is over 99999 bytes"));
  CHECK_THROWS_WITH(read_file(folder.write("a.gz", gzip(text)), 99'999),
                    Contains("is over 99999 bytes"));
}

TEST_CASE("What is not a file is named as such") {
  const tests::TemporaryFolder folder;
  CHECK_THROWS_WITH(read_file(folder.path() / "none.yaml", 10, "none.yaml"),
                    "none.yaml: error: no such file\n");
  CHECK_THROWS_WITH(read_file(folder.path(), 10, "dir"), "dir: error: is a folder, not a file\n");
}

TEST_CASE("SHA-256 agrees with the vectors of FIPS 180-2") {
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("what gzip blows up beyond all tables is not read", "[regression]") {
  // Cause: a bomb in a baseline was unpacked to 1 GiB, and took 2.3 GB, before it was refused.
  const tests::TemporaryFolder folder;
  const auto bomb = folder.write("a.csv.gz", gzip(std::string(40'000'000, '0')));
  CHECK_THROWS_WITH(read_file(bomb, 1'000'000'000, "a.csv.gz"),
                    "a.csv.gz: error: unpacks to over 200 times its size, as no table does: it is "
                    "not read\n");
  const auto small = folder.write("b.csv.gz", gzip(std::string(4'000'000, '0')));
  CHECK(read_file(small, 1'000'000'000)->text.size() == 4'000'000);
}

TEST_CASE("text in UTF-16 was told of as a table of other columns", "[regression]") {
  // Cause: its bytes were taken for UTF-8, in which every second one is 0.
  const tests::TemporaryFolder folder;
  using namespace std::string_literals;
  for (const std::string& text : {"\xFF\xFE"
                                  "a\0,\0"s,
                                  "\xFE\xFF\0a\0,"s, "a\0,\0b\0"s, "\0a\0,"s})
    CHECK_THROWS_WITH(read_file(folder.write("a.csv", text), 100, "a.csv"),
                      Contains("a.csv: error: is text in UTF-16, and only UTF-8 is read"));
  CHECK(read_file(folder.write("a.csv", "a,b\n"), 100)->text == "a,b\n");
}
