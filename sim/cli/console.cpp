#include "cli/console.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace tariffsim {
namespace {

bool wants_color(ColorChoice choice, int descriptor) {
  if (choice != ColorChoice::automatic) return choice == ColorChoice::always;
  const char* no_color = std::getenv("NO_COLOR");
  const bool forbidden = no_color != nullptr && *no_color != '\0';
  return !forbidden && isatty(descriptor) == 1;
}

}  // namespace

Console::Console(const Options& options)
    : quiet_(options.quiet),
      color_(wants_color(options.color, STDOUT_FILENO)),
      color_errors_(wants_color(options.color, STDERR_FILENO)),
      progress_(!options.quiet && isatty(STDERR_FILENO) == 1) {}

void Console::print(const std::string& text) const {
  if (!quiet_) put(text);
}

void Console::sum_up(const std::string& text) const { put(text); }

void Console::put(const std::string& text) const {
  if (closed_) return;
  const bool whole = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  closed_ = !whole || std::fflush(stdout) != 0;
  if (closed_)
    throw OutputError(std::string("cannot write to standard output: ") + std::strerror(errno));
}

void Console::report(const std::vector<Diagnostic>& diagnostics) const {
  for (const Diagnostic& diagnostic : diagnostics)
    if (diagnostic.severity != Severity::note || !quiet_)
      std::fputs(render(diagnostic, color_errors_).c_str(), stderr);
}

void Console::error(const std::string& message) const {
  report({{Severity::error, {}, message, ""}});
}

void Console::progress(const std::string& text) const {
  if (progress_) std::fprintf(stderr, "\r\x1b[K%s", text.c_str());
}

}  // namespace tariffsim
