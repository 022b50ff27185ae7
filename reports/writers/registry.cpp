#include "writers/registry.hpp"

#include <algorithm>

namespace tariffsim {

// Each stands in a file of its own.
Writer json_writer();
Writer csv_writer();
Writer html_writer();
Writer markdown_writer();
Writer workbook_writer();
Writer netcdf_writer();

const std::vector<Writer>& writers() {
  static const std::vector<Writer> all{json_writer(),     csv_writer(),      html_writer(),
                                       markdown_writer(), workbook_writer(), netcdf_writer()};
  return all;
}

namespace {

template <class IsAsked>
Formats formats_that(const IsAsked& is_asked) {
  Formats out;
  for (const Writer& writer : writers())
    if (writer.always || is_asked(writer)) out.push_back(&writer);
  return out;
}

}  // namespace

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const Writer& writer : writers()) names.emplace_back(writer.name);
  return names;
}

Formats formats_named(const std::vector<std::string>& names) {
  return formats_that([&](const Writer& writer) {
    return std::find(names.begin(), names.end(), writer.name) != names.end();
  });
}

Formats default_formats() {
  return formats_that([](const Writer& writer) { return writer.by_default; });
}

Formats all_formats() {
  return formats_that([](const Writer&) { return true; });
}

bool is_among(const Formats& formats, std::string_view name) {
  return std::any_of(formats.begin(), formats.end(),
                     [&](const Writer* writer) { return writer->name == name; });
}

}  // namespace tariffsim
