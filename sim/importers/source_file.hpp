// What a user brings: a file, a folder or an archive, as files that can be read from the beginning.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"

namespace tariffsim {

/// Fills `into` with up to `most` bytes; 0 at the end. Throws InputError for a damaged archive.
using ReadBytes = std::function<std::size_t(char* into, std::size_t most)>;

/// One file, plain or packed.
struct SourceFile {
  std::string shown;   ///< in messages: "tables.zip/2022_SML.csv"
  std::string name;    ///< without folders and without .gz, in small letters: "2022_sml.csv"
  std::string folder;  ///< that it lies in, without folders above it, in small letters
  std::function<ReadBytes()> open;  ///< from its beginning, as often as wanted
};

/// Files for paths: a folder gives all files in it, in the order of their names, a zip or 7z
/// archive its members, .gz, .bz2 and .xz what is packed in them. Throws InputError for what is
/// missing or unreadable, an archive in an archive, and for workbooks, with the command that turns
/// them into CSV.
std::vector<SourceFile> source_files(const std::vector<std::filesystem::path>& paths);

/// Throws InputError for files of other programs, which begin with `head`, with the command that
/// turns them into CSV.
void refuse_foreign(const SourceFile& file, std::string_view head);

/// Throws InputError, with the command that turns it into CSV, if a file is a workbook by its name.
void refuse_if_workbooks(const std::vector<SourceFile>& files);

/// Whole, up to `max_bytes`. Throws InputError.
std::string read_whole(const SourceFile& file, std::size_t max_bytes);

/// A place in the file as a whole.
Place place_in(const SourceFile& file);

}  // namespace tariffsim
