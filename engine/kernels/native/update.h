// One training step's change of all weights: clipping and the optimiser's rule.
// keras/src/optimizers/{base_optimizer,sgd,rmsprop,adam,adagrad,adamax}.py.
#pragma once

namespace unroll {

// The numbers are those of engine/kernels/fused/update.ts.
enum class Rule : int { kSgd = 0, kMomentum = 1, kNesterov = 2, kRmsprop = 3, kRmspropMomentum = 4, kAdam = 5, kAdagrad = 6, kAdamax = 7, kCount = 8 };

// How many numbers a rule keeps for each weight.
int slotsOf(Rule rule);

struct Hyper {
  // Learning rate, with Adam's and Adamax's bias correction already in it.
  float rate;
  // Momentum, ρ or β₁; β₂; ε.
  float first, second, epsilon;
  // What is left of 1. Taken from 1 in single precision, 0.999 would leave a twenty-thousandth too much.
  float firstRest, secondRest;
};

// One weight's change. All arrays have `size` numbers; what is written may not be what is read.
struct Change {
  long size;
  const float *weight, *gradient, *slotA, *slotB;
  float *newWeight, *newSlotA, *newSlotB;
  // The gradient is multiplied by this first: what clipping by a norm leaves of it; and cut to ±limit, where limit > 0.
  float scale, limit;
};

void update(Rule rule, const Hyper& hyper, const Change* changes, int count);

// Σ g² over all gradients, each first cut to ±limit where limit > 0. One sum for each: sums[count].
void squareSums(const float* const* gradients, const long* sizes, int count, float limit, double* sums);

}  // namespace unroll
