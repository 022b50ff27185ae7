// A file in memory, for libraries that only write files.
#pragma once

#include <string>

namespace tariffsim {

class MemoryFile {
 public:
  /// Throws OutputError when the system gives none.
  MemoryFile();
  ~MemoryFile();
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  /// A path that libraries can open, valid as long as this object.
  std::string path() const;
  /// What was written. Throws OutputError.
  std::string bytes() const;

 private:
  int fd_;
};

}  // namespace tariffsim
