#include "studies/study_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

#include "base/file.hpp"
#include "outcomes/kept_measures.hpp"
#include "studies/sqlite.hpp"
#include "studies/study.hpp"

namespace tariffsim {
namespace {

constexpr const char* kTables = R"(
CREATE TABLE study(name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE columns(position INTEGER PRIMARY KEY, country TEXT NOT NULL, measure TEXT NOT NULL);
CREATE TABLE chunks(chunk INTEGER PRIMARY KEY, sha256 TEXT NOT NULL);
CREATE TABLE points(point INTEGER PRIMARY KEY, message TEXT, residual REAL, iterations INTEGER,
                    measures BLOB, sha256 TEXT NOT NULL);
)";

/// Appends go to a log first, so that no moment leaves half a chunk; one program at a time, which
/// also lets the log work on network file systems.
constexpr const char* kSettings =
    "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;";

/// Several points of sixty countries to a page: fewer would leave much of it empty.
constexpr const char* kPageSize = "PRAGMA page_size=16384";

constexpr const char* kSelectPoints =
    "SELECT point, message, residual, iterations, measures, sha256 FROM points";

/// The same with what the values are, which says whether a row is one that was written here: a
/// number may stand there as text, and bytes behind the last whole number.
constexpr const char* kSelectTyped =
    "SELECT point, message, residual, iterations, measures, sha256, typeof(message) || ' ' || "
    "typeof(residual) || ' ' || typeof(iterations) || ' ' || typeof(measures) || ' ' || "
    "typeof(sha256) || ' ' || coalesce(length(measures), 0) FROM points";

/// What kSelectTyped says of a point: one without values has a message in their place.
std::string types_of(const PointResult& result) {
  const bool solved = !result.values.empty();
  return fmt::format("{} {} integer {} text {}", solved ? "null" : "text",
                     std::isnan(result.residual) ? "null" : "real", solved ? "blob" : "null",
                     result.values.size() * sizeof(double));
}

std::int64_t integer(std::size_t value) { return static_cast<std::int64_t>(value); }

PointResult read_point(const Statement& row) {
  PointResult result;
  result.message = row.text(1);
  result.residual = row.is_null(2) ? std::nan("") : row.number(2);
  result.iterations = static_cast<int>(row.integer(3));
  const std::span<const double> values = row.numbers(4);
  result.values.assign(values.begin(), values.end());
  return result;
}

/// What each value of a point is of, and which measure, in their order.
std::vector<std::pair<std::string, std::string>> columns_of(const StudyIdentity& identity) {
  std::vector<std::pair<std::string, std::string>> columns;
  for (const std::string& economy : identity.economies)
    for (const char* measure : kKeptMeasures) columns.emplace_back(economy, measure);
  for (const StudyFigure& figure : identity.figures)
    columns.emplace_back(figure.of, name_of(figure));
  return columns;
}

void write_identity(const Database& database, const StudyIdentity& identity) {
  Statement part(database, "INSERT INTO study VALUES(?, ?)");
  for (const StudyIdentity::Part& one : identity.parts)
    part.bind(1, one.name).bind(2, one.value).run();
  part.bind(1, std::string_view("points")).bind(2, std::to_string(identity.points)).run();
  Statement column(database, "INSERT INTO columns VALUES(?, ?, ?)");
  std::size_t position = 0;
  for (const auto& [of, measure] : columns_of(identity))
    column.bind(1, integer(position++)).bind(2, of).bind(3, measure).run();
}

/// A run that was killed at once leaves a file without tables.
bool has_tables(const Database& database) {
  Statement tables(database, "SELECT count(*) FROM sqlite_master");
  const bool some = tables.step() && tables.integer(0) > 0;
  if (some) Statement(database, kSelectPoints);  // fails if this is no store
  return some;
}

/// Of the whole row as it is stored, without a message beside values (types_of says that there is
/// none); lengths keep apart what could run together.
std::string check_sum(std::size_t point, const PointResult& result) {
  const std::string_view message = result.values.empty() ? std::string_view(result.message) : "";
  const double residual = std::isnan(result.residual) ? std::nan("") : result.residual + 0.0;
  std::string row = fmt::format("{} {:a} {} {} {} ", point, residual, result.iterations,
                                message.size(), result.values.size());
  row += message;
  row.append(reinterpret_cast<const char*>(result.values.data()),
             result.values.size() * sizeof(double));
  return sha256(row);
}

std::string check_sum_of_chunk(std::size_t chunk, const std::string& sums_of_points) {
  return sha256(fmt::format("{} {}", chunk, sums_of_points));
}

struct PointRange {
  std::size_t first = 0, last = 0;

