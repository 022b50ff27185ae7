#include "studies/sqlite.hpp"

#include <fmt/format.h>

#include "base/diagnostic.hpp"

namespace tariffsim {
namespace {

sqlite3* open_handle(const std::filesystem::path& path, Database::Mode mode) {
  sqlite3* handle = nullptr;
  const int create = mode == Database::Mode::create ? SQLITE_OPEN_CREATE : 0;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | create;
  // A failure leaves its reason in the handle.
  static_cast<void>(sqlite3_open_v2(path.c_str(), &handle, flags, nullptr));
  return handle;
}

}  // namespace

Database::Database(const std::filesystem::path& path, Mode mode)
    : path_(path), handle_(open_handle(path, mode)) {
  if (handle_ == nullptr || sqlite3_errcode(handle()) != SQLITE_OK) fail();
}

void Database::run(const std::string& statements) {
  if (sqlite3_exec(handle(), statements.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

void Database::fail() const { throw OutputError(fmt::format("{}: {}", path_.string(), reason())); }

std::string Database::reason() const {
  if (handle_ == nullptr) return "out of memory";
  switch (sqlite3_errcode(handle())) {
    case SQLITE_BUSY:
      return "another run is working on this study";
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return fmt::format("is damaged ({}): remove it to begin anew", sqlite3_errmsg(handle()));
    default:
      return sqlite3_errmsg(handle());
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
