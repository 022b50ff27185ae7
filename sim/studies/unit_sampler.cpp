#include "studies/unit_sampler.hpp"

#include <bit>
#include <boost/random/sobol.hpp>
#include <limits>

namespace tariffsim {
namespace {

using Bits = std::uint64_t;

/// Spreads every bit over all others (the finaliser of SplitMix64: Steele, Lea and Flood 2014).
Bits mix(Bits x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31);
}

/// A number for a purpose: of a seed, a dimension and a counter.
Bits hash(Bits seed, Bits dimension, Bits counter) {
  constexpr Bits kGolden = 0x9e3779b97f4a7c15U;
  return mix(mix(mix(seed + kGolden) ^ (dimension + kGolden)) ^ (counter + kGolden));
}

/// The middle of one of 2^52 equal parts of the unit interval: exact, so that neither end is hit.
double to_unit(Bits bits) {
  constexpr int kDigits = std::numeric_limits<double>::digits - 1;
  return (static_cast<double>(bits >> (64 - kDigits)) + 0.5) * 0x1p-52;
}

/// A permutation of 0..size-1 that needs no memory: a Feistel network over the next even power of
/// two, walked until it lands inside (Black and Rogaway 2002).
class Permutation {
 public:
  Permutation(Bits seed, Bits dimension, std::size_t size)
      : seed_(seed),
        dimension_(dimension),
        size_(size),
        half_((static_cast<int>(std::bit_width(size - 1)) + 1) / 2),
        mask_((Bits{1} << half_) - 1) {}

  std::size_t operator()(std::size_t at) const {
    do at = shuffle(at);
    while (at >= size_);
    return at;
  }

 private:
  std::size_t shuffle(std::size_t at) const {
    constexpr Bits kRounds = 4;
    Bits left = at >> half_, right = at & mask_;
    for (Bits round = 0; round < kRounds; ++round) {
      const Bits next = left ^ (hash(seed_ ^ round, dimension_, right) & mask_);
      left = right;
      right = next;
    }
    return (left << half_) | right;
  }

  Bits seed_, dimension_;
  std::size_t size_;
  int half_;
  Bits mask_;
};

}  // namespace

UnitSampler::UnitSampler(Sampling sampling, std::uint64_t seed, std::size_t size,
                         std::size_t dimensions)
    : sampling_(sampling), seed_(seed), size_(size), dimensions_(dimensions) {}

std::vector<double> UnitSampler::at(std::size_t index) const {
  return sampling_ == Sampling::sobol ? sobol(index) : latin_hypercube(index);
}

std::size_t UnitSampler::most_dimensions(Sampling sampling) {
  return sampling == Sampling::sobol ? boost::random::default_sobol_table::max_dimension
                                     : std::numeric_limits<std::size_t>::max();
}

/// The sequence of Sobol (1967) with the direction numbers of Joe and Kuo (2003), each dimension
/// shifted digit by digit, which keeps what makes it even. It begins with the origin, which the
/// library leaves out.
std::vector<double> UnitSampler::sobol(std::size_t index) const {
  boost::random::sobol engine(dimensions_);
  if (index > 0) engine.seed(index - 1);
  std::vector<double> point(dimensions_);
  for (std::size_t d = 0; d < dimensions_; ++d)
    point[d] = to_unit((index > 0 ? Bits{engine()} : 0) ^ hash(seed_, d, 0));
  return point;
}

/// McKay, Beckman and Conover (1979): each dimension falls once into each of `size` equal parts.
std::vector<double> UnitSampler::latin_hypercube(std::size_t index) const {
  std::vector<double> point(dimensions_);
  for (std::size_t d = 0; d < dimensions_; ++d) {
    const auto part = static_cast<double>(Permutation(seed_, d, size_)(index));
    const double within = to_unit(hash(~seed_, d, index));
    point[d] = (part + within) / static_cast<double>(size_);
  }
  return point;
}

}  // namespace tariffsim