  std::size_t size() const { return last - first + 1; }
};

PointRange points_of(std::size_t chunk, std::size_t points) {
  const std::size_t first = chunk * chunk_size(points);
  return {first, std::min(first + chunk_size(points), points) - 1};
}

std::size_t rows_of(const Database& database, const char* table) {
  Statement count(database, fmt::format("SELECT count(*) FROM {}", table).c_str());
  std::size_t rows = 0;
  while (count.step()) rows = static_cast<std::size_t>(count.integer(0));
  return rows;
}

/// What is false of a file that cannot be read.
template <class Claim>
bool unless_damaged(const Claim& claim) {
  try {
    return claim();
  } catch (const DamagedFile&) {
    return false;
  }
}

/// Whether the tables `study` and `columns` are those of an identity.
bool is_of(const Database& database, const StudyIdentity& identity) {
  std::map<std::string, std::string> parts{{"points", std::to_string(identity.points)}};
  for (const StudyIdentity::Part& part : identity.parts) parts[part.name] = part.value;
  Statement row(database, "SELECT name, value FROM study");
  std::map<std::string, std::string> there;
  while (row.step()) there[row.text(0)] = row.text(1);
  if (there != parts) return false;
  Statement column(database, "SELECT country, measure, position FROM columns ORDER BY position");
  std::vector<std::pair<std::string, std::string>> columns;
  while (column.step()) {
    if (column.integer(2) != integer(columns.size())) return false;
    columns.emplace_back(column.text(0), column.text(1));
  }
  return columns == columns_of(identity);
}

}  // namespace

StudyStore::StudyStore(std::unique_ptr<Database> database) : database_(std::move(database)) {}
StudyStore::~StudyStore() = default;
StudyStore::StudyStore(StudyStore&&) noexcept = default;
StudyStore& StudyStore::operator=(StudyStore&&) noexcept = default;

StudyStore StudyStore::create(const std::filesystem::path& path, const StudyIdentity& identity) {
  auto database = std::make_unique<Database>(path, Database::Mode::create);
  database->run(kPageSize);
  database->run(kSettings);
  database->run("BEGIN IMMEDIATE");
  database->run(kTables);
  write_identity(*database, identity);
  database->run("COMMIT");
  return StudyStore(std::move(database));
}

std::optional<StudyStore> StudyStore::open(const std::filesystem::path& path, Access access) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return std::nullopt;
  auto database = std::make_unique<Database>(path, Database::Mode::open);
  if (access == Access::append) database->run(kSettings);
  if (!has_tables(*database)) return std::nullopt;
  return StudyStore(std::move(database));
}

std::vector<std::string> StudyStore::differences(const StudyIdentity& identity) const {
  Statement value(*database_, "SELECT value FROM study WHERE name = ?");
  std::vector<std::string> names;
  for (const StudyIdentity::Part& part : identity.parts) {
    value.bind(1, part.name);
    bool same = false;
    while (value.step()) same = value.text(0) == part.value;
    if (!same) names.push_back(part.name);
  }
  return names;
}

bool StudyStore::is_emptied() const { return rows_of(*database_, "study") == 0; }

std::vector<bool> StudyStore::chunks(std::size_t count) const {
  std::vector<bool> there(count, false);
  Statement chunk(*database_, "SELECT chunk FROM chunks");
  while (chunk.step()) there.at(static_cast<std::size_t>(chunk.integer(0))) = true;
  return there;
}

std::size_t StudyStore::points_done() const { return rows_of(*database_, "points"); }

