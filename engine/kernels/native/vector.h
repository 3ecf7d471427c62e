// Vectors of floats by the compiler's own vector extension, as wide as the machine code this file is compiled for.
// Included once for each width, inside a namespace of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>

#include "pool.h"

#if defined(UNROLL_AVX512)
#include <immintrin.h>
#endif

// For what is called once a number: the compiler alone would share it out of line.
#define UNROLL_INLINE inline __attribute__((always_inline))

#if defined(UNROLL_AVX512)
#define UNROLL_ISA avx512
#define UNROLL_WIDTH 16
#elif defined(UNROLL_AVX2)
#define UNROLL_ISA avx2
#define UNROLL_WIDTH 8
#else
#define UNROLL_ISA plain
#define UNROLL_WIDTH 4
#endif

namespace unroll {
namespace UNROLL_ISA {

constexpr int kWidth = UNROLL_WIDTH;

typedef float Vec __attribute__((vector_size(UNROLL_WIDTH * 4)));
typedef int32_t Ints __attribute__((vector_size(UNROLL_WIDTH * 4)));

inline Vec load(const float* from) {
  Vec v;
  std::memcpy(&v, from, sizeof v);
  return v;
}

inline void store(float* to, Vec v) { std::memcpy(to, &v, sizeof v); }

// Zero taken away leaves every number as it is, so the compiler makes one load of it; zero added would turn -0 to 0, and stay.
inline Vec all(float x) { return x - Vec{}; }

// The first `count` numbers, zeros behind them.
inline Vec loadFirst(const float* from, int count) {
  if (count >= kWidth) return load(from);
  Vec v = {};
  std::memcpy(&v, from, count * sizeof(float));
  return v;
}

inline void storeFirst(float* to, Vec v, int count) {
  if (count >= kWidth) return store(to, v);
  std::memcpy(to, &v, count * sizeof(float));
}

// Lane by lane; a comparison with NaN is false, so NaN in `b` comes through.
inline Vec maximum(Vec a, Vec b) { return a > b ? a : b; }
inline Vec minimum(Vec a, Vec b) { return a < b ? a : b; }
inline Vec magnitude(Vec x) { return (Vec)((Ints)x & 0x7fffffff); }

inline float sumOf(Vec v) {
  float sum = 0;
  for (int i = 0; i < kWidth; i++) sum += v[i];
  return sum;
}

// Numbers on the heap, at whole cache lines. The standard's containers would do, were their code not shared under one name by
// files compiled for different processors.
class Buffer {
 public:
  Buffer() = default;
  // Holds what the memory held before.
  explicit Buffer(size_t size) : size_(size), cells_(static_cast<float*>(std::aligned_alloc(kLine, (size * sizeof(float) + kLine) / kLine * kLine))) {
    if (!cells_) throw std::bad_alloc();
#ifdef UNROLL_POISON
    // In tests: whoever reads what nobody wrote is found out.
    std::memset(cells_, 0xff, (size * sizeof(float) + kLine) / kLine * kLine);
#endif
  }
  static Buffer zeros(size_t size) {
    Buffer made(size);
    std::memset(made.cells_, 0, size * sizeof(float));
    return made;
  }
  Buffer(Buffer&& other) noexcept : size_(other.size_), cells_(other.cells_) { other.cells_ = nullptr; }
  Buffer& operator=(Buffer&& other) noexcept {
    float* const held = cells_;
    size_ = other.size_, cells_ = other.cells_;
    other.cells_ = held;
    return *this;
  }
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;
  ~Buffer() { std::free(cells_); }

  float* data() const { return cells_; }
  size_t size() const { return size_; }
  float& operator[](size_t at) const { return cells_[at]; }

 private:
  static constexpr size_t kLine = 64;
  size_t size_ = 0;
  float* cells_ = nullptr;
};

// Shares work(share, shares) among threads.
template <typename Function>
inline void runShares(int shares, const Function& work) {
  runWork(shares, [](const void* context, int share, int all) { (*static_cast<const Function*>(context))(share, all); }, &work);
}

// (e^r − 1 − r) / r² for r between ±ln 2 / 2.
UNROLL_INLINE Vec expPolynomial(Vec r) {
  Vec p = all(1.9875691500e-4f);
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  return p * r + 5.0000001201e-1f;
}

// e^x within 2 units in the last place; 0 below −87.3, +inf above 88.7, NaN stays NaN. Cephes expf (Moshier 1989).
inline Vec exponential(Vec x) {
  const Vec high = all(88.72283935546875f), low = all(-87.33654022216797f);
  const Vec clamped = maximum(low, minimum(high, x));
  const Vec n = [&] {
    // Rounds to the nearest whole number by pushing the fraction out of the float.
    const Vec magic = all(12582912.0f);
    return (clamped * 1.44269504088896341f + magic) - magic;
  }();
  const Vec r = clamped - n * 0.693359375f - n * -2.12194440e-4f;
  const Vec e = expPolynomial(r) * (r * r) + r + 1.0f;
  // 2^n in two halves, so that the largest n does not overflow on the way.
  const Ints whole = __builtin_convertvector(n, Ints);
  const Ints half = whole >> 1;
  const Vec first = (Vec)((half + 127) << 23), second = (Vec)((whole - half + 127) << 23);
  const Vec y = e * first * second;
  const Vec bounded = x > high ? all(__builtin_inff()) : (x < low ? all(0.0f) : y);
  return x == x ? bounded : x;
}

// The same between −87 and 87, where 2^n is a normal number; what lies beyond counts as those.
UNROLL_INLINE Vec boundedExponential(Vec x) {
  const Vec within = maximum(all(-87.0f), minimum(all(87.0f), x)), magic = all(12582912.0f);
  const Vec n = (within * 1.44269504088896341f + magic) - magic;
  const Vec r = within - n * 0.693359375f - n * -2.12194440e-4f;
  const Vec power = (Vec)((__builtin_convertvector(n, Ints) + 127) << 23);
  return (expPolynomial(r) * (r * r) + r + 1.0f) * power;
}

// 1 / x for normal numbers, within 2 units in the last place.
UNROLL_INLINE Vec reciprocal(Vec x) {
#if defined(UNROLL_AVX512)
  // Fourteen digits of it, doubled by a step of Newton's: a third of what a division takes.
  const Vec guess = (Vec)_mm512_rcp14_ps((__m512)x);
  return guess + guess * (1.0f - x * guess);
#else
  return 1.0f / x;
#endif
}

UNROLL_INLINE Vec sigmoid(Vec x) { return reciprocal(1.0f + boundedExponential(-x)); }

// tanh within 2 units in the last place. Cephes tanhf: a polynomial near zero, the exponential beyond.
UNROLL_INLINE Vec hyperbolicTangent(Vec x) {
  const Vec z = x * x;
  Vec p = all(-5.70498872745e-3f);
  p = p * z + 2.06390887954e-2f;
  p = p * z + -5.37397155531e-2f;
  p = p * z + 1.33314422036e-1f;
  p = p * z + -3.33332819422e-1f;
  const Vec near = p * z * x + x;
  const Vec size = magnitude(x);
  const Vec far = 1.0f - 2.0f * reciprocal(boundedExponential(size + size) + 1.0f);
  const Vec signedFar = (Vec)((Ints)far | ((Ints)x & (int32_t)0x80000000));
  return size < 0.625f ? near : signedFar;
}

}  // namespace UNROLL_ISA
}  // namespace unroll
