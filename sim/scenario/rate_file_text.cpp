#include "scenario/rate_file_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <string_view>

#include "base/numbers.hpp"
#include "base/utf8.hpp"

namespace tariffsim {
namespace {

const std::vector<std::string> kKeys{"exporter", "importer", "sector",   "product", "date",
                                     "eta",      "rate",     "increase", "rate_pct"};
const std::vector<std::string> kRates{"rate", "increase", "rate_pct"};

const std::vector<std::string> kRemarks{"note",    "notes",  "comment", "comments",  "remark",
                                        "remarks", "source", "title",   "authority", "description"};

const std::vector<std::string> kPercents{"%",          "percent", "percents",
                                         "percentage", "pct",     "per cent"};
/// Words of which names of columns of rates consist.
const std::vector<std::string> kRateWords{
    "rate",   "rates", "tariff",  "tariffs",    "duty",       "duties", "ad", "valorem", "applied",
    "import", "the",   "customs", "additional", "reciprocal", "new",    "in", "of",      "as"};

/// What people call a column, in small letters without blanks.
const std::vector<std::pair<std::string, std::vector<std::string>>> kOtherNames{
    {"exporter",
     {"origin", "countryoforigin", "origincountry", "exportingcountry", "supplier", "seller",
      "from", "sourcecountry"}},
    {"importer",
     {"reporter", "reportingcountry", "destination", "importingcountry", "buyer", "to",
      "imposedby"}},
    {"sector", {"industry", "sectors", "industries", "sectorcode", "industrycode"}},
    {"product",
     {"hs", "hscode", "hscodes", "hts", "htscode", "htsus", "htsuscode", "cncode", "commodity",
      "commoditycode", "productcode", "products", "tariffline"}},
    {"date", {"day", "effective", "effectivedate", "validfrom"}}};

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

/// Words of the name of a column in small letters, a percent sign and "per cent" being one each.
std::vector<std::string> words_in_column(std::string_view field) {
  std::vector<std::string> words;
  bool within = false;
  for (const char c : field) {
    const bool letter = std::isalpha(static_cast<unsigned char>(c)) != 0;
    if (c == '%' || (letter && !within)) words.emplace_back();
    if (c == '%' || letter)
      words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    within = letter;
  }
  for (std::size_t at = 1; at < words.size(); ++at)
    if (words[at - 1] == "per" && words[at] == "cent") {
      words[at - 1] = "per cent";
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
    }
  return words;
}

/// The words of a name that says percent, without that; nothing for another.
std::optional<std::vector<std::string>> words_beside_percent(std::string_view field) {
  std::vector<std::string> words = words_in_column(field);
  const std::size_t said =
      std::erase_if(words, [](const std::string& word) { return contains(kPercents, word); });
  return said > 0 ? std::optional(std::move(words)) : std::nullopt;
}

/// "Rate (%)", "Tariff in percent", "pct".
bool is_percent_rate(const std::string& field) {
  const auto words = words_beside_percent(field);
  return words && std::all_of(words->begin(), words->end(),
                              [](const std::string& word) { return contains(kRateWords, word); });
}

/// As people see it in a spreadsheet.
std::string shown_name(std::string_view field) {
  std::string name;
  for (const char c : field)
    if (c != '"' && c != '\r') name += c;
  if (name.starts_with(kByteOrderMark)) name.erase(0, kByteOrderMark.size());
  name.erase(0, name.find_first_not_of(" \t"));
  name.erase(name.find_last_not_of(" \t") + 1);
  return name;
}

bool names_key(const std::string& field) {
  const std::string name = name_of(field);
  return name == "country" || contains(kKeys, name);
}

template <class Fits>
bool has_field(const std::string& line, const Fits& fits) {
  const std::vector<std::string> fields = fields_of(line);
  return std::any_of(fields.begin(), fields.end(), fits);
}

/// The header among the first lines; lines.size() if there is none. Titles may say percent too, and
/// a header without a column of rates is better put right than told of as unknown altogether.
std::size_t header_among(const std::vector<std::string>& lines) {
  constexpr std::size_t kMostTitles = 10;
  const auto first = [&](const auto& is_header) {
    const auto end =
        lines.begin() + static_cast<std::ptrdiff_t>(std::min(lines.size(), kMostTitles));
    const auto found = std::find_if(lines.begin(), end, is_header);
    return found == end ? lines.size() : static_cast<std::size_t>(found - lines.begin());
  };
  const auto is_rate = [](const std::string& field) { return contains(kRates, name_of(field)); };
  std::size_t at = first([&](const std::string& line) { return has_field(line, is_rate); });
  if (at == lines.size())
    at = first([](const std::string& line) {
      return has_field(line, names_key) && has_field(line, is_percent_rate);
    });
  if (at == lines.size())
    at = first([](const std::string& line) { return has_field(line, names_key); });
  return at;
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
    if (lines_.empty()) return {source_, {}, {}};
    // Where no line is one, the first is told of as a header whose names are all wrong.
    const std::size_t found = header_among(lines_), header = found == lines_.size() ? 0 : found;
    clear_titles(header);
    name_columns(header);
    clear_rows(header);
    std::string text;
    for (std::size_t at = 0; at < lines_.size(); ++at) text += (at == 0 ? "" : "\n") + lines_[at];
    if (text != source_->text)
      source_ = std::make_shared<const SourceText>(SourceText{source_->name, std::move(text)});
    return {source_, std::move(told_), std::move(remarks_), std::move(columns_), std::move(meant_)};
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

  void name_columns(std::size_t header) {
    const std::vector<std::string> fields = fields_of(lines_[header]);
    std::vector<std::string> names;
    names.reserve(fields.size());
    for (const std::string& field : fields) names.push_back(name_of(field));
    columns_.reserve(fields.size());
    for (std::size_t at = 0; at < fields.size(); ++at) {
      const std::string shown = shown_name(fields[at]);
      columns_.push_back(shown);
      if (names[at] != "rate_pct" && is_percent_rate(fields[at])) {
        told_.push_back(fmt::format("the column '{}' of {} is read as 'rate_pct': 25 is 25 %",
                                    shown, source_->name));
        columns_[at] = "rate_pct";
        continue;
      }
      refuse_percents(fields[at], header);
      if (contains(kKeys, names[at])) {
        columns_[at] = names[at];
      } else if (contains(kRemarks, names[at])) {
        columns_[at] = names[at];
        remarks_.push_back(names[at]);
        told_.push_back(fmt::format("the column '{}' of {} is not read", shown, source_->name));
      } else if (names[at] == "country") {
        columns_[at] = side_of(header, names);
        told_.push_back(fmt::format("the column '{}' of {} is read as '{}'", shown, source_->name,
                                    columns_[at]));
      } else if (const std::string meant = meant_by(fields[at], names); !meant.empty()) {
        meant_.emplace_back(shown, meant);
      }
    }
  }

  /// The column that people call so; empty for another name.
  std::string meant_by(const std::string& field, const std::vector<std::string>& names) const {
    const std::string name = name_of(field);
    const auto is_partner = [](const std::string& one) { return one.starts_with("partner"); };
    if (is_partner(name))
      return country_ == CountryColumn::importer || contains(names, "exporter") ? "importer"
                                                                                : "exporter";
    for (const auto& [column, words] : kOtherNames)
      if (contains(words, name)) return column;
    const std::vector<std::string> words = words_in_column(field);
    const bool of_rate = !words.empty() && std::all_of(words.begin(), words.end(), [](auto& word) {
      return contains(kRateWords, word);
    });
    return of_rate ? "rate" : "";
  }

  /// Of columns that hold fractions.
  void refuse_percents(const std::string& field, std::size_t header) const {
    const auto words = words_beside_percent(field);
    if (!words || words->size() != 1 || (words->front() != "increase" && words->front() != "eta"))
      return;
    throw InputError({source_, static_cast<int>(header) + 1, 0, 1},
                     fmt::format("the column '{}' says percent, and '{}' holds fractions",
                                 shown_name(field), words->front()),
                     fmt::format("call it '{}' and write 25% or 0.25", words->front()));
  }

  std::string side_of(std::size_t header, const std::vector<std::string>& names) const {
    CountryColumn side = country_;
    if (contains(names, "exporter")) side = CountryColumn::importer;
    if (contains(names, "importer")) side = CountryColumn::exporter;
    const Place place{source_, static_cast<int>(header) + 1, 0, 1};
    if (side == CountryColumn::unknown ||
        (contains(names, "exporter") && contains(names, "importer")))
      throw InputError(place, "the column 'country' may be the exporter or the importer",
                       "call it 'exporter' or 'importer'");
    return side == CountryColumn::exporter ? "exporter" : "importer";
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
  std::vector<std::string> told_ = {}, remarks_ = {}, columns_ = {};
  std::vector<std::pair<std::string, std::string>> meant_ = {};
};

}  // namespace

RateFileText tidy_rate_file(std::shared_ptr<const SourceText> source, CountryColumn country) {
  return Tidying(std::move(source), country).tidy();
}

}  // namespace tariffsim
