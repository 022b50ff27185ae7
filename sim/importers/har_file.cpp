#include "importers/har_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <cstring>

namespace tariffsim {
namespace {

constexpr std::size_t kMostBytes = std::size_t{4} << 30U;
/// More numbers than any published array has (VTWR of GTAP 11 in full: 5 million).
constexpr std::size_t kMostValues = std::size_t{1} << 26U;
constexpr std::size_t kElementWidth = 12;
constexpr std::size_t kDimensions = 7;

/// Fortran's records: length, bytes, length.
class HarRecords {
 public:
  explicit HarRecords(const SourceFile& file) : file_(file), bytes_(read_whole(file, kMostBytes)) {
    if (!bytes_.empty() && static_cast<unsigned char>(bytes_.front()) == 0xFD)
      refuse("the file has GEMPACK's old compressed records",
             "save it with ViewHAR, or with modhar, as a header array file");
  }

  bool at_end() const { return at_ == bytes_.size(); }
  std::size_t size() const { return bytes_.size(); }

  /// The bytes of the next record.
  std::string_view next() {
    start_ = at_;
    const std::size_t size = length();
    if (size > bytes_.size() - at_) refuse_record();
    const std::string_view out = std::string_view(bytes_).substr(at_, size);
    at_ += size;
    if (length() != size) refuse_record();
    return out;
  }

  [[noreturn]] void refuse(const std::string& message, const std::string& hint = "") const {
    throw InputError(place_in(file_), fmt::format("byte {}: {}", start_, message), hint);
  }

 private:
  std::size_t length() {
    std::int32_t value = 0;
    if (bytes_.size() - at_ < sizeof value) refuse_record();
    std::memcpy(&value, bytes_.data() + at_, sizeof value);
    at_ += sizeof value;
    if (value < 0) refuse_record();
    return static_cast<std::size_t>(value);
  }

  [[noreturn]] void refuse_record() const {
    refuse(
        "a record whose length does not come back at its end: the file is cut off, or of a "
        "big-endian machine",
        "copy it again as binary, or save it with ViewHAR");
  }

  SourceFile file_;
  std::string bytes_;
  std::size_t at_ = 0, start_ = 0;
};

/// Fields of one record, one after the other, never beyond its end.
class Fields {
 public:
  Fields(std::string_view bytes, const HarRecords& records) : bytes_(bytes), records_(records) {}

  std::string_view text(std::size_t size) {
    if (size > bytes_.size()) records_.refuse("a record that is shorter than it should be");
    const std::string_view out = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return out;
  }
  std::int32_t number() {
    std::int32_t value = 0;
    std::memcpy(&value, text(sizeof value).data(), sizeof value);
    return value;
  }
  /// A number that counts something.
  std::size_t count() {
    const std::int32_t value = number();
    if (value < 0) records_.refuse(fmt::format("a count of {}", value));
    return static_cast<std::size_t>(value);
  }
  float real() {
    float value = 0;
    std::memcpy(&value, text(sizeof value).data(), sizeof value);
    return value;
  }
  /// Data records begin with four blanks and the number of records that remain.
  std::size_t remaining() {
    if (text(4) != "    ") records_.refuse("a record of data that does not begin with four blanks");
    return count();
  }
  std::size_t left() const { return bytes_.size(); }

