#include "importers/packed_bytes.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <array>
#include <fstream>
#include <memory>
#include <string_view>

namespace tariffsim {
namespace {

constexpr std::size_t kArchiveBlock = std::size_t{1} << 18U;

using Archive = std::unique_ptr<archive, int (*)(archive*)>;

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& message,
                         const std::string& hint = "") {
  const auto source = std::make_shared<SourceText>(SourceText{path.string(), ""});
  throw InputError({source, 0, 0, 1}, message, hint);
}

[[noreturn]] void refuse_damaged(const std::filesystem::path& path, archive* from) {
  const char* reason = archive_error_string(from);
  refuse(path,
         fmt::format("the archive cannot be read: {}", reason == nullptr ? "damaged" : reason),
         "is the file whole? Download it again, or unpack it and give the files");
}

Archive opened(const std::filesystem::path& path, bool single) {
  Archive out(archive_read_new(), archive_read_free);
  archive* const handle = out.get();
  if (single) {
    archive_read_support_filter_gzip(handle);
    archive_read_support_filter_bzip2(handle);
    archive_read_support_filter_xz(handle);
    archive_read_support_format_raw(handle);
  } else {
    archive_read_support_format_zip(handle);
    archive_read_support_format_7zip(handle);
  }
  if (archive_read_open_filename(handle, path.c_str(), kArchiveBlock) != ARCHIVE_OK)
    refuse_damaged(path, handle);
  return out;
}

/// Goes to the next file in it; false at the end.
bool next_file(const std::filesystem::path& path, archive* from, archive_entry** entry) {
  while (true) {
    const int status = archive_read_next_header(from, entry);
    if (status == ARCHIVE_EOF) return false;
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) refuse_damaged(path, from);
    if (archive_entry_filetype(*entry) != AE_IFDIR) return true;
  }
}

std::string name_of(archive_entry* entry) {
  const char* name = archive_entry_pathname(entry);
  return name == nullptr ? "" : name;
}

}  // namespace

Packing packing_of(const std::filesystem::path& path) {
  std::array<char, 6> bytes{};
  std::ifstream in(path, std::ios::binary);
  in.read(bytes.data(), bytes.size());
  const std::string_view head(bytes.data(), static_cast<std::size_t>(in.gcount()));
  if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06") ||
      head.starts_with("7z\xBC\xAF\x27\x1C"))
    return Packing::archive;
  if (head.starts_with("\x1F\x8B") || head.starts_with("BZh") ||
      head.starts_with("\xFD"
                       "7zXZ"))
    return Packing::single;
  return Packing::none;
}

std::vector<std::string> members_of(const std::filesystem::path& path) {
  const Archive from = opened(path, false);
  std::vector<std::string> names;
  archive_entry* entry = nullptr;
  while (next_file(path, from.get(), &entry)) names.push_back(name_of(entry));
  return names;
}

ReadBytes open_packed(const std::filesystem::path& path, const std::string& member) {
  const std::shared_ptr<archive> from = opened(path, member.empty());
  archive_entry* entry = nullptr;
  bool found = next_file(path, from.get(), &entry);
  while (found && !member.empty() && name_of(entry) != member)
    found = next_file(path, from.get(), &entry);
  if (!found) refuse(path, fmt::format("there is no '{}' in it", member));
  return [from, path](char* into, std::size_t most) {
    const la_ssize_t got = archive_read_data(from.get(), into, most);
    if (got < 0) refuse_damaged(path, from.get());
    return static_cast<std::size_t>(got);
  };
}

ReadBytes open_plain(const std::filesystem::path& path) {
  const auto in = std::make_shared<std::filebuf>();
  if (in->open(path, std::ios::in | std::ios::binary) == nullptr)
    refuse(path, "cannot be read: check the file's permissions");
  return [in](char* into, std::size_t most) {
    return static_cast<std::size_t>(in->sgetn(into, static_cast<std::streamsize>(most)));
  };
}

}  // namespace tariffsim
