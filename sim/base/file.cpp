#include "base/file.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <boost/iostreams/close.hpp>
#include <boost/iostreams/device/back_inserter.hpp>
#include <boost/iostreams/device/file.hpp>
#include <boost/iostreams/filter/gzip.hpp>
#include <boost/iostreams/filtering_stream.hpp>
#include <boost/iostreams/filtering_streambuf.hpp>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string_view>

namespace tariffsim {
namespace {

namespace io = boost::iostreams;

constexpr std::size_t kMiB = std::size_t{1} << 20U;
constexpr std::size_t kChunk = std::size_t{1} << 16U;
/// Tables shrink by gzip to a fifth, and if all is 0 to a hundredth: what grows more is no table,
/// and would take all memory before it could be seen to be none.
constexpr std::size_t kMostGrowth = 200;
constexpr std::size_t kAnyGrowth = 16 * kMiB;  // so small a text may be anything

/// The size a file will need, so that it is read into one allocation.
std::size_t expected_size(const std::filesystem::path& path, std::size_t max_bytes) {
  std::error_code ignored;
  const auto size = std::filesystem::file_size(path, ignored);
  return ignored ? 0 : static_cast<std::size_t>(std::min<std::uintmax_t>(size, max_bytes));
}

/// Reads to the end, or until more than `max_bytes` have come; `check` sees how many there are.
template <class Check>
std::string read_all(std::streambuf& in, std::size_t size, std::size_t max_bytes,
                     const Check& check) {
  std::string out;
  out.reserve(size + kChunk);
  std::streamsize got = 1;
  while (got > 0 && out.size() <= max_bytes) {
    const std::size_t before = out.size();
    out.resize(before + kChunk);
    got = in.sgetn(out.data() + before, static_cast<std::streamsize>(kChunk));
    out.resize(before + static_cast<std::size_t>(std::max<std::streamsize>(got, 0)));
    check(out.size());
  }
  return out;
}

std::string read_plain(const std::filesystem::path& path, std::size_t max_bytes) {
  errno = 0;
  std::filebuf in;
  if (in.open(path, std::ios::in | std::ios::binary) == nullptr)
    throw std::runtime_error(fmt::format("cannot be read: {}", std::strerror(errno)));
  return read_all(in, expected_size(path, max_bytes), max_bytes, [](std::size_t) {});
}

/// Packed bytes, with a count of those that have been taken.
class CountedSource {
 public:
  using char_type = char;
  using category = io::source_tag;

  CountedSource(std::string_view packed, std::size_t& taken) : packed_(packed), taken_(&taken) {}

  std::streamsize read(char* to, std::streamsize most) {
    const std::size_t size = std::min(packed_.size() - *taken_, static_cast<std::size_t>(most));
    packed_.copy(to, size, *taken_);
    *taken_ += size;
    return size == 0 ? -1 : static_cast<std::streamsize>(size);
  }

 private:
  std::string_view packed_;
  std::size_t* taken_;  // of the caller: streams copy what they read from
};

/// Looked at after every piece, so that what grows without end is given up at once.
std::string gunzip(const std::string& packed, std::size_t max_bytes) {
  try {
    std::size_t taken = 0;
    io::filtering_istreambuf in;
    in.push(io::gzip_decompressor());
    in.push(CountedSource(packed, taken));
    return read_all(in, packed.size(), max_bytes, [&](std::size_t unpacked) {
      if (unpacked <= max_bytes && unpacked > std::max(kAnyGrowth, kMostGrowth * taken))
        throw std::runtime_error(fmt::format(
            "unpacks to over {} times its size, as no table does: it is not read", kMostGrowth));
    });
  } catch (const io::gzip_error&) {
    throw std::runtime_error("is not a complete gzip file");
  }
}

void check_regular(const std::filesystem::path& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found)
    throw std::runtime_error("no such file");
  if (error) throw std::runtime_error(fmt::format("cannot be read: {}", error.message()));
  if (std::filesystem::is_directory(status)) throw std::runtime_error("is a folder, not a file");
  if (!std::filesystem::is_regular_file(status)) throw std::runtime_error("is not a regular file");
}

std::string read_bytes(const std::filesystem::path& path, std::size_t max_bytes) {
  check_regular(path);
  std::string bytes = read_plain(path, max_bytes);
  if (path.extension() == ".gz" && bytes.size() <= max_bytes) bytes = gunzip(bytes, max_bytes);
  if (bytes.size() > max_bytes)
    throw std::runtime_error(fmt::format("is over {}, the most that is read",
                                         max_bytes % kMiB == 0
                                             ? fmt::format("{} MiB", max_bytes / kMiB)
                                             : fmt::format("{} bytes", max_bytes)));
  return bytes;
}

/// By its byte order mark, or by the half of each letter that is 0: as spreadsheets save "Unicode".
bool is_utf16(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return true;
  if (bytes.size() < 4) return false;
  const auto is_letter_at = [&](std::size_t at) {
    return bytes[at] != '\0' && bytes[at + 2] != '\0' && bytes[1 - at] == '\0' &&
           bytes[3 - at] == '\0';
  };
  return is_letter_at(0) || is_letter_at(1);
}

/// SHA-256 of bytes that come in pieces.
class Digest {
 public:
  Digest() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    check(EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr));
  }
  void add(std::string_view bytes) {
    check(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()));
  }
  std::string text() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    check(EVP_DigestFinal_ex(context_.get(), digest.data(), &length));
    return fmt::format("{:02x}", fmt::join(digest.data(), digest.data() + length, ""));
  }

 private:
  static void check(int done) {
    if (done != 1) throw std::runtime_error("SHA-256 is not available");
  }

  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

}  // namespace

std::shared_ptr<const SourceText> read_file(const std::filesystem::path& path,
                                            std::size_t max_bytes, const std::string& shown_as) {
  auto source = std::make_shared<SourceText>();
  source->name = shown_as.empty() ? path.string() : shown_as;
  try {
    source->text = read_bytes(path, max_bytes);
  } catch (const std::runtime_error& error) {
    throw InputError({source, 0, 0, 1}, error.what());
  }
  if (is_utf16(source->text)) {
    source->text.clear();  // which no excerpt could show
    throw InputError({source, 0, 0, 1}, "is text in UTF-16, and only UTF-8 is read",
                     "save it as UTF-8; Excel calls that 'CSV UTF-8 (comma delimited)'");
  }
  return source;
}

std::string sha256(std::string_view bytes) {
  Digest digest;
  digest.add(bytes);
  return digest.text();
}

std::string gzipped(std::string_view bytes) {
  io::gzip_params best(io::gzip::best_compression);
  best.mtime = 0;
  std::string packed;
  io::filtering_ostream out;
  out.push(io::gzip_compressor(best));
  out.push(io::back_inserter(packed));
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  io::close(out);
  return packed;
}

std::string sha256_of_file(const std::filesystem::path& path) {
  try {
    check_regular(path);
    io::filtering_istreambuf in;
    if (path.extension() == ".gz") in.push(io::gzip_decompressor());
    in.push(io::file_source(path.string(), std::ios::in | std::ios::binary));
    Digest digest;
    std::array<char, kChunk> chunk;
    for (std::streamsize got = 1; got > 0;
         digest.add({chunk.data(), static_cast<std::size_t>(got)}))
      got = in.sgetn(chunk.data(), static_cast<std::streamsize>(chunk.size()));
    return digest.text();
  } catch (const std::exception& error) {
    throw InputError({}, fmt::format("{}: cannot be read: {}", path.string(), error.what()));
  }
}

}  // namespace tariffsim