 private:
  std::string_view bytes_;
  const HarRecords& records_;
};

/// Without blanks and zero bytes behind it; Latin-1 letters, which no code has, become "?".
std::string word(std::string_view text) {
  text = text.substr(0, text.find('\0'));
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  std::string out(text);
  for (char& c : out)
    if ((static_cast<unsigned char>(c) & 0x80U) != 0) c = '?';
  return out;
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

/// The description record of a header.
struct Description {
  std::string type, storage, long_name;
  std::vector<std::size_t> sizes;
};

class HarReader {
 public:
  explicit HarReader(const SourceFile& file) : records_(file) {}

  std::vector<HarArray> read() {
    std::vector<HarArray> out;
    while (!records_.at_end()) {
      const std::string_view name = records_.next();
      if (name.size() != 4) records_.refuse("expected the name of a header, four characters");
      if (word(name).empty()) continue;
      HarArray array = read_array(upper(word(name)));
      if (array.name.size() == 4 && array.name.starts_with("XX")) continue;  // history
      const bool twice = std::any_of(
          out.begin(), out.end(), [&](const HarArray& other) { return other.name == array.name; });
      if (twice) records_.refuse(fmt::format("the header '{}' comes twice", array.name));
      out.push_back(std::move(array));
    }
    return out;
  }

 private:
  HarArray read_array(std::string name) {
    const Description description = read_description(name);
    HarArray out;
    out.name = std::move(name);
    out.type = description.type;
    out.long_name = description.long_name;
    if (out.type == "1C") {
      out.strings = read_strings(description.sizes.empty() ? 0 : description.sizes.back());
      out.dimensions.push_back({"", {}, out.strings.size()});
    } else if (out.type == "2R" || out.type == "2I") {
      read_matrix(description, out);
    } else if (out.type == "RE" || out.type == "RL") {
      read_real(description, out);
    } else {
      records_.refuse(
          fmt::format("header '{}' is of the type '{}', which is not read", out.name, out.type),
          "known: 1C, 2R, 2I, RE, RL");
    }
    return out;
  }

  Description read_description(const std::string& name) {
    Fields fields(records_.next(), records_);
    if (fields.text(4) != "    ")
      records_.refuse(fmt::format("header '{}' is not followed by its description", name));
    Description out;
    out.type = std::string(fields.text(2));
    out.storage = std::string(fields.text(4));
    out.long_name = word(fields.text(70));
    const std::size_t dimensions = fields.count();
    if (dimensions > kDimensions)
      records_.refuse(fmt::format("header '{}' has {} dimensions, more than {}", name, dimensions,
                                  kDimensions));
    for (std::size_t d = 0; d < dimensions; ++d) out.sizes.push_back(fields.count());
    if (out.storage != "FULL" && out.storage != "SPSE")
      records_.refuse(
          fmt::format("header '{}' is stored as '{}', which is not read", name, out.storage),
          "known: FULL, SPSE");
    return out;
  }

  /// Records of strings of one width; a width of 0: as wide as the records have them.
  std::vector<std::string> read_strings(std::size_t width) {
    std::vector<std::string> out;
    for (std::size_t remaining = 2; remaining > 1;) {
      Fields fields(records_.next(), records_);
      ++records_of_strings_;
      remaining = fields.remaining();
      const std::size_t all = fields.count(), here = fields.count();
      if (here == 0 && all > out.size()) records_.refuse("a record without the strings it counts");
      if (here > all - std::min(all, out.size())) records_.refuse("more strings than are counted");
      if (width == 0 && here > 0) width = fields.left() / here;
      for (std::size_t i = 0; i < here; ++i) out.push_back(word(fields.text(width)));
      if (remaining <= 1 && out.size() != all)
        records_.refuse(fmt::format("{} strings where {} are counted", out.size(), all));
    }
    return out;
  }

  std::size_t product(const std::vector<std::size_t>& sizes) const {
    std::size_t out = 1;
    for (const std::size_t size : sizes) {
      if (size != 0 && out > kMostValues / size) records_.refuse("an array of impossible size");
      out *= size;
    }
    return out;
  }

  void read_matrix(const Description& description, HarArray& out) {
    std::vector<std::size_t> sizes = description.sizes;
    sizes.resize(2, 1);
    for (const std::size_t size : sizes) out.dimensions.push_back({"", {}, size});
    out.values.assign(product(sizes), 0);
    for (std::size_t remaining = 2; remaining > 1;) {
      Fields fields(records_.next(), records_);
      remaining = fields.remaining();
      const std::size_t rows = fields.count(), columns = fields.count();
      const std::size_t r0 = fields.count(), r1 = fields.count();
      const std::size_t c0 = fields.count(), c1 = fields.count();
      if (rows != sizes[0] || columns != sizes[1] || r0 < 1 || c0 < 1 || r1 > rows || c1 > columns)
        records_.refuse(fmt::format("header '{}': a part outside of the array", out.name));
      for (std::size_t c = c0; c <= c1; ++c)
        for (std::size_t r = r0; r <= r1; ++r)
          out.values[(c - 1) * rows + r - 1] = out.type == "2I"
                                                   ? double{static_cast<double>(fields.number())}
                                                   : double{fields.real()};
    }
  }

  void read_real(const Description& description, HarArray& out) {
    std::vector<std::size_t> sizes = description.sizes;
    sizes.resize(kDimensions, 1);
    if (out.type == "RE") read_sets(sizes, out);
    const std::size_t size = product(sizes);
    if (description.storage == "FULL" && size > records_.size() / sizeof(float))
      records_.refuse(fmt::format("header '{}' is larger than the file", out.name));
    out.values.assign(size, 0);
    if (description.storage == "SPSE")
      read_sparse(out);
    else
      read_boxes(sizes, out);
    if (out.type == "RL")
      for (const std::size_t d : description.sizes) out.dimensions.push_back({"", {}, d});
  }

  /// The record of sets, and the elements of each set once, in the order of first appearance.
  void read_sets(const std::vector<std::size_t>& sizes, HarArray& out) {
    Fields fields(records_.next(), records_);
    const std::size_t element_records = fields.remaining();
    fields.number();  // a logical
    const std::size_t n = fields.count();
    if (n > kDimensions) records_.refuse(fmt::format("header '{}' has {} sets", out.name, n));
    fields.text(kElementWidth);  // the coefficient's name
    if (n == 0) return;
    fields.number();  // whether sets are known
    for (std::size_t d = 0; d < n; ++d)
      out.dimensions.push_back({upper(word(fields.text(kElementWidth))), {}, sizes[d]});
    const std::string status(fields.text(n));
    fields.text(4 * n);
    const std::size_t singles = fields.count();
    std::vector<std::string> elements;
    for (std::size_t i = 0; i < singles; ++i) elements.push_back(word(fields.text(kElementWidth)));
    take_single_elements(status, elements, out);
    take_known_sets(status, element_records, out);
  }

  void take_single_elements(const std::string& status, const std::vector<std::string>& elements,
                            HarArray& out) {
    std::size_t next = 0;
    for (std::size_t d = 0; d < out.dimensions.size(); ++d)
      if (status[d] == 'e' && next < elements.size())
        out.dimensions[d].elements = {elements[next++]};
  }

  void take_known_sets(const std::string& status, std::size_t element_records, HarArray& out) {
    std::vector<std::string> read;
    records_of_strings_ = 0;
    for (std::size_t d = 0; d < out.dimensions.size(); ++d) {
      HarDimension& dimension = out.dimensions[d];
      if (status[d] != 'k') continue;
      const auto first = std::find_if(
          out.dimensions.begin(), out.dimensions.end(), [&](const HarDimension& other) {
            return other.set == dimension.set && !other.elements.empty();
          });
      if (first != out.dimensions.end()) {
        dimension.elements = first->elements;
      } else if (read.size() < element_records) {
        read.push_back(dimension.set);
        dimension.elements = read_strings(kElementWidth);
      }
      if (dimension.elements.size() != dimension.size)
        records_.refuse(fmt::format("header '{}': the set {} has {} elements, and its dimension {}",
                                    out.name, dimension.set, dimension.elements.size(),
                                    dimension.size));
    }
    // Some programs count sets there, GEMPACK the records that their elements take.
    if (read.size() != element_records && records_of_strings_ != element_records)
      records_.refuse(fmt::format("header '{}': {} records of elements for {} sets", out.name,
                                  element_records, read.size()));
  }

  void read_boxes(const std::vector<std::size_t>& sizes, HarArray& out) {
    Fields head(records_.next(), records_);
    std::size_t remaining = head.remaining();
    const std::size_t dimensions = head.count();
    if (dimensions != kDimensions) records_.refuse("a record of dimensions that are not seven");
    for (std::size_t d = 0; d < kDimensions; ++d)
      if (head.count() != sizes[d])
        records_.refuse(fmt::format("header '{}': two records give it other sizes", out.name));
    std::vector<bool> filled(out.values.size(), false);
    std::size_t cells = 0;
    while (remaining > 1) {
      cells += read_box(sizes, filled, out);
      if (remaining < 3) break;
      remaining -= 2;
    }
    if (cells != out.values.size())
      records_.refuse(fmt::format("header '{}': {} numbers where its sizes make {}", out.name,
                                  cells, out.values.size()));
  }

  /// A record of positions, and the numbers of that box; returns how many are new.
  std::size_t read_box(const std::vector<std::size_t>& sizes, std::vector<bool>& filled,
                       HarArray& out) {
    Fields position(records_.next(), records_);
    position.remaining();
    std::array<std::size_t, kDimensions> low{}, high{};
    for (std::size_t d = 0; d < kDimensions; ++d) {
      low[d] = position.count();
      high[d] = position.count();
      if (low[d] < 1 || high[d] < low[d] || high[d] > sizes[d])
        records_.refuse(fmt::format("header '{}': a part outside of the array", out.name));
    }
    Fields data(records_.next(), records_);
    data.remaining();
    std::array<std::size_t, kDimensions> at = low;
    std::size_t cells = 0;
    while (true) {
      std::size_t offset = 0;
      for (std::size_t d = kDimensions; d-- > 0;) offset = offset * sizes[d] + at[d] - 1;
      out.values[offset] = double{data.real()};
      if (!filled[offset]) ++cells;
      filled[offset] = true;
      std::size_t d = 0;
      while (d < kDimensions && ++at[d] > high[d]) {
        at[d] = low[d];
        ++d;
      }
      if (d == kDimensions) return cells;
    }
  }

  void read_sparse(HarArray& out) {
    Fields head(records_.next(), records_);
    if (head.text(4) != "    ") records_.refuse("a record of counts without its blanks");
    const std::size_t nonzero = head.count();
    if (nonzero > out.values.size()) records_.refuse("more values than the array has");
    if (head.count() != 4 || head.count() != 4)
      records_.refuse(
          fmt::format("header '{}': positions or values that are not of 4 bytes", out.name));
    std::size_t read = 0;
    for (std::size_t remaining = 2; remaining > 1;) {
      Fields fields(records_.next(), records_);
      remaining = fields.remaining();
      fields.count();  // of all
      const std::size_t here = fields.count();
      if (here > nonzero - read) records_.refuse("more values than are counted");
      std::vector<std::size_t> positions;
      for (std::size_t i = 0; i < here; ++i) {
        positions.push_back(fields.count());
        if (positions.back() < 1 || positions.back() > out.values.size())
          records_.refuse(fmt::format("header '{}': a position outside of the array", out.name));
      }
      for (const std::size_t position : positions) out.values[position - 1] = double{fields.real()};
      read += here;
    }
    if (read != nonzero)
      records_.refuse(
          fmt::format("header '{}': {} values where {} are counted", out.name, read, nonzero));
  }

  HarRecords records_;
  std::size_t records_of_strings_ = 0;  // of those that were read last
};

}  // namespace

bool is_har_file(const SourceFile& file) {
  std::array<char, 12> bytes{};
  const std::size_t size = file.open()(bytes.data(), bytes.size());
  const std::string_view head(bytes.data(), size);
  return head.starts_with("\xFD") ||
         (size == bytes.size() && head.substr(0, 4) == std::string_view("\4\0\0\0", 4) &&
          head.substr(8, 4) == std::string_view("\4\0\0\0", 4)) ||
         (size == bytes.size() && head.substr(0, 4) == std::string_view("\0\0\0\4", 4));
}

std::vector<HarArray> read_har_file(const SourceFile& file) { return HarReader(file).read(); }

}  // namespace tariffsim
