// Archives and packed files, by libarchive.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "importers/source_file.hpp"

namespace tariffsim {

enum class Packing {
  none,
  single,  ///< one packed file: .gz, .bz2, .xz
  archive  ///< zip, 7z
};

/// By the first bytes of a file, not by its name.
Packing packing_of(const std::filesystem::path& path);

/// Names of the files in an archive, in its order. Throws InputError if it is damaged.
std::vector<std::string> members_of(const std::filesystem::path& archive);

/// The bytes of a member, or of a single packed file (`member` empty).
ReadBytes open_packed(const std::filesystem::path& path, const std::string& member);

/// The bytes of a plain file.
ReadBytes open_plain(const std::filesystem::path& path);

}  // namespace tariffsim
