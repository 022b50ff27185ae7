// Tables in archives and folders, and archives that are none.
#include <archive.h>
#include <archive_entry.h>

#include <catch2/catch.hpp>
#include <memory>

#include "imported_folder.hpp"
#include "small_table.hpp"

using namespace tariffsim;
using namespace tariffsim::test;
using Catch::Matchers::Contains;

namespace {

using Members = std::vector<std::pair<std::string, std::string>>;

std::filesystem::path pack(const TemporaryFolder& folder, const std::string& name,
                           const Members& members) {
  const auto path = folder.path() / name;
  const std::unique_ptr<archive, int (*)(archive*)> out(archive_write_new(), archive_write_free);
  if (name.ends_with(".gz")) {
    archive_write_add_filter_gzip(out.get());
    archive_write_set_format_raw(out.get());
  } else if (name.ends_with(".7z")) {
    archive_write_set_format_7zip(out.get());
  } else {
    archive_write_set_format_zip(out.get());
  }
  archive_write_open_filename(out.get(), path.c_str());
  for (const auto& [member, text] : members) {
    const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(),
                                                                         archive_entry_free);
    archive_entry_set_pathname(entry.get(), member.c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(text.size()));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_write_header(out.get(), entry.get());
    archive_write_data(out.get(), text.data(), text.size());
  }
  archive_write_close(out.get());
  return path;
}

}  // namespace

TEST_CASE("a table in a zip, a 7z, a gz, or a folder is the table") {
  const TemporaryFolder folder;
  const std::string text = text_of(SmallTable{}.rows());
  const TableCells plain = ImportedFolder("icio", {folder.write("a/2020_SML.csv", text)}).flows();
  const Members members{{"__MACOSX/._2020_SML.csv", "x"},
                        {"tables/2020_SML.csv", text},
                        {"tables/ReadMe.txt", "read me"}};
  for (const std::string name : {"2016-2022_SML.zip", "all.7z"}) {
    const ImportedFolder imported("icio", {pack(folder, name, members)});
    CHECK(imported.flows() == plain);
    CHECK(imported.baseline().year == 2020);
    CHECK_THAT(imported.text("baseline.yaml"), Contains("2020_SML.csv"));
  }
  CHECK(ImportedFolder("icio", {pack(folder, "2020.csv.gz", {{"x", text}})}).flows() == plain);
  CHECK(ImportedFolder("icio", {folder.path() / "a"}).flows() == plain);
  CHECK(ImportedFolder(
            "icio",
            {pack(folder, "years.zip", {{"2019_SML.csv", "no table"}, {"2020_SML.csv", text}})},
            {2020, std::nullopt})
            .flows() == plain);
}

TEST_CASE("workbooks, archives in archives and damaged archives are refused") {
  const TemporaryFolder folder;
  CHECK_THAT(refusal("icio", {pack(folder, "t.xlsx", {{"xl/workbook.xml", "<x/>"}})}),
             Contains("an Excel workbook (xlsx) is not read") && Contains("convert-to csv"));
  CHECK_THAT(refusal("wiod", {pack(folder, "WIOT2014.xlsb", {{"xl/workbook.bin", "x"}})}),
             Contains("an Excel workbook (xlsb) is not read"));
  CHECK_THAT(refusal("icio", {pack(folder, "t.zip", {{"inner.zip", "PK"}})}),
             Contains("an archive in an archive"));
  const std::string text = text_of(SmallTable{}.rows());
  const std::string zip = tests::read_text(pack(folder, "2020.zip", {{"2020.csv", text}}));
  for (const std::size_t size : {zip.size() / 4, zip.size() / 2, zip.size() - 30}) {
    const std::string said = refusal("icio", {folder.write("cut.zip", zip.substr(0, size))});
    INFO(size << ": " << said);
    CHECK((said != "imported" || size == zip.size() - 30));
  }
  const std::string gz = tests::read_text(pack(folder, "2020.csv.gz", {{"x", text}}));
  CHECK_THAT(refusal("icio", {folder.write("cut.csv.gz", gz.substr(0, gz.size() / 2))}),
             Contains("the archive cannot be read"));
  CHECK_THAT(refusal("icio", {pack(folder, "empty.zip", {})}), Contains("none among the files"));
}

TEST_CASE("a workbook in an archive is refused with the command that converts it", "[regression]") {
  // "none among the files is a table", and "neither text nor a table": no conversion was named.
  const TemporaryFolder folder;
  const Members one{{"WIOT2014.xlsb", "PK\x03\x04"}};
  Members two = one;
  two.emplace_back("WIOT2013.xlsx", "PK\x03\x04");
  for (const Members& members : {one, two})
    CHECK_THAT(refusal("wiod", {pack(folder, "WIOTS.zip", members)}),
               Contains("an Excel workbook") && Contains("convert-to csv"));
}
