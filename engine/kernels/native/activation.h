// Activations of recurrent cells and their derivatives, vector by vector.
// keras/src/activations/activations.py.
#pragma once

#include "vector.h"

namespace unroll {

// The numbers are those of engine/kernels/fused/activations.ts.
enum class Activation : int {
  kLinear = 0,
  kTanh = 1,
  kSigmoid = 2,
  kRelu = 3,
  kElu = 4,
  kSelu = 5,
  kSoftplus = 6,
  kSoftsign = 7,
  kHardSigmoid = 8,
  kCount = 9,
};

namespace UNROLL_ISA {

// Klambauer et al. 2017.
constexpr float kSeluAlpha = 1.6732632423543772f, kSeluScale = 1.0507009873554805f;

inline Vec logOnePlus(Vec x) {
  Vec y;
  for (int i = 0; i < kWidth; i++) y[i] = __builtin_log1pf(x[i]);
  return y;
}

inline Vec activate(Activation kind, Vec x) {
  switch (kind) {
    case Activation::kTanh:
      return hyperbolicTangent(x);
    case Activation::kSigmoid:
      return sigmoid(x);
    case Activation::kRelu:
      return x < 0.0f ? all(0.0f) : x;
    case Activation::kElu:
      return x < 0.0f ? exponential(x) - 1.0f : x;
    case Activation::kSelu:
      return kSeluScale * (x < 0.0f ? kSeluAlpha * (exponential(x) - 1.0f) : x);
    case Activation::kSoftplus:
      return maximum(all(0.0f), x) + logOnePlus(exponential(-magnitude(x)));
    case Activation::kSoftsign:
      return x / (1.0f + magnitude(x));
    case Activation::kHardSigmoid:
      return minimum(all(1.0f), maximum(all(0.0f), x * (1.0f / 6.0f) + 0.5f));
    default:
      return x;
  }
}

// dy/dx from y alone, which is what the forward pass keeps.
inline Vec slope(Activation kind, Vec y) {
  const Vec one = all(1.0f), zero = all(0.0f);
  switch (kind) {
    case Activation::kTanh:
      return 1.0f - y * y;
    case Activation::kSigmoid:
      return y * (1.0f - y);
    case Activation::kRelu:
      return y > 0.0f ? one : zero;
    case Activation::kElu:
      return y < 0.0f ? y + 1.0f : one;
    case Activation::kSelu:
      return y < 0.0f ? y + kSeluScale * kSeluAlpha : all(kSeluScale);
    case Activation::kSoftplus:
      return 1.0f - exponential(-y);
    case Activation::kSoftsign: {
      const Vec rest = 1.0f - magnitude(y);
      return rest * rest;
    }
    case Activation::kHardSigmoid:
      return (y > 0.0f) & (y < 1.0f) ? all(1.0f / 6.0f) : zero;
    default:
      return one;
  }
}

}  // namespace UNROLL_ISA
}  // namespace unroll
