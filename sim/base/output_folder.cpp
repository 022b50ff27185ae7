#include "base/output_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"

namespace tariffsim {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, int error) {
  throw OutputError(fmt::format("{}: cannot be written: {}", path.string(), std::strerror(error)));
}

/// `shown_as` is the path in messages: where the file will be, not where it is for now.
class Descriptor {
 public:
  Descriptor(const fs::path& path, int flags, fs::path shown_as)
      : path_(std::move(shown_as)), fd_(open(path.c_str(), flags, 0666)) {
    if (fd_ < 0) fail(path_, errno);
  }
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  void write_all(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t done = ::write(fd_, bytes.data(), bytes.size());
      if (done < 0 && errno == EINTR) continue;
      if (done < 0) fail(path_, errno);
      bytes.remove_prefix(static_cast<std::size_t>(done));
    }
  }
  /// Some file systems cannot sync a folder (EINVAL): nothing is lost by that.
  void sync() {
    if (fsync(fd_) != 0 && errno != EINVAL) fail(path_, errno);
  }
  /// A disk's quota or a network file system may report a failure only now.
  void finish() {
    const int fd = std::exchange(fd_, -1);
    if (close(fd) != 0) fail(path_, errno);
  }

 private:
  fs::path path_;
  int fd_;
};

void sync_folder(const fs::path& folder, const fs::path& shown_as) {
  Descriptor descriptor(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, shown_as);
  descriptor.sync();
}

void make_folders(const fs::path& folder, const fs::path& shown_as) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) fail(shown_as, error.value());
}

/// The real place of a folder, links followed, so that its sibling lies on the same file system.
fs::path resolve(const fs::path& target) {
  check_links(target);
  std::error_code error;
  fs::path out = fs::weakly_canonical(fs::absolute(target), error);
  if (error) fail(target, error.value());
  return out.has_filename() ? out : out.parent_path();
}

/// The beginning of the names of temporary folders beside `target`.
std::string sibling_prefix(const fs::path& target) {
  return fmt::format(".{}.partial-", target.filename().string());
}

/// The descriptor of a folder that nobody else has locked, or -1. Where folders cannot be locked
/// (some network file systems), it is -1 too.
int lock_folder(const fs::path& folder) {
  const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
  if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0) return fd;
  if (fd >= 0) close(fd);
  return -1;
}

/// Whether a descriptor is of what lies at a path now.
bool is_still_there(int fd, const fs::path& path) {
  struct stat held {
  }, there{};
  return fstat(fd, &held) == 0 && stat(path.c_str(), &there) == 0 && held.st_ino == there.st_ino;
}

/// What a name such as ".us-china.partial-0123abcd" or "....old" stands in for: "us-china"; empty
/// if it is no temporary folder of ours.
std::string stands_in_for(std::string_view name) {
  constexpr std::string_view kMark = ".partial-";
  constexpr std::size_t kDigits = 8;
  if (name.ends_with(".old")) name.remove_suffix(4);
  if (name.size() < 2 + kMark.size() + kDigits || name.front() != '.') return "";
  const std::string_view digits = name.substr(name.size() - kDigits);
  name.remove_suffix(kDigits);
  if (digits.find_first_not_of("0123456789abcdef") != std::string_view::npos ||
      !name.ends_with(kMark))
    return "";
  return std::string(name.substr(1, name.size() - 1 - kMark.size()));
}

/// Temporary folders of runs that were killed, whatever they were to become: nobody has locked
/// them. One that stepped aside for another (".old") is the only copy if that one is not there.
void remove_abandoned(const fs::path& place) {
  std::error_code ignored;
  std::vector<std::pair<fs::path, std::string>> found;  // with what they stand in for
  for (const auto& entry : fs::directory_iterator(place, ignored))
    if (std::string of = stands_in_for(entry.path().filename().string()); !of.empty())
      found.emplace_back(entry.path(), std::move(of));
  for (const auto& [folder, of] : found) {
    if (folder.extension() == ".old" && !fs::exists(place / of, ignored)) continue;
    const int fd = lock_folder(folder);
    if (fd < 0) continue;
    fs::remove_all(folder, ignored);
    close(fd);
  }
}

struct Sibling {
  fs::path path;
  int lock = -1;
};

