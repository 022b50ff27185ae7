// One reader of foreign text for libFuzzer: that which TARIFFSIM_READER names.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "fuzz/readers.hpp"

namespace {

const tariffsim::test::Reader& chosen_reader() {
  const char* name = std::getenv("TARIFFSIM_READER");
  for (const tariffsim::test::Reader& reader : tariffsim::test::foreign_readers())
    if (name != nullptr && std::string(name) == reader.name) return reader;
  std::fputs("TARIFFSIM_READER must name one of:", stderr);
  for (const tariffsim::test::Reader& reader : tariffsim::test::foreign_readers())
    std::fprintf(stderr, " %s", reader.name);
  std::fputs("\n", stderr);
  std::exit(2);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const tariffsim::test::Reader& reader = chosen_reader();
  tariffsim::test::feed(reader, {reinterpret_cast<const char*>(data), size});
  return 0;
}
