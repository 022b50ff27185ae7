// Writes header array files as GEMPACK does, for tests (the layout: Fortran's sequential records).
#pragma once

#include <cstdint>
#include <cstring>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tariffsim::test {

using HarSet = std::pair<std::string, std::vector<std::string>>;

class HarWriter {
 public:
  /// An array with a box for each value of its last dimension; column-major.
  void real(const std::string& name, const std::vector<HarSet>& sets,
            const std::vector<float>& values, bool sparse = false) {
    std::vector<std::int32_t> sizes(7, 1);
    for (std::size_t d = 0; d < sets.size(); ++d)
      sizes[d] = static_cast<std::int32_t>(sets[d].second.size());
    head(name, "RE", sparse ? "SPSE" : "FULL", sizes);
    write_sets(name, sets);
    if (sparse)
      write_sparse(values);
    else
      write_boxes(sizes, sets.size(), values);
  }

  void text(const std::string& name, const std::vector<std::string>& strings) {
    const auto count = static_cast<std::int32_t>(strings.size());
    head(name, "1C", "FULL", {count, 12});
    record("    " + ints({1, count, count}) + padded(strings));
  }

  bool split_sets = false;  ///< each element of a set in a record of its own
  const std::string& bytes() const { return bytes_; }

 private:
  static std::string ints(const std::vector<std::int32_t>& numbers) {
    std::string out(4 * numbers.size(), '\0');
    std::memcpy(out.data(), numbers.data(), out.size());
    return out;
  }
  static std::string wide(std::string text, std::size_t width) {
    text.resize(width, ' ');
    return text;
  }
  static std::string padded(const std::vector<std::string>& strings) {
    std::string out;
    for (const std::string& text : strings) out += wide(text, 12);
    return out;
  }
  void record(const std::string& payload) {
    const std::string mark = ints({static_cast<std::int32_t>(payload.size())});
    bytes_ += mark + payload + mark;
  }
  void head(const std::string& name, const std::string& type, const std::string& storage,
            const std::vector<std::int32_t>& sizes) {
    record(wide(name, 4));
    record("    " + type + storage + wide("made for a test", 70) +
           ints({static_cast<std::int32_t>(sizes.size())}) + ints(sizes));
  }
  void write_sets(const std::string& name, const std::vector<HarSet>& sets) {
    std::map<std::string, bool> known;
    std::string names, elements;
    std::vector<std::string> records;
    for (const auto& [set, members] : sets) {
      names += wide(set, 12);
      if (known.emplace(set, true).second) {
        const auto count = static_cast<std::int32_t>(members.size());
        if (!split_sets) records.push_back("    " + ints({1, count, count}) + padded(members));
        for (std::int32_t e = 0; split_sets && e < count; ++e)
          records.push_back("    " + ints({count - e, count, 1}) +
                            padded({members[static_cast<std::size_t>(e)]}));
      }
    }
    const auto n = static_cast<std::int32_t>(sets.size());
    record("    " + ints({static_cast<std::int32_t>(records.size()), -1, n}) + wide(name, 12) +
           ints({-1}) + names + std::string(sets.size(), 'k') +
           ints(std::vector<std::int32_t>(sets.size())) + ints({0}));
    for (const std::string& one : records) record(one);
  }
  void write_boxes(const std::vector<std::int32_t>& sizes, std::size_t dimensions,
                   const std::vector<float>& values) {
    const std::size_t last = dimensions - 1;
    const std::int32_t boxes = sizes[last];
    record("    " + ints({2 * boxes + 1, 7}) + ints(sizes));
    const std::size_t each = values.size() / static_cast<std::size_t>(boxes);
    for (std::int32_t b = 0; b < boxes; ++b) {
      std::vector<std::int32_t> at{2 * (boxes - b)};
      for (std::size_t d = 0; d < 7; ++d) {
        at.push_back(d == last ? b + 1 : 1);
        at.push_back(d == last ? b + 1 : sizes[d]);
      }
      record("    " + ints(at));
      std::string data(4 * each, '\0');
      std::memcpy(data.data(), values.data() + each * static_cast<std::size_t>(b), data.size());
      record("    " + ints({2 * (boxes - b) - 1}) + data);
    }
  }
  void write_sparse(const std::vector<float>& values) {
    std::vector<std::int32_t> where;
    std::string data;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i] == 0) continue;
      where.push_back(static_cast<std::int32_t>(i) + 1);
      std::string one(4, '\0');
      std::memcpy(one.data(), &values[i], 4);
      data += one;
    }
    const auto count = static_cast<std::int32_t>(where.size());
    record("    " + ints({count, 4, 4}) + std::string(80, ' '));
    record("    " + ints({1, count, count}) + ints(where) + data);
  }

  std::string bytes_;
};

}  // namespace tariffsim::test
