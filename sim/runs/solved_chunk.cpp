#include "runs/solved_chunk.hpp"

#include <cstdint>
#include <cstring>
#include <type_traits>

#include "base/diagnostic.hpp"

namespace tariffsim {
namespace {

class Writer {
 public:
  template <class Value>
  void put(Value value) {
    static_assert(std::is_trivially_copyable_v<Value>);
    put_bytes(&value, sizeof value);
  }
  void put_bytes(const void* from, std::size_t size) {
    bytes_.append(static_cast<const char*>(from), size);
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class Reader {
 public:
  explicit Reader(const std::string& bytes) : bytes_(bytes) {}

  template <class Value>
  Value get() {
    Value value;
    get_bytes(&value, sizeof value);
    return value;
  }
  void get_bytes(void* to, std::size_t size) {
    if (size > bytes_.size() - at_) throw OutputError("a message between ranks was cut short");
    if (size > 0) std::memcpy(to, bytes_.data() + at_, size);
    at_ += size;
  }

 private:
  const std::string& bytes_;
  std::size_t at_ = 0;
};

using Count = std::uint64_t;

PointResult read_result(Reader& reader) {
  PointResult result;
  result.residual = reader.get<double>();
  result.iterations = reader.get<std::int32_t>();
  result.message.resize(reader.get<Count>());
  reader.get_bytes(result.message.data(), result.message.size());
  result.values.resize(reader.get<Count>());
  reader.get_bytes(result.values.data(), result.values.size() * sizeof(double));
  return result;
}

}  // namespace

std::string encode(const SolvedChunk& solved) {
  Writer writer;
  writer.put(Count{solved.chunk});
  writer.put(Count{solved.results.size()});
  for (const PointResult& result : solved.results) {
    writer.put(result.residual);
    writer.put(std::int32_t{result.iterations});
    writer.put(Count{result.message.size()});
    writer.put_bytes(result.message.data(), result.message.size());
    writer.put(Count{result.values.size()});
    writer.put_bytes(result.values.data(), result.values.size() * sizeof(double));
  }
  return writer.take();
}

SolvedChunk decode(const std::string& bytes) {
  Reader reader(bytes);
  SolvedChunk solved;
  solved.chunk = reader.get<Count>();
  const auto results = reader.get<Count>();
  for (Count at = 0; at < results; ++at) solved.results.push_back(read_result(reader));
  return solved;
}

}  // namespace tariffsim
