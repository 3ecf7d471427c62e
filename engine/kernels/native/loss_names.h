// Losses by number, the same as in engine/kernels/fused/loss.ts. Equations: keras/src/losses/losses.py.
#pragma once

#include <cstdint>

namespace unroll {

enum class LossKind : int {
  kMeanSquaredError = 0,
  kMeanAbsoluteError = 1,
  // Square up to a distance of 1, a line beyond (Huber 1964).
  kHuber = 2,
  // −log softmax(logits)[class]; targets are classes.
  kClassEntropy = 3,
  // −t·log σ(logit) − (1 − t)·log(1 − σ(logit)).
  kBinaryEntropy = 4,
  kCount = 5,
};

// Predictions of some positions and what they should have been. Arrays that a loss does not use are null.
struct Predictions {
  LossKind kind;
  int rows, width;
  // [rows, width]; logits for the entropies.
  const float* output;
  // [rows, width], or classes [rows]: a class that the output does not have counts as no loss.
  const float* target;
  const int32_t* classes;
  // [rows / rowsEach], 0 where positions do not count.
  const uint8_t* mask;
  int rowsEach;
};

// Means over the positions that count.
struct Measured {
  float loss, absolute, squared, accuracy;
};

}  // namespace unroll
