// GRU: Cho et al. 2014; `resetAfter` as in keras/src/layers/rnn/gru.py. Keras keeps the state before by z.
#pragma once

#include "weight_gradients.h"

namespace unroll {
namespace UNROLL_ISA {

constexpr int kZ = 0, kR = 1, kCandidate = 2, kGruGates = 3;

// Kept for each step: z, r, the candidate and, with resetAfter, what the state gives to the candidate before the reset gate.
constexpr int kKeptZ = 0, kKeptR = 1, kKeptCandidate = 2, kKeptInner = 3;

template <typename KindsOf>
inline void gruForwardOf(const KindsOf& kindsOf, const Sequence& s, const GruWeights& w, const Forward& out) {
  const int units = s.units;
  const float* stateBias = w.resetAfter && w.bias ? w.bias + (size_t)kGruGates * units : nullptr;
  const GateProducts gatesOfX(s, w.kernel, nullptr, w.bias, kGruGates, 0, kGruGates);
  const GateProducts gatesOfState(s, nullptr, w.recurrent, stateBias, kGruGates, 0, w.resetAfter ? kGruGates : 2);
  const GateProducts candidateOfState(s, nullptr, w.recurrent, nullptr, kGruGates, kCandidate, 1);

  overRows(s.batch, [&](int from, int to) {
    const Kinds kinds = kindsOf();
    const int rows = to - from;
    State h(rows, units), reset(rows, units), z(rows, units);
    h.read(out.h0, from);
    Factored x(s.inputFactors, s.draws, s.batch, from, rows, s.features), state(s.stateFactors, s.draws, s.batch, from, rows, units);
    GateProducts::Sums left = gatesOfX.sums(rows), right = gatesOfState.sums(rows), inner = candidateOfState.sums(rows);
    for (int step = 0; step < s.time; step++) {
      const int time = timeOf(s, step);
      gatesOfX.run(left, rows, &x, s.x + ((size_t)from * s.time + time) * s.features, (ptrdiff_t)s.time * s.features, nullptr, nullptr, 0);
      gatesOfState.run(right, rows, nullptr, nullptr, 0, &state, h.row(0), h.padded);
      for (int r = 0; r < rows; r++) {
        const size_t at = (size_t)(from + r) * s.time + step;
        for (int u = 0; u < units; u += kWidth) {
          const auto gate = [&](int block) { return load(left.at(r, block) + u) + load(right.at(r, block) + u); };
          const Vec zSum = gate(kZ), rSum = gate(kR);
          const Vec zNow = activateAny(kinds.gate, zSum), rNow = activateAny(kinds.gate, rSum);
          store(z.row(r) + u, zNow);
          // Before the product the reset gate works on the state, after it on what the product gave.
          const Vec resets = w.resetAfter ? load(right.at(r, kCandidate) + u) : load(h.row(r) + u);
          store(reset.row(r) + u, rNow * resets);
          if (!out.gates) continue;
          float* kept = out.gates + at * kGruKept * units + u;
          storeFirst(kept + kKeptZ * units, keptOf(kinds.gate, zSum, zNow), units - u);
          storeFirst(kept + kKeptR * units, keptOf(kinds.gate, rSum, rNow), units - u);
          storeFirst(kept + kKeptInner * units, resets, units - u);
          for (int block = 0; block < kGruKept; block++) askFor(kept + (kGruKept + block) * units);
        }
      }
      if (!w.resetAfter) candidateOfState.run(inner, rows, nullptr, nullptr, 0, &state, reset.row(0), reset.padded);
      for (int r = 0; r < rows; r++) {
        const size_t at = (size_t)(from + r) * s.time + step;
        const bool counted = counts(s, from + r, time);
        for (int u = 0; u < units; u += kWidth) {
          const Vec fromState = w.resetAfter ? load(reset.row(r) + u) : load(inner.at(r, 0) + u);
          const Vec sum = load(left.at(r, kCandidate) + u) + fromState;
          const Vec candidate = activateAny(kinds.activation, sum), before = load(h.row(r) + u), zNow = load(z.row(r) + u);
          if (counted) store(h.row(r) + u, zNow * before + (1.0f - zNow) * candidate);
          if (out.gates) storeFirst(out.gates + (at * kGruKept + kKeptCandidate) * units + u, keptOf(kinds.activation, sum, candidate), units - u);
        }
        writeOutput(s, out.output, h.row(r), at, counted);
        keepState(out.h, h.row(r), at, units);
      }
    }
    h.write(out.lastH, from);
  });
}

inline void gruForward(const Sequence& s, const GruWeights& w, const Forward& out) {
  withKinds({w.activation, w.gateActivation}, [&](auto kindsOf) { gruForwardOf(kindsOf, s, w, out); });
}

template <typename KindsOf>
inline void gruBackwardOf(const KindsOf& kindsOf, const Sequence& s, const GruWeights& w, const Backward& in) {
  const int units = s.units, padded = paddedUnits(units);
  const GateGradients gatesToState(s, w.recurrent, units, kGruGates, 0, 2, s.stateFactors);
  const GateGradients candidateToState(s, w.recurrent, units, kGruGates, kCandidate, 1, s.stateFactors);
  // Gradients of z, r and candidate, and of what the recurrent product gave to the candidate.
  Collected collected(s, kGruGates + 1);
  Buffer resetStates = Buffer::zeros(w.resetAfter ? 0 : (size_t)s.batch * s.time * units);

  overRows(s.batch, [&](int from, int to) {
    const Kinds kinds = kindsOf();
    const int rows = to - from, stride = gatesToState.stride();
    Buffer dh = Buffer::zeros((size_t)rows * stride), passed = Buffer::zeros((size_t)rows * stride), dReset = Buffer::zeros((size_t)rows * stride), scratch;
    takeRows(dh, stride, in.dLastH, from, rows, units);
    for (int step = s.time - 1; step >= 0; step--) {
      const int time = timeOf(s, step);
      const auto slotOf = [&](int r) { return (size_t)(from + r) * s.time + time; };
      const auto stepOf = [&](int r) { return (size_t)(from + r) * s.time + step; };
      const auto keptAt = [&](int r, int block, int u) { return loadFirst(in.gates + (stepOf(r) * kGruKept + block) * units + u, units - u); };
      for (int r = 0; r < rows; r++) {
        const bool counted = counts(s, from + r, time);
        const float* stateRead = stateBefore(in.h, in.h0, s, from + r, step);
        const float* dOut = in.dOutput && (counted || !s.zeroMasked) ? in.dOutput + stepOf(r) * units : nullptr;
        float* dGates = &collected.gates[slotOf(r) * collected.stride];
        for (int u = 0; u < units; u += kWidth) {
          const size_t cell = (size_t)r * stride + u;
          Vec dhNow = load(&dh[cell]);
          if (dOut) dhNow += loadFirst(dOut + u, units - u);
          if (!counted) {
            store(&passed[cell], dhNow);
            continue;
          }
          for (int block = 0; step > 0 && block < kGruKept; block++) askFor(in.gates + ((stepOf(r) - 1) * kGruKept + block) * units + u);
          const Vec zKept = keptAt(r, kKeptZ, u), candidateKept = keptAt(r, kKeptCandidate, u), inner = keptAt(r, kKeptInner, u);
          const Vec z = valueOf(kinds.gate, zKept), reset = valueOf(kinds.gate, keptAt(r, kKeptR, u));
          const Vec hBefore = stateRead ? loadFirst(stateRead + u, units - u) : all(0.0f);
          const Vec dCandidate = dhNow * (1.0f - z) * slopeOf(kinds.activation, candidateKept);
          store(&passed[cell], dhNow * z);
          store(dGates + kZ * padded + u, dhNow * (hBefore - valueOf(kinds.activation, candidateKept)) * slopeOf(kinds.gate, zKept));
          store(dGates + kCandidate * padded + u, dCandidate);
          if (w.resetAfter) {
            store(dGates + kR * padded + u, dCandidate * inner * slopeOf(kinds.gate, keptAt(r, kKeptR, u)));
            store(dGates + kGruGates * padded + u, dCandidate * reset);
          } else {
            store(dGates + kGruGates * padded + u, dCandidate);
            storeFirst(&resetStates[slotOf(r) * units + u], reset * hBefore, units - u);
          }
        }
      }
      const float* dGates = &collected.gates[((size_t)from * s.time + time) * collected.stride];
      const ptrdiff_t dStride = (ptrdiff_t)s.time * collected.stride;
      if (!w.resetAfter) {
        candidateToState.run(dReset.data(), from, rows, dGates + kGruGates * padded, dStride, false, scratch);
        for (int r = 0; r < rows; r++) {
          if (!counts(s, from + r, time)) continue;
          float* own = &collected.gates[slotOf(r) * collected.stride];
          for (int u = 0; u < units; u += kWidth) {
            const size_t cell = (size_t)r * stride + u;
            const Vec rKept = keptAt(r, kKeptR, u), arriving = load(&dReset[cell]);
            store(own + kR * padded + u, arriving * keptAt(r, kKeptInner, u) * slopeOf(kinds.gate, rKept));
            store(&passed[cell], load(&passed[cell]) + arriving * valueOf(kinds.gate, rKept));
          }
        }
      }
      gatesToState.run(dh.data(), from, rows, dGates, dStride, false, scratch);
      if (w.resetAfter) candidateToState.run(dh.data(), from, rows, dGates + kGruGates * padded, dStride, true, scratch);
      for (size_t cell = 0; cell < dh.size(); cell += kWidth) store(&dh[cell], load(&dh[cell]) + load(&passed[cell]));
    }
    giveRows(in.dH0, dh, stride, from, rows, units);
  });

  inputGradients(s, w.kernel, collected, 0, kGruGates, kGruGates, in.dx, false);
  float* const stateBias = w.resetAfter && in.dBias ? in.dBias + (size_t)kGruGates * units : nullptr;
  const Read inputs = inputsOf(s, in.dKernel), states = statesBefore(s, in), bias = onesFor(in.dBias), biasOfState = onesFor(stateBias);
  weightGradients(s, {inputs, states, bias, biasOfState}, collected, {0, 0, 2, kGruGates});
  weightGradients(s, {inputs, bias}, collected, {kCandidate, kCandidate, 1, kGruGates});
  // The candidate's gradient at the recurrent product stands in the block behind the gates.
  const Read resets = {Read::kRows, units, in.dRecurrent, resetStates.data(), nullptr, s.stateFactors};
  weightGradients(s, {w.resetAfter ? states : resets, biasOfState}, collected, {kGruGates, kCandidate, 1, kGruGates});
}

inline void gruBackward(const Sequence& s, const GruWeights& w, const Backward& in) {
  withKinds({w.activation, w.gateActivation}, [&](auto kindsOf) { gruBackwardOf(kindsOf, s, w, in); });
}

}  // namespace UNROLL_ISA
}  // namespace unroll