/// Nothing if it is not there, or not as it was written.
std::optional<std::vector<PointResult>> StudyStore::sound_chunk(std::size_t chunk,
                                                                std::size_t points) const {
  const PointRange range = points_of(chunk, points);
  Statement row(
      *database_,
      (std::string(kSelectTyped) + " WHERE point BETWEEN ? AND ? ORDER BY point").c_str());
  row.bind(1, integer(range.first)).bind(2, integer(range.last));
  std::vector<PointResult> results;
  std::string sums;
  while (row.step()) {
    results.push_back(read_point(row));
    const std::string sum = check_sum(static_cast<std::size_t>(row.integer(0)), results.back());
    const bool as_written =
        row.text(6) == types_of(results.back()) && row.integer(3) == results.back().iterations;
    if (row.text(5) != sum || !as_written) return std::nullopt;
    sums += sum;
  }
  if (results.size() != range.size()) return std::nullopt;
  Statement kept(*database_, "SELECT sha256 FROM chunks WHERE chunk = ?");
  kept.bind(1, integer(chunk));
  bool same = false;
  while (kept.step()) same = kept.text(0) == check_sum_of_chunk(chunk, sums);
  return same ? std::optional(std::move(results)) : std::nullopt;
}

StudyStore::Soundness StudyStore::soundness(const StudyIdentity& identity) const {
  const std::size_t points = identity.points;
  Soundness out{std::vector<bool>(chunk_count(points), false), 0, false};
  std::size_t chunks = 0;
  for (std::size_t chunk = 0; chunk < out.chunks.size(); ++chunk) {
    out.chunks[chunk] = unless_damaged([&] { return sound_chunk(chunk, points).has_value(); });
    if (!out.chunks[chunk]) continue;
    ++chunks;
    out.points += points_of(chunk, points).size();
  }
  out.whole = unless_damaged([&] {
    return rows_of(*database_, "chunks") == chunks && points_done() == out.points &&
           is_of(*database_, identity);
  });
  return out;
}

void StudyStore::take(const StudyStore& other, const std::vector<bool>& chunks,
                      std::size_t points) {
  for (std::size_t chunk = 0; chunk < chunks.size(); ++chunk)
    if (chunks[chunk])
      append(chunk, points_of(chunk, points).first, other.sound_chunk(chunk, points).value());
}

void StudyStore::append(std::size_t chunk, std::size_t first_point,
                        std::span<const PointResult> results) {
  database_->run("BEGIN IMMEDIATE");
  Statement insert(*database_, "INSERT INTO points VALUES(?, ?, ?, ?, ?, ?)");
  std::string sums;
  for (const PointResult& result : results) {
    const std::string sum = check_sum(first_point, result);
    sums += sum;
    insert.bind(1, integer(first_point++)).bind(3, result.residual);
    insert.bind(4, std::int64_t{result.iterations}).bind(6, sum);
    if (result.values.empty()) {
      insert.bind(2, result.message).bind_null(5).run();
    } else {
      insert.bind_null(2).bind(5, std::span<const double>(result.values)).run();
    }
  }
  Statement(*database_, "INSERT INTO chunks VALUES(?, ?)")
      .bind(1, integer(chunk))
      .bind(2, check_sum_of_chunk(chunk, sums))
      .run();
  database_->run("COMMIT");
}

void StudyStore::for_each(const std::function<void(std::size_t, const PointResult&)>& visit) const {
  Statement row(*database_, (std::string(kSelectPoints) + " ORDER BY point").c_str());
  while (row.step()) visit(static_cast<std::size_t>(row.integer(0)), read_point(row));
}

std::optional<PointResult> StudyStore::find(std::size_t point) const {
  Statement row(*database_, (std::string(kSelectPoints) + " WHERE point = ?").c_str());
  row.bind(1, integer(point));
  std::optional<PointResult> found;
  while (row.step()) found = read_point(row);
  return found;
}

void StudyStore::copy_to(const std::filesystem::path& path) const {
  Statement(*database_, "VACUUM INTO ?").bind(1, path.string()).run();
}

}  // namespace tariffsim
