// The results of a study on disk, chunk by chunk. An SQLite file and not NetCDF: a chunk is in it
// whole or not at all, at whatever moment the program is killed, which HDF5 does not promise.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "studies/point_solver.hpp"

namespace tariffsim {

/// What a store is of; results of different studies are never mixed.
struct StudyIdentity {
  struct Part {
    std::string name;  ///< as in "the study in ... has another NAME": "scenario", "baseline"
    std::string value;
    bool operator==(const Part&) const = default;
  };
  std::vector<Part> parts;
  std::size_t points = 0;
  std::vector<std::string> economies;     ///< codes, in the order of the values of a point
  std::vector<StudyFigure> figures = {};  ///< behind them
};

class Database;

/// A file with the tables
///   study(name, value)        what it is of
///   columns(position, country, measure)
///   chunks(chunk, sha256)     that are there
///   points(point, message, residual, iterations, measures, sha256)
/// where `measures` is 64-bit floats in the order of `columns`, NULL if the point has no result,
/// and a check sum is that of all else in the row, of a chunk that of its points' sums in their
/// order. All functions throw OutputError if the file cannot be read or written.
class StudyStore {
 public:
  ~StudyStore();
  StudyStore(StudyStore&&) noexcept;
  StudyStore& operator=(StudyStore&&) noexcept;

  /// A new store; the file must not be there.
  static StudyStore create(const std::filesystem::path& path, const StudyIdentity& identity);
  enum class Access { append, read };
  /// A store as an earlier run left it; nothing if the file is absent or has no tables yet. Throws
  /// DamagedFile for a database that is no store.
  static std::optional<StudyStore> open(const std::filesystem::path& path, Access access);

  /// Names of the parts in which the store is of another study.
  std::vector<std::string> differences(const StudyIdentity& identity) const;
  /// Whether it does not even say which study it is of.
  bool is_emptied() const;
  /// True for each chunk that is there.
  std::vector<bool> chunks(std::size_t count) const;
  std::size_t points_done() const;

  /// What of a store is as it was written.
  struct Soundness {
    std::vector<bool> chunks;  ///< those that are there with all their points and right check sums
    std::size_t points = 0;    ///< in these
    bool whole = false;        ///< there is nothing else, and it is of what it should be
  };
  /// A file may be damaged on the disk, or edited.
  Soundness soundness(const StudyIdentity& identity) const;
  /// Keeps some chunks of another store of so many points, which are sound there.
  void take(const StudyStore& other, const std::vector<bool>& chunks, std::size_t points);

  /// Keeps a chunk: all of it, or nothing if the program ends on the way.
  void append(std::size_t chunk, std::size_t first_point, std::span<const PointResult> results);

  /// Calls visit(point, result) in the order of points, holding one at a time.
  void for_each(const std::function<void(std::size_t, const PointResult&)>& visit) const;
  /// A point, if it is there.
  std::optional<PointResult> find(std::size_t point) const;

  /// Writes all that is there to another file, the same bytes whatever the order of chunks.
  void copy_to(const std::filesystem::path& path) const;

 private:
  explicit StudyStore(std::unique_ptr<Database> database);
  std::optional<std::vector<PointResult>> sound_chunk(std::size_t chunk, std::size_t points) const;
  std::unique_ptr<Database> database_;
};

}  // namespace tariffsim
