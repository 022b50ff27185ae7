#include "importers/source_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/algorithm/string/case_conv.hpp>
#include <string_view>
#include <utility>

#include "importers/packed_bytes.hpp"

namespace tariffsim {
namespace {

namespace fs = std::filesystem;

/// Kinds of files that are not text, by the first bytes of what they hold, and what to type.
struct Foreign {
  std::string_view begins;
  const char* what;
  const char* how;
};
constexpr const char* kFromWorkbook =
    "save the sheet as CSV (UTF-8), or: libreoffice --headless --convert-to csv FILE";
constexpr const char* kFromR =
    "in R: name <- load(\"FILE.RData\"); write.csv(get(name[1]), \"table.csv\")";
constexpr std::array<Foreign, 11> kForeign{{
    {"PK\x03\x04", "an Excel workbook (xlsx, xlsb)", kFromWorkbook},
    {"RDX2\n", "an RData file of R", kFromR},
    {"RDX3\n", "an RData file of R", kFromR},
    {"RDA", "an RData file of R", kFromR},
    {std::string_view("X\n\0\0\0", 5), "an RDS file of R",
     "in R: write.csv(readRDS(\"FILE.rds\"), \"table.csv\", row.names = FALSE)"},
    {"\xD0\xCF\x11\xE0", "an old Excel workbook", kFromWorkbook},
    {"<stata_dta>", "a Stata file", "in Stata: use FILE.dta, then: export delimited table.csv"},
    {"PAR1", "a Parquet file",
     "in Python: pandas.read_parquet(\"FILE\").to_csv(\"table.csv\", index=False)"},
    {"\x89HDF", "an HDF5 file or a new MATLAB file", "save the table as CSV"},
    {"MATLAB 5.0", "a MATLAB file", "save the table as CSV"},
    {"%PDF", "a PDF", "the source offers the table as CSV"},
}};

std::string lower(std::string text) {
  boost::to_lower(text);
  return text;
}

Place whole(const std::string& shown) {
  return {std::make_shared<SourceText>(SourceText{shown, ""}), 0, 0, 1};
}

/// A workbook is a zip archive whose members lie in xl/.
void refuse_workbook(const fs::path& path, const std::vector<std::string>& members) {
  for (const std::string& member : members) {
    if (!member.starts_with("xl/workbook")) continue;
    const bool binary = member.ends_with(".bin");
    throw InputError(whole(path.string()),
                     fmt::format("an Excel workbook ({}) is not read", binary ? "xlsb" : "xlsx"),
                     kFromWorkbook);
  }
}

SourceFile made(std::string shown, const fs::path& name, std::function<ReadBytes()> open) {
  fs::path last = name.filename();
  for (const char* packed : {".gz", ".bz2", ".xz"})
    if (lower(last.extension().string()) == packed) last = last.stem();
  return {std::move(shown), lower(last.string()), lower(name.parent_path().filename().string()),
          std::move(open)};
}

/// What archives of a Mac and systems of files bring with them.
bool is_hidden(const std::string& member) {
  return member.starts_with("__MACOSX/") || fs::path(member).filename().string().starts_with(".");
}

void add_archive(const fs::path& path, std::vector<SourceFile>& files) {
  const std::vector<std::string> members = members_of(path);
  refuse_workbook(path, members);
  for (const std::string& member : members) {
    if (is_hidden(member)) continue;
    const std::string shown = path.string() + "/" + member;
    if (lower(member).ends_with(".zip"))
      throw InputError(whole(shown), "an archive in an archive is not read",
                       "unpack the outer one, and give the inner one or the CSV files in it");
    files.push_back(made(shown, member, [path, member] { return open_packed(path, member); }));
  }
}

void add_file(const fs::path& path, std::vector<SourceFile>& files) {
  switch (packing_of(path)) {
    case Packing::archive:
      add_archive(path, files);
      return;
    case Packing::single:
      files.push_back(made(path.string(), path, [path] { return open_packed(path, ""); }));
      break;
    case Packing::none:
      files.push_back(made(path.string(), path, [path] { return open_plain(path); }));
      break;
  }
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && !is_hidden(entry.path().filename().string()))
      paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace

std::vector<SourceFile> source_files(const std::vector<fs::path>& paths) {
  std::vector<SourceFile> files;
  for (const fs::path& path : paths) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) throw InputError(whole(path.string()), "no such file");
    if (fs::is_directory(status)) {
      for (const fs::path& file : files_in(path)) add_file(file, files);
    } else if (fs::is_regular_file(status)) {
      add_file(path, files);
    } else {
      throw InputError(whole(path.string()), "is neither a file nor a folder");
    }
  }
  return files;
}

std::string read_whole(const SourceFile& file, std::size_t max_bytes) {
  constexpr std::size_t kBlock = std::size_t{1} << 18U;
  const ReadBytes read = file.open();
  std::string out;
  std::size_t got = 1;
  while (got > 0 && out.size() <= max_bytes) {
    const std::size_t before = out.size();
    out.resize(before + kBlock);
    got = read(out.data() + before, kBlock);
    out.resize(before + got);
  }
  if (out.size() > max_bytes)
    throw InputError(place_in(file),
                     fmt::format("is over {} MiB, the most that is read", max_bytes >> 20U));
  return out;
}

void refuse_foreign(const SourceFile& file, std::string_view head) {
  for (const Foreign& foreign : kForeign)
    if (head.starts_with(foreign.begins))
      throw InputError(place_in(file), fmt::format("this is {}, which is not read", foreign.what),
                       foreign.how);
  if (file.name.ends_with(".rdata") || file.name.ends_with(".rda"))
    throw InputError(place_in(file), "an RData file of R is not read", kFromR);
  if (file.name.ends_with(".dta"))
    throw InputError(place_in(file), "a Stata file is not read",
                     "in Stata: use FILE.dta, then: export delimited table.csv");
}

void refuse_if_workbooks(const std::vector<SourceFile>& files) {
  for (const SourceFile& file : files)
    for (const char* ending : {".xlsx", ".xlsb", ".xlsm", ".xls"})
      if (file.name.ends_with(ending))
        throw InputError(place_in(file), "an Excel workbook is not read", kFromWorkbook);
}

Place place_in(const SourceFile& file) { return whole(file.shown); }

}  // namespace tariffsim
