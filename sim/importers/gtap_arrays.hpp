// Arrays of GTAP's files, found by their headers and read by the names of their elements.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "importers/har_file.hpp"
#include "importers/imported.hpp"

namespace tariffsim {

using ElementNames = std::vector<std::string>;

/// What nobody notices in a data base in million.
inline constexpr double kNoticed = 1e-3;

/// Elements are the same whatever their case, as in GEMPACK.
std::string key_of(const std::string& element);

/// All arrays of the files, by name; of those that several files have (versions), the first.
class GtapArrays {
 public:
  /// Throws InputError for a file that is no header array file.
  explicit GtapArrays(const ImportRequest& request);

  /// nullptr where no file has the header.
  const HarArray* find(const std::string& name) const;
  /// Throws InputError where no file has it.
  const HarArray& need(const std::string& name) const;
  [[noreturn]] void refuse(const HarArray& array, const std::string& message) const;

  /// Of a dimension: from the array itself, else from a set of that name. Throws InputError where
  /// nobody knows them.
  ElementNames elements(const HarArray& array, std::size_t dimension) const;

 private:
  std::map<std::string, HarArray> arrays_;
  std::map<std::string, std::string> files_;
};

/// An array read by positions in given lists of elements, whatever the order in which it has them.
class ByName {
 public:
  /// Throws InputError where the array has other dimensions, or lacks an element. The array must
  /// outlive it.
  ByName(const GtapArrays& arrays, const HarArray& array, const std::vector<ElementNames>& sets);

  double operator()(std::size_t a, std::size_t b = 0, std::size_t c = 0, std::size_t d = 0) const;

 private:
  const HarArray& array_;
  std::vector<std::vector<std::size_t>> offsets_;
};

/// Sums that must be the same: the worst is refused.
class Identity {
 public:
  explicit Identity(std::string name) : name_(std::move(name)) {}
  void compare(double left, double right, const std::string& where);
  /// Throws InputError where two sums differ by more than their single precision explains.
  void check() const;

 private:
  std::string name_, where_;
  double worst_ = 0;
};

}  // namespace tariffsim
