#include "files/memory_file.hpp"

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/diagnostic.hpp"

namespace tariffsim {
namespace {

[[noreturn]] void fail() {
  throw OutputError(fmt::format("no memory for a file: {}", std::strerror(errno)));
}

}  // namespace

MemoryFile::MemoryFile() : fd_(memfd_create("tariffsim", MFD_CLOEXEC)) {
  if (fd_ < 0) fail();
}

MemoryFile::~MemoryFile() { close(fd_); }

std::string MemoryFile::path() const { return fmt::format("/proc/self/fd/{}", fd_); }

std::string MemoryFile::bytes() const {
  const off_t size = lseek(fd_, 0, SEEK_END);
  if (size < 0) fail();
  std::string out(static_cast<std::size_t>(size), '\0');
  for (std::size_t done = 0; done < out.size();) {
    const ssize_t got = pread(fd_, out.data() + done, out.size() - done, static_cast<off_t>(done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) fail();
    done += static_cast<std::size_t>(got);
  }
  return out;
}

}  // namespace tariffsim
