// A loss, its gradient and the metrics that follow from the same numbers, in one pass over the predictions.
#pragma once

#include "loss_names.h"
#include "pool.h"
#include "vector.h"

namespace unroll {
namespace UNROLL_ISA {

// What one position adds to the means.
struct PositionSums {
  double loss = 0, absolute = 0, squared = 0, accuracy = 0;
};

// The compiler's own functions: those of the standard's header would be shared under one name by files compiled for different processors.
inline float magnitudeOf(float x) { return __builtin_fabsf(x); }
inline float signOf(float x) { return x > 0 ? 1.0f : x < 0 ? -1.0f : 0.0f; }

// Losses of a difference, each the mean over the width. scale: on the gradient.
inline PositionSums differences(LossKind kind, const float* output, const float* target, int width, float scale, float* gradient) {
  PositionSums sums;
  for (int i = 0; i < width; i++) {
    const float error = output[i] - target[i], distance = magnitudeOf(error);
    sums.absolute += distance;
    sums.squared += error * error;
    if (kind == LossKind::kMeanSquaredError) {
      gradient[i] = 2 * error * scale;
    } else if (kind == LossKind::kMeanAbsoluteError) {
      gradient[i] = signOf(error) * scale;
    } else {
      const float near = distance < 1 ? distance : 1;
      sums.loss += 0.5f * near * near + (distance - near);
      gradient[i] = (distance < 1 ? error : signOf(error)) * scale;
    }
  }
  if (kind == LossKind::kMeanSquaredError) sums.loss = sums.squared;
  if (kind == LossKind::kMeanAbsoluteError) sums.loss = sums.absolute;
  return sums;
}

inline PositionSums binaryEntropy(const float* output, const float* target, int width, float scale, float* gradient) {
  PositionSums sums;
  for (int i = 0; i < width; i++) {
    const float x = output[i], share = 1 / (1 + __builtin_expf(-x));
    sums.loss += (x > 0 ? x : 0) - x * target[i] + __builtin_log1pf(__builtin_expf(-magnitudeOf(x)));
    sums.accuracy += (share > 0.5f ? 1.0f : 0.0f) == target[i];
    gradient[i] = (share - target[i]) * scale;
  }
  return sums;
}

inline PositionSums classEntropy(const float* logits, int32_t truth, int width, float scale, float* gradient) {
  float largest = logits[0];
  int likeliest = 0;
  for (int i = 1; i < width; i++) {
    if (logits[i] > largest) largest = logits[i], likeliest = i;
  }
  Vec sums = all(0.0f);
  for (int i = 0; i < width; i += kWidth) {
    const int left = width - i;
    const Vec share = exponential(loadFirst(logits + i, left) - largest);
    storeFirst(gradient + i, share, left);
    // Lanes behind the last logit hold what zeros give.
    if (left >= kWidth) sums += share;
    else for (int lane = 0; lane < left; lane++) sums[lane] += share[lane];
  }
  const float sum = sumOf(sums);
  const bool known = truth >= 0 && truth < width;
  const float factor = known ? scale / sum : 0.0f;
  for (int i = 0; i < width; i += kWidth) storeFirst(gradient + i, loadFirst(gradient + i, width - i) * factor, width - i);
  PositionSums position;
  position.accuracy = likeliest == truth;
  if (!known) return position;
  gradient[truth] -= scale;
  position.loss = largest + __builtin_logf(sum) - logits[truth];
  return position;
}

// gradient: [rows, width], of the loss that is returned, with regard to the output.
inline Measured measureLoss(const Predictions& p, float* gradient) {
  const auto counts = [&](int row) { return !p.mask || p.mask[row / p.rowsEach]; };
  int counted = 0;
  for (int row = 0; row < p.rows; row++) counted += counts(row);
  const bool classes = p.kind == LossKind::kClassEntropy;
  // Where nothing counts there is no loss.
  const float each = counted == 0 ? 0.0f : 1.0f / static_cast<float>(counted);
  const float scale = classes ? each : each / static_cast<float>(p.width);

  static_assert(sizeof(PositionSums) == 4 * sizeof(double), "four sums");
  Buffer cells((size_t)p.rows * sizeof(PositionSums) / sizeof(float));
  PositionSums* const own = reinterpret_cast<PositionSums*>(cells.data());
  runShares(sharesOfNumbers((long)p.rows * p.width, p.rows), [&](int share, int all) {
    const Range range = shareOf(p.rows, share, all);
    for (int row = range.from; row < range.to; row++) {
      const float* output = p.output + (size_t)row * p.width;
      float* to = gradient + (size_t)row * p.width;
      own[row] = {};
      if (!counts(row)) {
        std::memset(to, 0, p.width * sizeof(float));
      } else if (classes) {
        own[row] = classEntropy(output, p.classes[row], p.width, scale, to);
      } else {
        const float* target = p.target + (size_t)row * p.width;
        own[row] = p.kind == LossKind::kBinaryEntropy ? binaryEntropy(output, target, p.width, scale, to) : differences(p.kind, output, target, p.width, scale, to);
      }
    }
  });

  PositionSums sums;
  for (int row = 0; row < p.rows; row++) {
    sums.loss += own[row].loss, sums.absolute += own[row].absolute, sums.squared += own[row].squared, sums.accuracy += own[row].accuracy;
  }
  const double share = counted == 0 ? 0.0 : classes ? 1.0 / counted : 1.0 / (static_cast<double>(counted) * p.width);
  const auto mean = [&](double sum) { return static_cast<float>(sum * share); };
  return {mean(sums.loss), mean(sums.absolute), mean(sums.squared), mean(sums.accuracy)};
}

}  // namespace UNROLL_ISA
}  // namespace unroll
