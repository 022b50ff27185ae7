#include "studies/study_store.hpp"

#include <algorithm>

#include "outcomes/kept_measures.hpp"
#include "studies/sqlite.hpp"

namespace tariffsim {
namespace {

constexpr const char* kTables = R"(
CREATE TABLE study(name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE columns(position INTEGER PRIMARY KEY, country TEXT NOT NULL, measure TEXT NOT NULL);
CREATE TABLE chunks(chunk INTEGER PRIMARY KEY);
CREATE TABLE points(point INTEGER PRIMARY KEY, message TEXT, residual REAL, iterations INTEGER,
                    measures BLOB);
)";

/// Appends go to a log first, so that no moment leaves half a chunk; one program at a time, which
/// also lets the log work on network file systems.
constexpr const char* kSettings =
    "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;";

/// Several points of sixty countries to a page: fewer would leave much of it empty.
constexpr const char* kPageSize = "PRAGMA page_size=16384";

constexpr const char* kSelectPoints =
    "SELECT point, message, residual, iterations, measures FROM points";

std::int64_t integer(std::size_t value) { return static_cast<std::int64_t>(value); }

PointResult read_point(const Statement& row) {
  PointResult result;
  result.message = row.text(1);
  result.residual = row.number(2);
  result.iterations = static_cast<int>(row.integer(3));
  const std::span<const double> values = row.numbers(4);
  result.values.assign(values.begin(), values.end());
  return result;
}

void write_identity(const Database& database, const StudyIdentity& identity) {
  Statement part(database, "INSERT INTO study VALUES(?, ?)");
  for (const StudyIdentity::Part& one : identity.parts)
    part.bind(1, one.name).bind(2, one.value).run();
  part.bind(1, std::string_view("points")).bind(2, std::to_string(identity.points)).run();
  Statement column(database, "INSERT INTO columns VALUES(?, ?, ?)");
  std::size_t position = 0;
  for (const std::string& economy : identity.economies)
    for (const char* measure : kKeptMeasures)
      column.bind(1, integer(position++)).bind(2, economy).bind(3, measure).run();
}

bool is_store(const Database& database) {
  Statement tables(database, "SELECT count(*) FROM sqlite_master WHERE name = 'points'");
  return tables.step() && tables.integer(0) == 1;
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
  if (!is_store(*database)) return std::nullopt;
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

std::vector<bool> StudyStore::chunks(std::size_t count) const {
  std::vector<bool> there(count, false);
  Statement chunk(*database_, "SELECT chunk FROM chunks");
  while (chunk.step()) there.at(static_cast<std::size_t>(chunk.integer(0))) = true;
  return there;
}

std::size_t StudyStore::points_done() const {
  Statement count(*database_, "SELECT count(*) FROM points");
  std::size_t points = 0;
  while (count.step()) points = static_cast<std::size_t>(count.integer(0));
  return points;
}

void StudyStore::append(std::size_t chunk, std::size_t first_point,
                        std::span<const PointResult> results) {
  database_->run("BEGIN IMMEDIATE");
  Statement insert(*database_, "INSERT INTO points VALUES(?, ?, ?, ?, ?)");
  for (const PointResult& result : results) {
    insert.bind(1, integer(first_point++)).bind(3, result.residual);
    insert.bind(4, std::int64_t{result.iterations});
    if (result.values.empty()) {
      insert.bind(2, result.message).bind_null(5).run();
    } else {
      insert.bind_null(2).bind(5, std::span<const double>(result.values)).run();
    }
  }
  Statement(*database_, "INSERT INTO chunks VALUES(?)").bind(1, integer(chunk)).run();
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
