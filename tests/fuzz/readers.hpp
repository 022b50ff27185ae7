// Every reader of text or bytes that others wrote, each as a function of bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tariffsim::test {

struct Reader {
  const char* name;  ///< also that of its folder in the corpus
  void (*read)(const std::string& bytes);
};

const std::vector<Reader>& foreign_readers();

/// Reads; what a reader may throw (InputError, OutputError) is an answer, everything else goes on.
void feed(const Reader& reader, std::string_view bytes);

}  // namespace tariffsim::test
