// The little of SQLite that a store needs: a connection, statements, every failure an OutputError.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"

namespace tariffsim {

/// A database of which something cannot be what was written.
class DamagedFile : public OutputError {
  using OutputError::OutputError;
};

class Database {
 public:
  enum class Mode { create, open };
  Database(const std::filesystem::path& path, Mode mode);

  /// Statements without parameters or results.
  void run(const std::string& statements);

  sqlite3* handle() const { return handle_.get(); }
  /// Throws OutputError with the path and the library's reason; DamagedFile if that is a database
  /// which does not hold together.
  [[noreturn]] void fail() const;

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  std::filesystem::path path_;
  std::unique_ptr<sqlite3, Close> handle_;
};

/// A prepared statement, to be run again and again. The database outlives it.
class Statement {
 public:
  Statement(const Database& database, const char* text);

  Statement& bind(int at, std::int64_t value);
  Statement& bind(int at, double value);
  Statement& bind(int at, std::string_view text);
  /// Raw memory; must stay until the statement has run.
  Statement& bind(int at, std::span<const double> values);
  Statement& bind_null(int at);

  /// True for a row; false when done, and then the statement can be bound and run again.
  bool step();
  void run();

  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  double number(int column) const;
  std::string text(int column) const;
  std::span<const double> numbers(int column) const;  ///< until the next step

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  Statement& checked(int code);

  const Database& database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

}  // namespace tariffsim
