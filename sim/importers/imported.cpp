#include "importers/imported.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <exception>

namespace tariffsim {
namespace {

/// Errors of a table in a wrong layout are all alike.
constexpr std::size_t kMostOfOneFile = 10;
constexpr int kFirstYear = 1960, kLastYear = 2099;

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

bool ends_with_any(const std::string& name, const std::vector<std::string>& endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](const std::string& ending) { return name.ends_with(ending); });
}

}  // namespace

void add_note(Imported& imported, const std::string& line) {
  std::string& notes = imported.baseline.notes;
  if (line.empty()) return;
  std::string sentence = line;
  sentence.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(sentence.front())));
  notes += sentence + (sentence.back() == '.' ? "\n" : ".\n");
}

void say(Imported& imported, Diagnostics& diagnostics, const std::string& line) {
  diagnostics.note({}, line);
  add_note(imported, line);
}

std::string percent_of(double part, double whole) {
  const double percent = whole > 0 ? 100 * std::abs(part) / whole : 0;
  return percent < 99.5 ? fmt::format("{:.2g} %", percent) : fmt::format("{:.0f} %", percent);
}

std::optional<int> year_in_name(const std::string& name) {
  std::optional<int> year;
  for (std::size_t at = 0; at < name.size();) {
    std::size_t end = at;
    while (end < name.size() && is_digit(name[end])) ++end;
    if (end - at == 4) {
      const int number = std::stoi(name.substr(at, 4));
      if (number >= kFirstYear && number <= kLastYear) year = number;
    }
    at = std::max(end, at + 1);
  }
  return year;
}

int agreed_year(const ImportRequest& request, std::optional<int> of_file, const SourceFile& file) {
  if (request.year && of_file && *request.year != *of_file)
    throw InputError(
        place_in(file),
        fmt::format("the file is of {}, and --year asks for {}", *of_file, *request.year),
        "leave --year out, or give the file of that year");
  if (!request.year && !of_file)
    throw InputError(place_in(file),
                     "neither the file's name nor its text says of which year the figures are",
                     "say it, such as --year 2020");
  return of_file.value_or(request.year.value_or(0));
}

Imported read_in_fitting_style(const SourceFile& file, Diagnostics& diagnostics,
                               const std::function<Imported(NumberStyle, Diagnostics&)>& read) {
  const NumberStyles found = number_styles(file);
  std::exception_ptr first_failure;
  for (const NumberStyle style : found.styles) {
    Diagnostics own(kMostOfOneFile);
    try {
      Imported out = read(style, own);
      if (!found.decided() && !out.totals_checked) {
        // No totals tell the styles apart: as for sources that never have any.
        Diagnostics said;
        const NumberStyle other = style_without_totals(file, said);
        if (other != style) {
          own = Diagnostics(kMostOfOneFile);
          out = read(other, own);
        }
        own.append(std::move(said));
      } else if (!found.decided()) {
        say(out, own,
            fmt::format("numbers such as {}: only then do the totals match the cells",
                        found.reading(style)));
      }
      diagnostics.append(std::move(own));
      return out;
    } catch (const InputError&) {
      if (!first_failure) first_failure = std::current_exception();
    }
  }
  std::rethrow_exception(first_failure);
}

const SourceFile& only_table(const ImportRequest& request, const std::vector<std::string>& endings,
                             const std::string& what,
                             const std::function<std::optional<int>(const std::string&)>& year_of) {
  std::vector<const SourceFile*> tables;
  for (const SourceFile& file : request.files)
    if (request.files.size() == 1 || ends_with_any(file.name, endings)) tables.push_back(&file);
  if (tables.size() > 1 && request.year)
    tables.erase(
        std::remove_if(tables.begin(), tables.end(),
                       [&](const SourceFile* file) { return year_of(file->name) != request.year; }),
        tables.end());
  if (tables.size() == 1) return *tables.front();
  if (tables.empty() && !request.year) refuse_if_workbooks(request.files);
  if (tables.empty())
    throw InputError(
        {},
        fmt::format("{} among the files is {}", request.year ? "none of that year" : "none", what),
        fmt::format("expected a file that ends in {}", fmt::join(endings, ", ")));
  throw InputError({},
                   fmt::format("{} files could be {}: {} and {}", tables.size(), what,
                               tables[0]->shown, tables[1]->shown),
                   "give one of them, or its year with --year");
}

}  // namespace tariffsim