/// Another run may take a new folder for an abandoned one until it is locked: then a next one.
Sibling make_sibling(const fs::path& target) {
  std::random_device random;
  for (int attempt = 0; attempt < 100; ++attempt) {
    const fs::path path =
        target.parent_path() / fmt::format("{}{:08x}", sibling_prefix(target), random());
    if (mkdir(path.c_str(), 0777) != 0) {
      if (errno != EEXIST) fail(target, errno);
      continue;
    }
    const int lock = lock_folder(path);
    if (lock < 0 && fs::exists(path)) return {path, -1};
    if (lock >= 0 && is_still_there(lock, path)) return {path, lock};
    if (lock >= 0) close(lock);
  }
  fail(target, EEXIST);
}

/// Without a folder to exchange with, or on a file system that cannot exchange, the old
/// folder steps aside.
void move_in(const fs::path& temporary, const fs::path& target) {
  if (rename(temporary.c_str(), target.c_str()) == 0) return;
  if (errno != ENOTEMPTY && errno != EEXIST) fail(target, errno);
  const fs::path old = fs::path(temporary) += ".old";
  if (rename(target.c_str(), old.c_str()) != 0) fail(target, errno);
  if (rename(temporary.c_str(), target.c_str()) != 0) {
    const int reason = errno;
    if (rename(old.c_str(), target.c_str()) != 0) fail(old, errno);
    fail(target, reason);
  }
  std::error_code ignored;
  fs::remove_all(old, ignored);
}

void check_marked(const fs::path& target, const std::string& marker) {
  std::error_code ignored;
  if (!fs::exists(target, ignored)) return;
  if (!fs::is_directory(target, ignored)) fail(target, ENOTDIR);
  const bool known =
      marker.empty() || fs::is_empty(target, ignored) || fs::exists(target / marker, ignored);
  if (!known)
    throw OutputError(
        fmt::format("{}: not replaced: it is not empty and has no {}, so it was not written by "
                    "this command; name another folder or remove it",
                    target.string(), marker));
}

}  // namespace

OutputFolder::OutputFolder(const fs::path& target, const std::string& marker)
    : target_(resolve(target)) {
  check_marked(target_, marker);
  make_folders(target_.parent_path(), target_.parent_path());
  remove_abandoned(target_.parent_path());
  const Sibling sibling = make_sibling(target_);
  temporary_ = sibling.path;
  lock_ = sibling.lock;
}

OutputFolder::~OutputFolder() {
  std::error_code ignored;
  if (!temporary_.empty()) fs::remove_all(temporary_, ignored);
  if (lock_ >= 0) close(lock_);
}

void OutputFolder::write(const fs::path& name, std::string_view bytes) {
  write_pieces(name, [&](const std::function<void(std::string_view)>& put) { put(bytes); });
}

void OutputFolder::write_pieces(
    const fs::path& name,
    const std::function<void(const std::function<void(std::string_view)>&)>& produce) {
  const fs::path path = temporary_ / name;
  make_folders(path.parent_path(), (target_ / name).parent_path());
  Descriptor file(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, target_ / name);
  produce([&](std::string_view bytes) { file.write_all(bytes); });
  file.sync();
  file.finish();
}

void OutputFolder::commit() {
  sync_folder(temporary_, target_);
  const bool exchanged =
      renameat2(AT_FDCWD, temporary_.c_str(), AT_FDCWD, target_.c_str(), RENAME_EXCHANGE) == 0;
  if (!exchanged) move_in(temporary_, target_);
  sync_folder(target_.parent_path(), target_.parent_path());
  std::error_code ignored;
  if (exchanged) fs::remove_all(temporary_, ignored);
  temporary_.clear();
}

void check_links(const fs::path& target) {
  std::error_code ignored;
  fs::path way;
  for (const fs::path& part : target) {
    way /= part;
    if (fs::is_symlink(way, ignored) && !fs::exists(way, ignored))
      throw OutputError(
          fmt::format("{} is a link to {}, which is not there: make that folder, or "
                      "name another one",
                      way.string(), fs::read_symlink(way, ignored).string()));
  }
}

void check_replaceable(const fs::path& target, const std::string& mark) {
  check_links(target);
  std::error_code error;
  if (!fs::exists(target, error) || fs::exists(target / mark, error)) return;
  if (fs::is_directory(target, error) && fs::is_empty(target, error)) return;
  throw OutputError(
      fmt::format("{} exists and is not an earlier result (it has no {}): not replaced; move it "
                  "away or choose another folder with -o",
                  target.string(), mark));
}

}  // namespace tariffsim
