// The plain recurrence: Elman 1990.
#pragma once

#include "weight_gradients.h"

namespace unroll {
namespace UNROLL_ISA {

inline void simpleForward(const Sequence& s, const SimpleWeights& w, const Forward& out) {
  const int units = s.units;
  const GateProducts products(s, w.kernel, w.recurrent, w.bias, 1, 0, 1);
  overRows(s.batch, [&](int from, int to) {
    const int rows = to - from;
    State h(rows, units);
    h.read(out.h0, from);
    Factored x(s.inputFactors, s.draws, s.batch, from, rows, s.features), state(s.stateFactors, s.draws, s.batch, from, rows, units);
    GateProducts::Sums sums = products.sums(rows);
    for (int step = 0; step < s.time; step++) {
      const int time = timeOf(s, step);
      products.run(sums, rows, &x, s.x + ((size_t)from * s.time + time) * s.features, (ptrdiff_t)s.time * s.features, &state, h.row(0), h.padded);
      for (int r = 0; r < rows; r++) {
        const size_t at = (size_t)(from + r) * s.time + step;
        const bool counted = counts(s, from + r, time);
        for (int u = 0; u < units; u += kWidth) {
          const Vec sum = load(sums.at(r, 0) + u), y = activateAny(w.activation, sum);
          if (counted) store(h.row(r) + u, y);
          if (out.gates) storeFirst(out.gates + at * units + u, keptOf(w.activation, sum, y), units - u);
        }
        writeOutput(s, out.output, h.row(r), at, counted);
        keepState(out.h, h.row(r), at, units);
      }
    }
    h.write(out.lastH, from);
  });
}

inline void simpleBackward(const Sequence& s, const SimpleWeights& w, const Backward& in) {
  const int units = s.units;
  const GateGradients toState(s, w.recurrent, units, 1, 0, 1, s.stateFactors);
  Collected collected(s, 1);
  overRows(s.batch, [&](int from, int to) {
    const int rows = to - from;
    Buffer dh = Buffer::zeros((size_t)rows * toState.stride()), passed = Buffer::zeros((size_t)rows * toState.stride()), scratch;
    takeRows(dh, toState.stride(), in.dLastH, from, rows, units);
    for (int step = s.time - 1; step >= 0; step--) {
      const int time = timeOf(s, step);
      for (int r = 0; r < rows; r++) {
        const size_t at = (size_t)(from + r) * s.time + step, slot = (size_t)(from + r) * s.time + time;
        const bool counted = counts(s, from + r, time);
        const float* dOut = in.dOutput && (counted || !s.zeroMasked) ? in.dOutput + at * units : nullptr;
        for (int u = 0; u < units; u += kWidth) {
          const size_t cell = (size_t)r * toState.stride() + u;
          Vec dhNow = load(&dh[cell]);
          if (dOut) dhNow += loadFirst(dOut + u, units - u);
          if (!counted) store(&passed[cell], dhNow);
          else store(&collected.gates[slot * collected.stride + u], dhNow * slopeOf(w.activation, loadFirst(in.gates + at * units + u, units - u)));
        }
      }
      const float* dGates = &collected.gates[((size_t)from * s.time + time) * collected.stride];
      toState.run(dh.data(), from, rows, dGates, (ptrdiff_t)s.time * collected.stride, false, scratch);
      addPassed(s, dh, toState.stride(), passed.data(), toState.stride(), from, rows, time);
    }
    giveRows(in.dH0, dh, toState.stride(), from, rows, units);
  });
  inputGradients(s, w.kernel, collected, 0, 1, 1, in.dx, false);
  weightGradients(s, {inputsOf(s, in.dKernel), statesBefore(s, in), onesFor(in.dBias)}, collected, {0, 0, 1, 1});
}

}  // namespace UNROLL_ISA
}  // namespace unroll
