#include "base/diagnostic.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMaxLineBytes = 160;  // a longer line is cut around the place

struct Style {
  std::string_view error, warning, note, bold, marker, off;
};
constexpr Style kPlain{};
constexpr Style kColour{"\x1b[1;31m", "\x1b[1;35m", "\x1b[1;36m",
                        "\x1b[1m",    "\x1b[1;32m", "\x1b[0m"};

std::string_view label(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "error";
}

std::string_view colour_of(Severity severity, const Style& style) {
  if (severity == Severity::error) return style.error;
  return severity == Severity::warning ? style.warning : style.note;
}

std::string_view line_of(const SourceText& source, int line) {
  std::string_view text = source.text;
  for (int i = 1; i < line; ++i) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  text = text.substr(0, text.find('\n'));
  if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
  if (line == 1 && text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  return text;
}

/// Bytes that a byte order mark takes from the columns of its line.
int bom_bytes(const Place& place) {
  const bool bom = place.line == 1 && place.source->text.compare(0, 3, "\xEF\xBB\xBF") == 0;
  return bom && place.column > 3 ? 3 : 0;
}

/// A line split at the place: before it, the marked stretch, after it.
struct Split {
  std::string_view before, marked, after;
  bool cut_left = false, cut_right = false;
};

bool continues_character(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

void cut(Split& split) {
  const std::size_t total = split.before.size() + split.marked.size() + split.after.size();
  if (total <= kMaxLineBytes) return;
  if (split.marked.size() > kMaxLineBytes / 2) {
    std::size_t keep = kMaxLineBytes / 2;
    while (continues_character(split.marked, keep)) --keep;
    split.marked = split.marked.substr(0, keep);
    split.after = {};
    split.cut_right = true;
  }
  const std::size_t room = kMaxLineBytes - split.marked.size();
  const std::size_t right = std::min(split.after.size(), room / 2);
  const std::size_t left = std::min(split.before.size(), room - right);
  std::size_t from = split.before.size() - left;
  while (continues_character(split.before, from)) ++from;
  std::size_t to = std::min(split.after.size(), room - left);
  while (to > 0 && continues_character(split.after, to)) --to;
  split.cut_left = from > 0;
  split.cut_right = split.cut_right || to < split.after.size();
  split.before.remove_prefix(from);
  split.after = split.after.substr(0, to);
}

Split split_line(const Place& place) {
  const std::string_view line = line_of(*place.source, place.line);
  const int column = std::max(1, place.column - bom_bytes(place));
  const std::size_t at = std::min(line.size(), static_cast<std::size_t>(column - 1));
  const std::size_t length = place.column == 0 ? 0 : static_cast<std::size_t>(place.length);
  Split split{line.substr(0, at), line.substr(at, length), {}};
  split.after = line.substr(at + split.marked.size());
  return split;
}

std::string location(const Place& place) {
  if (!place.source) return "";
  std::string out = show(place.source->name).text;
  if (place.line > 0) out += fmt::format(":{}", place.line);
  if (place.line > 0 && place.column > 0)
    out += fmt::format(":{}", count_characters(split_line(place).before) + 1);
  return out + ": ";
}

std::string marker_line(std::size_t indent, std::size_t width, std::string_view hint,
                        const Style& style) {
  const std::string marker = width == 0 ? "" : fmt::format("^{:~>{}}", "", width - 1);
  const std::string_view gap = width == 0 || hint.empty() ? "" : " ";
  return fmt::format("      | {:{}}{}{}{}{}{}\n", "", indent, style.marker, marker, gap,
                     show(hint).text, style.off);
}

std::string excerpt(const Diagnostic& diagnostic, const Style& style) {
  Split split = split_line(diagnostic.place);
  cut(split);
  const Shown before = show(split.before);
  const Shown marked = show(split.marked);
  const std::string_view left = split.cut_left ? "..." : "";
  std::string out = fmt::format("{:>5} | {}{}{}{}{}\n", diagnostic.place.line, left, before.text,
                                marked.text, show(split.after).text, split.cut_right ? "..." : "");
  const bool whole_line = diagnostic.place.column == 0;
  if (whole_line && diagnostic.hint.empty()) return out;
  const std::size_t indent = whole_line ? 0 : left.size() + before.width;
  const std::size_t width = whole_line ? 0 : std::max<std::size_t>(1, marked.width);
  return out + marker_line(indent, width, diagnostic.hint, style);
}

std::string render_all(const std::vector<Diagnostic>& diagnostics) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) out += render(diagnostic);
  return out;
}

}  // namespace

std::string in_one_line(const Diagnostic& diagnostic) {
  return location(diagnostic.place) + show(diagnostic.message).text +
         (diagnostic.hint.empty() ? "" : "; " + show(diagnostic.hint).text);
}

std::string render(const Diagnostic& diagnostic, bool color) {
  const Style& style = color ? kColour : kPlain;
  std::string out =
      fmt::format("{}{}{}{}{}:{} {}", style.bold, location(diagnostic.place), style.off,
                  colour_of(diagnostic.severity, style), label(diagnostic.severity), style.off,
                  show(diagnostic.message).text);
  const bool has_line = diagnostic.place.source && diagnostic.place.line > 0;
  if (has_line) return out + "\n" + excerpt(diagnostic, style);
  if (!diagnostic.hint.empty()) out += fmt::format("; {}", show(diagnostic.hint).text);
  return out + "\n";
}

InputError::InputError(std::vector<Diagnostic> diagnostics)
    : diagnostics_(std::move(diagnostics)), text_(render_all(diagnostics_)) {}

InputError::InputError(Place place, std::string message, std::string hint)
    : InputError(std::vector<Diagnostic>{
          {Severity::error, std::move(place), std::move(message), std::move(hint)}}) {}

void Diagnostics::add(Diagnostic diagnostic) {
  if (count(diagnostic.severity)++ < most_) all_.push_back(std::move(diagnostic));
}

void Diagnostics::error(Place place, std::string message, std::string hint) {
  add({Severity::error, std::move(place), std::move(message), std::move(hint)});
}

void Diagnostics::warning(Place place, std::string message, std::string hint) {
  add({Severity::warning, std::move(place), std::move(message), std::move(hint)});
}

void Diagnostics::note(Place place, std::string message, std::string hint) {
  add({Severity::note, std::move(place), std::move(message), std::move(hint)});
}

std::vector<Diagnostic> Diagnostics::take() {
  std::vector<Diagnostic> out = std::move(all_);
  Place file = out.empty() ? Place{} : out.back().place;
  file.line = 0;
  for (const Severity severity : {Severity::error, Severity::warning, Severity::note}) {
    if (count(severity) > most_)
      out.push_back({Severity::note, file,
                     fmt::format("and {} more {}s", count(severity) - most_, label(severity)), ""});
    count(severity) = 0;
  }
  all_.clear();
  return out;
}

void Diagnostics::append(Diagnostics other) {
  for (Diagnostic& diagnostic : other.take()) add(std::move(diagnostic));
}

void Diagnostics::throw_if_errors() const {
  if (!has_errors()) return;
  Diagnostics copy = *this;
  throw InputError(copy.take());
}

}  // namespace tariffsim
