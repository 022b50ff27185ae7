#include "base/memory.hpp"

#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>
#include <new>
#include <string>

namespace tariffsim {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::infinity();
constexpr double kKiB = 1024;

/// The number behind a name in a file of "name number" lines; `kUnknown` if it is not there.
double number_of(const std::string& name, const std::filesystem::path& file) {
  std::ifstream lines(file);
  for (std::string word; lines >> word;)
    if (double number = 0; word == name && lines >> number) return number;
  return kUnknown;
}

/// The first number of a file; `kUnknown` if it has none ("max").
double first_number(const std::filesystem::path& file) {
  std::ifstream in(file);
  double number = 0;
  if (in >> number) return number;
  return kUnknown;
}

double left_on_machine() { return kKiB * number_of("MemAvailable:", "/proc/meminfo"); }

double left_of_address_space() {
  rlimit limit{};
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return kUnknown;
  const double pages = first_number("/proc/self/statm");
  return static_cast<double>(limit.rlim_cur) - pages * static_cast<double>(sysconf(_SC_PAGESIZE));
}

/// Of the group that the process is in, as far as it is one with a limit of its own (version 2).
double left_of_control_group() {
  std::string line;
  std::getline(std::ifstream("/proc/self/cgroup") >> std::ws, line);
  if (!line.starts_with("0::/")) return kUnknown;
  const auto group = std::filesystem::path("/sys/fs/cgroup") / line.substr(4);
  const double most = first_number(group / "memory.max");
  const double used = first_number(group / "memory.current");
  const double cache = number_of("inactive_file", group / "memory.stat");
  if (most == kUnknown || used == kUnknown) return kUnknown;
  return most - used + (cache == kUnknown ? 0 : cache);
}

}  // namespace

double memory_left() {
  const double least =
      std::min({left_on_machine(), left_of_address_space(), left_of_control_group()});
  return std::max(least, 0.0);
}

void require_memory(std::size_t bytes) {
  void* const memory =
      mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  munmap(memory, bytes);
}

}  // namespace tariffsim
