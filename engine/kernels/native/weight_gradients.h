// Gradients of weights, summed up over all samples and steps behind the backward pass: what the products read, transposed, times
// the gradients of what they gave. Each number is one sum from the first row to the last, whatever the number of threads.
#pragma once

#include "gradients.h"

namespace unroll {
namespace UNROLL_ISA {

// What a product read, a row for every sample and time step, and where the gradient of its weight goes.
struct Read {
  enum Kind { kRows, kStateBefore, kOne } kind;
  int size;
  float* gradient;       // [size, blocks·units], or null where nobody asks for it
  const float* cells;    // [batch, time, size]; of a state what every step left, in the order of steps
  const float* initial;  // the state before the first step, [batch, size], or null for zeros
  const float* factors;  // of dropout: [draws, batch, size], or null

  // Null for zeros.
  const float* row(const Sequence& s, int sample, int time) const {
    static const float one = 1;
    if (kind == kOne) return &one;
    return kind == kStateBefore ? stateBefore(cells, initial, s, sample, timeOf(s, time)) : cells + ((size_t)sample * s.time + time) * size;
  }
};

inline Read inputsOf(const Sequence& s, float* gradient) { return {Read::kRows, s.features, gradient, s.x, nullptr, s.inputFactors}; }
inline Read statesBefore(const Sequence& s, const Backward& in) { return {Read::kStateBefore, s.units, in.dRecurrent, in.h, in.h0, s.stateFactors}; }
// A bias is a weight whose input is one.
inline Read onesFor(float* gradient) { return {Read::kOne, 1, gradient, nullptr, nullptr, nullptr}; }

// Blocks of the collected gradients, and which blocks they are of a weight that has `all` of them.
struct Blocks {
  int from, to, count, all;
};

// Steps of the long sum that are done at once: what both sides need of them stays close at hand. No power of two: rows of tiles
// would fall on the same places of the cache.
constexpr int kStepsAtOnce = 120;

// The sums for some panels of the gradients of gates. Both sides are copied to where their numbers lie in the order they are read,
// and the sums lie tile by tile: in place they would push each other out of the cache.
class GradientSums {
 public:
  GradientSums(const Sequence& s, const Read* reads, int readCount, const Collected& collected, Blocks blocks, Range panels)
      : s_(s), reads_(reads), readCount_(readCount), collected_(collected), blocks_(blocks), firstColumn_(panels.from * kPanel), panels_(panels.to - panels.from) {
    for (int i = 0; i < readCount; i++) rows_ += reads[i].gradient ? reads[i].size : 0;
    groups_ = roundUp(rows_, kRows) / kRows;
    left_ = Buffer((size_t)groups_ * kRows * kStepsAtOnce);
    right_ = Buffer((size_t)panels_ * kPanel * kStepsAtOnce);
    sums_ = Buffer((size_t)panels_ * groups_ * kTile);
    line_ = Buffer::zeros((size_t)groups_ * kRows);
  }

  void run() {
    const int depth = s_.batch * s_.time;
    for (int start = 0; start < depth; start += kStepsAtOnce) {
      const int steps = depth - start < kStepsAtOnce ? depth - start : kStepsAtOnce;
      copySides(start, steps);
      for (int panel = 0; panel < panels_; panel++) {
        for (int group = 0; group < groups_; group++) {
          withRows<kRows>(rows_ - group * kRows, [&](auto rowsNow) { add<decltype(rowsNow)::value>(panel, group, steps, start == 0); });
        }
      }
    }
    for (int i = 0, row = 0; i < readCount_; i++) {
      for (int r = 0; reads_[i].gradient && r < reads_[i].size; r++) write(row++, reads_[i].gradient + (size_t)r * blocks_.all * s_.units);
    }
  }

 private:
  static constexpr int kTile = kRows * kPanel;

  void copySides(int start, int steps) {
    for (int k = 0; k < steps; k++) {
      gatherLine((start + k) / s_.time, (start + k) % s_.time);
      for (int group = 0; group < groups_; group++) std::memcpy(&left_[((size_t)group * kStepsAtOnce + k) * kRows], &line_[(size_t)group * kRows], kRows * sizeof(float));
      const float* from = &collected_.gates[(size_t)(start + k) * collected_.stride + blocks_.from * paddedUnits(s_.units) + firstColumn_];
      for (int panel = 0; panel < panels_; panel++) std::memcpy(&right_[((size_t)panel * kStepsAtOnce + k) * kPanel], from + panel * kPanel, kPanel * sizeof(float));
    }
  }

  // What all products read at one step of one sample, side by side.
  void gatherLine(int sample, int time) {
    float* to = line_.data();
    for (int i = 0; i < readCount_; i++) {
      const Read& read = reads_[i];
      if (!read.gradient) continue;
      copyOrZero(to, read.row(s_, sample, time), read.size);
      if (read.factors) {
        const float* factors = read.factors + ((size_t)(s_.draws > 1 ? blocks_.to : 0) * s_.batch + sample) * read.size;
        for (int j = 0; j < read.size; j++) to[j] *= factors[j];
      }
      to += read.size;
    }
  }

  template <int kRowsNow>
  void add(int panel, int group, int steps, bool first) {
    float* const at = &sums_[((size_t)panel * groups_ + group) * kTile];
    Vec sum[kRowsNow][kVectors];
    for (int r = 0; r < kRowsNow; r++) {
      for (int v = 0; v < kVectors; v++) sum[r][v] = first ? all(0.0f) : load(at + r * kPanel + v * kWidth);
    }
    productTile<kRowsNow>({&left_[(size_t)group * kRows * kStepsAtOnce], 1, kRows}, &right_[(size_t)panel * kPanel * kStepsAtOnce], steps, sum);
    for (int r = 0; r < kRowsNow; r++) {
      for (int v = 0; v < kVectors; v++) store(at + r * kPanel + v * kWidth, sum[r][v]);
    }
  }

  // One row of sums to its place, without what stands behind the units of a block.
  void write(int row, float* to) const {
    const int padded = paddedUnits(s_.units);
    for (int panel = 0; panel < panels_; panel++) {
      const float* from = &sums_[((size_t)panel * groups_ + row / kRows) * kTile + row % kRows * kPanel];
      for (int v = 0; v < kVectors; v++) {
        const int column = firstColumn_ + panel * kPanel + v * kWidth, block = column / padded, u = column % padded;
        if (block < blocks_.count) storeFirst(to + (size_t)(blocks_.to + block) * s_.units + u, load(from + v * kWidth), s_.units - u);
      }
    }
  }

  const Sequence& s_;
  const Read* reads_;
  int readCount_;
  const Collected& collected_;
  Blocks blocks_;
  int firstColumn_, panels_, rows_ = 0, groups_;
  Buffer left_, right_, sums_, line_;
};

template <int kReads>
inline void weightGradients(const Sequence& s, const Read (&reads)[kReads], const Collected& collected, Blocks blocks) {
  bool asked = false, perGate = false;
  for (const Read& read : reads) asked |= read.gradient != nullptr, perGate |= s.draws > 1 && read.factors;
  if (!asked) return;
  if (perGate && blocks.count > 1) {
    for (int i = 0; i < blocks.count; i++) weightGradients(s, reads, collected, {blocks.from + i, blocks.to + i, 1, blocks.all});
    return;
  }
  const int panels = roundUp(blocks.count * paddedUnits(s.units), kPanel) / kPanel;
  runShares(sharesUpTo(panels), [&](int share, int shares) { GradientSums(s, reads, kReads, collected, blocks, shareOf(panels, share, shares)).run(); });
}

}  // namespace UNROLL_ISA
}  // namespace unroll
