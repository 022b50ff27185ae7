// GEMPACK header array files, in which GTAP's data come: Fortran's sequential records.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "importers/source_file.hpp"

namespace tariffsim {

/// One dimension of an array: the name of its set, "" where it has none, and its elements, empty
/// where the file does not know them.
struct HarDimension {
  std::string set;
  std::vector<std::string> elements;
  std::size_t size = 0;
};

/// One header: strings, or numbers with the first index fastest.
struct HarArray {
  std::string name;  ///< four letters at most, upper case
  std::string type;  ///< "1C", "2R", "2I", "RE", "RL"
  std::string long_name;
  std::vector<HarDimension> dimensions;
  std::vector<std::string> strings;  ///< of type 1C
  std::vector<double> values;        ///< of all other types
};

/// True if a file begins as header array files do, whatever its name.
bool is_har_file(const SourceFile& file);

/// All arrays of a file, in its order; GEMPACK's history headers are passed over. Throws InputError
/// with the byte at which the file is not what it should be.
std::vector<HarArray> read_har_file(const SourceFile& file);

}  // namespace tariffsim
