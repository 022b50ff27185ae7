// Files as bytes: read whole (gunzipped if needed), hashed.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"

namespace tariffsim {

/// A limit for read_file: for tables with a row for each country of the world.
inline constexpr std::size_t kMaxSmallTableBytes = 1U << 20U;

/// Reads a file; a name ending in .gz is gunzipped. `shown_as` is its name in messages (default:
/// the path). Throws InputError when it is missing, not a regular file, unreadable, truncated or
/// corrupt gzip, or over `max_bytes` (after gunzip; gzip that unpacks to far more than tables do
/// is given up before).
std::shared_ptr<const SourceText> read_file(const std::filesystem::path& path,
                                            std::size_t max_bytes,
                                            const std::string& shown_as = "");

/// SHA-256 as 64 hexadecimal digits, the same as `sha256sum` prints.
std::string sha256(std::string_view bytes);
/// The bytes as a gzip file without a time, so that the same bytes give the same file.
std::string gzipped(std::string_view bytes);
/// Of what a file holds, as read_file has it, which need not fit into memory. Throws InputError if
/// it cannot be read.
std::string sha256_of_file(const std::filesystem::path& path);

}  // namespace tariffsim
