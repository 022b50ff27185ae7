#include "studies/sqlite.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <new>

#include "base/diagnostic.hpp"

namespace tariffsim {
namespace {

/// False on file systems that lock nothing, as some of clusters and network disks.
bool has_locks(const std::filesystem::path& path, int flags) {
  const int fd = open(path.c_str(), O_RDWR | O_CLOEXEC | flags, 0666);
  if (fd < 0) return true;  // to fail for that reason
  struct flock whole {};
  whole.l_type = F_WRLCK;
  whole.l_whence = SEEK_SET;
  const bool locked = fcntl(fd, F_SETLK, &whole) == 0;
  const int reason = errno;
  close(fd);
  return locked || (reason != ENOLCK && reason != ENOSYS && reason != EOPNOTSUPP);
}

/// Where nothing can be locked, nothing is: two runs at the same study are then the user's affair.
const char* system_for(const std::filesystem::path& path, Database::Mode mode) {
  return has_locks(path, mode == Database::Mode::create ? O_CREAT : 0) ? nullptr : "unix-none";
}

sqlite3* open_handle(const std::filesystem::path& path, Database::Mode mode) {
  sqlite3* handle = nullptr;
  const int create = mode == Database::Mode::create ? SQLITE_OPEN_CREATE : 0;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | create;
  // A failure leaves its reason in the handle.
  static_cast<void>(sqlite3_open_v2(path.c_str(), &handle, flags, system_for(path, mode)));
  return handle;
}

constexpr int kPrimaryCode = 0xFF;

/// What the disk said, if it said something.
std::string reason_of_system(sqlite3* handle, const std::string& otherwise) {
  const int error = sqlite3_system_errno(handle);
  return error == 0 ? otherwise : std::string(std::strerror(error));
}

}  // namespace

Database::Database(const std::filesystem::path& path, Mode mode)
    : path_(path), handle_(open_handle(path, mode)) {
  if (handle_ == nullptr || sqlite3_errcode(handle()) != SQLITE_OK) fail();
}

void Database::run(const std::string& statements) {
  if (sqlite3_exec(handle(), statements.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

void Database::fail() const {
  const std::string path = path_.string();
  if (handle_ == nullptr) throw std::bad_alloc();
  const std::string reason = sqlite3_errmsg(handle());
  switch (sqlite3_errcode(handle()) & kPrimaryCode) {
    case SQLITE_NOMEM:
      throw std::bad_alloc();
    case SQLITE_FULL:
    case SQLITE_IOERR:
      throw OutputError(
          fmt::format("{}: {}: what was solved before is kept; make room, and the same "
                      "command with --resume goes on from there",
                      path, reason_of_system(handle(), reason)));
    case SQLITE_BUSY:
      throw OutputError(fmt::format("{}: another run is working on this study", path));
    case SQLITE_NOTADB:
      throw OutputError(fmt::format("{}: is damaged ({}): remove it to start again", path, reason));
    case SQLITE_CORRUPT:
    case SQLITE_ERROR:  // a table or a column that is not there
    case SQLITE_MISMATCH:
    case SQLITE_FORMAT:
      throw DamagedFile(fmt::format("{}: is damaged ({}): remove it to start again", path, reason));
    default:
      throw OutputError(fmt::format("{}: {}", path, reason));
  }
}

Statement::Statement(const Database& database, const char* text) : database_(database) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v2(database.handle(), text, -1, &statement, nullptr);
  statement_.reset(statement);
  if (code != SQLITE_OK) database_.fail();
}

Statement& Statement::checked(int code) {
  if (code != SQLITE_OK) database_.fail();
  return *this;
}

Statement& Statement::bind(int at, std::int64_t value) {
  return checked(sqlite3_bind_int64(statement_.get(), at, value));
}

Statement& Statement::bind(int at, double value) {
  return checked(sqlite3_bind_double(statement_.get(), at, value));
}

Statement& Statement::bind(int at, std::string_view text) {
  return checked(sqlite3_bind_text64(statement_.get(), at, text.data(), text.size(),
                                     SQLITE_TRANSIENT, SQLITE_UTF8));
}

Statement& Statement::bind(int at, std::span<const double> values) {
  return checked(
      sqlite3_bind_blob64(statement_.get(), at, values.data(), values.size_bytes(), SQLITE_STATIC));
}

Statement& Statement::bind_null(int at) { return checked(sqlite3_bind_null(statement_.get(), at)); }

bool Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) database_.fail();
  checked(sqlite3_reset(statement_.get()));
  return false;
}

void Statement::run() {
  while (step()) continue;
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

double Statement::number(int column) const {
  return sqlite3_column_double(statement_.get(), column);
}

std::string Statement::text(int column) const {
  const auto* bytes = sqlite3_column_text(statement_.get(), column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return bytes == nullptr ? "" : std::string(reinterpret_cast<const char*>(bytes), size);
}

std::span<const double> Statement::numbers(int column) const {
  const auto* bytes = static_cast<const double*>(sqlite3_column_blob(statement_.get(), column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return {bytes, bytes == nullptr ? 0 : size / sizeof(double)};
}

}  // namespace tariffsim
