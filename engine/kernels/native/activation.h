// Activations of recurrent cells and their derivatives, vector by vector.
// keras/src/activations/activations.py.
#pragma once

#include "activation_names.h"
#include "vector.h"

namespace unroll {

namespace UNROLL_ISA {

// Klambauer et al. 2017.
constexpr float kSeluAlpha = 1.6732632423543772f, kSeluScale = 1.0507009873554805f;

inline Vec logOnePlus(Vec x) {
  Vec y;
  for (int i = 0; i < kWidth; i++) y[i] = __builtin_log1pf(x[i]);
  return y;
}

// Those that need a function of the C library per number stand apart, so that this one stays small where it is inlined.
UNROLL_INLINE Vec activate(Activation kind, Vec x) {
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

inline Vec errorFunction(Vec x) {
  Vec y;
  for (int i = 0; i < kWidth; i++) y[i] = __builtin_erff(x[i]);
  return y;
}

// Activation behind a layer's own activation, and behind its gates.
struct Kinds {
  Activation activation, gate;
};

// Calls work with the two activations; where they are the usual ones as constants that the compiler knows, so that no step asks.
template <typename Work>
inline void withKinds(Kinds kinds, const Work& work) {
  constexpr Kinds kUsual = {Activation::kTanh, Activation::kSigmoid};
  if (kinds.activation == kUsual.activation && kinds.gate == kUsual.gate) work([] { return kUsual; });
  else work([kinds] { return kinds; });
}

UNROLL_INLINE Vec activateAny(Activation kind, Vec x) {
  if (kind == Activation::kGelu) return 0.5f * x * (1.0f + errorFunction(x * 0.70710678118654752f));
  if (kind == Activation::kSwish) return x * sigmoid(x);
  return activate(kind, x);
}

// Most derivatives follow from the output alone, so the forward pass keeps that; of these two it keeps the input.
inline bool keepsInput(Activation kind) { return kind == Activation::kGelu || kind == Activation::kSwish; }

// What the forward pass keeps of an activation, what its value was, and its derivative there.
UNROLL_INLINE Vec keptOf(Activation kind, Vec x, Vec y) { return keepsInput(kind) ? x : y; }
UNROLL_INLINE Vec valueOf(Activation kind, Vec kept) { return keepsInput(kind) ? activateAny(kind, kept) : kept; }

UNROLL_INLINE Vec slopeOf(Activation kind, Vec kept) {
  const Vec one = all(1.0f), zero = all(0.0f), y = kept;
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
    case Activation::kGelu: {
      const Vec x = kept;
      return 0.5f * (1.0f + errorFunction(x * 0.70710678118654752f)) + x * 0.39894228040143268f * exponential(-0.5f * x * x);
    }
    case Activation::kSwish: {
      const Vec s = sigmoid(kept);
      return s * (1.0f + kept * (1.0f - s));
    }
    default:
      return one;
  }
}

}  // namespace UNROLL_ISA
}  // namespace unroll
