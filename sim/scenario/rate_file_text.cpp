#include "scenario/rate_file_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>

#include "base/numbers.hpp"

namespace tariffsim {
namespace {

const std::vector<std::string> kKeys{"exporter", "importer", "sector",   "product", "date",
                                     "eta",      "rate",     "increase", "rate_pct"};
const std::vector<std::string> kRates{"rate", "increase", "rate_pct"};

const std::vector<std::string> kRemarks{"note",    "notes",  "comment", "comments",  "remark",
                                        "remarks", "source", "title",   "authority", "description"};

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines{""};
  for (const char c : text) {
    if (c == '\n')
      lines.emplace_back();
    else
      lines.back() += c;
  }
  return lines;
}

/// Texts between commas; a comma within quotes parts nothing.
std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields{""};
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    if (c == ',' && !quoted)
      fields.emplace_back();
    else
      fields.back() += c;
  }
  return fields;
}

/// The name of a column without quotes, blanks and a byte order mark, in small letters.
std::string name_of(std::string_view field) {
  std::string name;
  for (const char c : field)
    if (std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_')
      name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return name;
}

bool is_header(const std::string& line) {
  const std::vector<std::string> fields = fields_of(line);
  return std::any_of(fields.begin(), fields.end(),
                     [](const std::string& field) { return contains(kRates, name_of(field)); });
}

/// The header among the first lines; lines.size() if there is none.
std::size_t header_among(const std::vector<std::string>& lines) {
  constexpr std::size_t kMostTitles = 10;
  for (std::size_t at = 0; at < std::min(lines.size(), kMostTitles); ++at)
    if (is_header(lines[at])) return at;
  return lines.size();
}

bool says_nothing(const std::string& line) {
  return line.find_first_not_of(" \t\r,\"") == std::string::npos;
}

/// A line break of two characters stays one.
bool clear(std::string& line) {
  const std::string_view left = line.ends_with('\r') ? "\r" : "";
  if (line == left) return false;
  line = left;
  return true;
}

class Tidying {
 public:
  Tidying(std::shared_ptr<const SourceText> source, CountryColumn country)
      : source_(std::move(source)), country_(country), lines_(lines_of(source_->text)) {}

  RateFileText tidy() {
    const std::size_t header = header_among(lines_);
    if (header == lines_.size()) return {source_, {}, {}};
    clear_titles(header);
    rename(header);
    clear_rows(header);
    std::string text;
    for (std::size_t at = 0; at < lines_.size(); ++at) text += (at == 0 ? "" : "\n") + lines_[at];
    if (text != source_->text)
      source_ = std::make_shared<const SourceText>(SourceText{source_->name, std::move(text)});
    return {source_, std::move(told_), std::move(remarks_)};
  }

 private:
  void clear_titles(std::size_t header) {
    std::size_t titles = 0;
    for (std::size_t at = 0; at < header; ++at)
      if (clear(lines_[at])) ++titles;
    if (titles > 0)
      told_.push_back(fmt::format("{} above the header of {} passed over", counted(titles, "line"),
                                  source_->name));
  }

  void rename(std::size_t header) {
    std::vector<std::string> fields = fields_of(lines_[header]);
    const bool ends_in_return = lines_[header].ends_with('\r');
    std::vector<std::string> names;
    names.reserve(fields.size());
    for (const std::string& field : fields) names.push_back(name_of(field));
    for (std::size_t at = 0; at < fields.size(); ++at) {
      const bool remark = contains(kRemarks, names[at]);
      if (contains(kKeys, names[at]) || remark) fields[at] = names[at];
      if (remark) remarks_.push_back(names[at]);
      if (remark)
        told_.push_back(fmt::format("the column '{}' of {} is not read", names[at], source_->name));
      if (names[at] == "country") fields[at] = side_of(header, names);
    }
    std::string line;
    for (std::size_t at = 0; at < fields.size(); ++at) line += (at == 0 ? "" : ",") + fields[at];
    if (ends_in_return && !line.ends_with('\r')) line += '\r';
    lines_[header] = line;
  }

  std::string side_of(std::size_t header, const std::vector<std::string>& names) {
    CountryColumn side = country_;
    if (contains(names, "exporter")) side = CountryColumn::importer;
    if (contains(names, "importer")) side = CountryColumn::exporter;
    const Place place{source_, static_cast<int>(header) + 1, 0, 1};
    if (side == CountryColumn::unknown ||
        (contains(names, "exporter") && contains(names, "importer")))
      throw InputError(place, "the column 'country' may be the exporter or the importer",
                       "call it 'exporter' or 'importer'");
    const char* name = side == CountryColumn::exporter ? "exporter" : "importer";
    told_.push_back(fmt::format("the column 'country' of {} is read as '{}'", source_->name, name));
    return name;
  }

  void clear_rows(std::size_t header) {
    std::size_t rows = 0;
    for (std::size_t at = header + 1; at < lines_.size(); ++at)
      if (says_nothing(lines_[at]) && clear(lines_[at])) ++rows;
    if (rows > 0)
      told_.push_back(
          fmt::format("{} of {} without a field passed over", counted(rows, "row"), source_->name));
  }

  std::shared_ptr<const SourceText> source_;
  CountryColumn country_;
  std::vector<std::string> lines_;
  std::vector<std::string> told_ = {}, remarks_ = {};
};

}  // namespace

RateFileText tidy_rate_file(std::shared_ptr<const SourceText> source, CountryColumn country) {
  return Tidying(std::move(source), country).tidy();
}

}  // namespace tariffsim
