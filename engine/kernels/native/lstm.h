// LSTM and its gate variants: Hochreiter & Schmidhuber 1997, Gers et al. 2000, Greff et al. 2017 (table 1).
#pragma once

#include "weight_gradients.h"

namespace unroll {
namespace UNROLL_ISA {

// An activation's value, and what is kept of it for the way back.
struct Activated {
  Vec value, kept;
};

UNROLL_INLINE Activated activated(Activation kind, Vec x) {
  const Vec y = activateAny(kind, x);
  return {y, keptOf(kind, x, y)};
}

// Peephole weights at vectors; a row that a variant lacks is null.
struct Peepholes {
  Buffer cells;
  const float *i = nullptr, *f = nullptr, *o = nullptr;
  Peepholes(const LstmWeights& w, int units) {
    if (!w.peephole) return;
    cells = spread(w.peephole, w.gates.peepCount, units, 1);
    const auto row = [&](int index) { return index < 0 ? nullptr : cells.data() + (size_t)index * paddedUnits(units); };
    i = row(w.gates.peepI), f = row(w.gates.peepF), o = row(w.gates.peepO);
  }
};

inline Vec peeped(Vec sum, const float* peephole, Vec seen, int u) { return peephole ? sum + load(peephole + u) * seen : sum; }

// What comes in, through the layer's own activation unless the variant has none there.
UNROLL_INLINE Activated inputActivated(const LstmGates& g, Kinds kinds, Vec x) {
  return g.inputActivation ? activated(kinds.activation, x) : Activated{x, x};
}

template <typename KindsOf>
inline void lstmForwardOf(const KindsOf& kindsOf, const Sequence& s, const LstmWeights& w, const Forward& out) {
  const LstmGates& g = w.gates;
  const int units = s.units;
  const GateProducts products(s, w.kernel, w.recurrent, w.bias, g.count, 0, g.count);
  const Peepholes peep(w, units);

  overRows(s.batch, [&](int from, int to) {
    const Kinds kinds = kindsOf();
    const int rows = to - from;
    State h(rows, units), c(rows, units);
    h.read(out.h0, from);
    c.read(out.c0, from);
    Factored x(s.inputFactors, s.draws, s.batch, from, rows, s.features), state(s.stateFactors, s.draws, s.batch, from, rows, units);
    GateProducts::Sums sums = products.sums(rows);
    for (int step = 0; step < s.time; step++) {
      const int time = timeOf(s, step);
      const float* input = s.x + ((size_t)from * s.time + time) * s.features;
      products.run(sums, rows, &x, input, (ptrdiff_t)s.time * s.features, &state, h.row(0), h.padded);
      for (int r = 0; r < rows; r++) {
        const size_t at = (size_t)(from + r) * s.time + step;
        const bool counted = counts(s, from + r, time);
        float *hRow = h.row(r), *cRow = c.row(r);
        for (int u = 0; u < units; u += kWidth) {
          const auto sum = [&](int block) { return load(sums.at(r, block) + u); };
          const Vec before = load(cRow + u);
          Activated i = {all(1.0f), {}}, f = {all(1.0f), {}}, o = {all(1.0f), {}};
          if (g.i >= 0) i = activated(kinds.gate, peeped(sum(g.i), peep.i, before, u));
          if (g.f >= 0) f = activated(kinds.gate, peeped(sum(g.f), peep.f, before, u));
          else if (g.coupled) f.value = 1.0f - i.value;
          const Activated candidate = inputActivated(g, kinds, sum(g.c));
          const Vec after = f.value * before + i.value * candidate.value;
          if (g.o >= 0) o = activated(kinds.gate, peeped(sum(g.o), peep.o, after, u));
          if (counted) {
            store(cRow + u, after);
            store(hRow + u, o.value * (g.outputActivation ? activateAny(kinds.activation, after) : after));
          }
          if (!out.gates) continue;
          float* kept = out.gates + at * g.count * units + u;
          const auto keep = [&](int block, Vec value) {
            if (block < 0) return;
            storeFirst(kept + block * units, value, units - u);
            askFor(kept + (g.count + block) * units);
          };
          keep(g.i, i.kept), keep(g.f, f.kept), keep(g.c, candidate.kept), keep(g.o, o.kept);
        }
        writeOutput(s, out.output, hRow, at, counted);
        keepState(out.h, hRow, at, units);
        keepState(out.c, cRow, at, units);
      }
    }
    h.write(out.lastH, from);
    c.write(out.lastC, from);
  });
}

inline void lstmForward(const Sequence& s, const LstmWeights& w, const Forward& out) {
  withKinds({w.activation, w.gateActivation}, [&](auto kindsOf) { lstmForwardOf(kindsOf, s, w, out); });
}

// Gradients of the peepholes from those of every step, in the order i, f, o.
inline void sumPeepholes(const Collected& gradients, const Sequence& s, const LstmGates& g, float* to) {
  const int rowOf[] = {g.peepI, g.peepF, g.peepO};
  for (int gate = 0; to && gate < 3; gate++) {
    if (rowOf[gate] >= 0) weightGradients(s, {onesFor(to + (size_t)rowOf[gate] * s.units)}, gradients, {gate, 0, 1, 1});
  }
}

template <typename KindsOf>
inline void lstmBackwardOf(const KindsOf& kindsOf, const Sequence& s, const LstmWeights& w, const Backward& in) {
  const LstmGates& g = w.gates;
  const int units = s.units, padded = paddedUnits(units);
  const Peepholes peep(w, units);
  const GateGradients toState(s, w.recurrent, units, g.count, 0, g.count, s.stateFactors);
  Collected collected(s, g.count);
  // What the peepholes saw, and so their gradients, stand apart: c before each step and after it.
  Collected peepGradients(s, in.dPeephole ? 3 : 0);

  overRows(s.batch, [&](int from, int to) {
    const Kinds kinds = kindsOf();
    const int rows = to - from;
    State dc(rows, units), dhPassed(rows, units);
    dc.read(in.dLastC, from);
    // Gradient of h: what flows back through the products, at their stride.
    Buffer dh = Buffer::zeros((size_t)rows * toState.stride()), scratch;
    takeRows(dh, toState.stride(), in.dLastH, from, rows, units);

    for (int step = s.time - 1; step >= 0; step--) {
      const int time = timeOf(s, step);
      for (int r = 0; r < rows; r++) {
        const size_t at = (size_t)(from + r) * s.time + step, slot = (size_t)(from + r) * s.time + time;
        const bool counted = counts(s, from + r, time);
        const float* cBefore = stateBefore(in.c, in.c0, s, from + r, step);
        float *dhRow = &dh[(size_t)r * toState.stride()], *dcRow = dc.row(r), *passed = dhPassed.row(r);
        float* dGates = &collected.gates[slot * collected.stride];
        const float* dOut = in.dOutput ? in.dOutput + at * units : nullptr;
        for (int u = 0; u < units; u += kWidth) {
          const int left = units - u;
          Vec dhNow = load(dhRow + u);
          if (dOut && (counted || !s.zeroMasked)) dhNow += loadFirst(dOut + u, left);
          if (!counted) {
            // State and output are those of the step before.
            store(passed + u, dhNow);
            continue;
          }
          const float* kept = in.gates + at * g.count * units + u;
          const auto gate = [&](int block) { return loadFirst(kept + block * units, left); };
          if (step > 0) {
            for (int block = 0; block < g.count; block++) askFor(kept + (block - g.count) * units);
            if (cBefore) askFor(cBefore - units + u);
          }
          const Vec after = loadFirst(in.c + at * units + u, left);
          const Vec before = cBefore ? loadFirst(cBefore + u, left) : all(0.0f);
          const Vec i = g.i >= 0 ? valueOf(kinds.gate, gate(g.i)) : all(1.0f);
          const Vec f = g.f >= 0 ? valueOf(kinds.gate, gate(g.f)) : g.coupled ? 1.0f - i : all(1.0f);
          const Vec candidate = g.inputActivation ? valueOf(kinds.activation, gate(g.c)) : gate(g.c);
          const Activated shown = g.outputActivation ? activated(kinds.activation, after) : Activated{after, after};
          const Vec shownSlope = g.outputActivation ? slopeOf(kinds.activation, shown.kept) : all(1.0f);
          Vec dcNow = load(dcRow + u), dO = {};
          if (g.o >= 0) {
            const Vec o = gate(g.o);
            dO = dhNow * shown.value * slopeOf(kinds.gate, o);
            dcNow += dhNow * valueOf(kinds.gate, o) * shownSlope;
            if (peep.o) dcNow += dO * load(peep.o + u);
            store(dGates + g.o * padded + u, dO);
          } else {
            dcNow += dhNow * shownSlope;
          }
          store(dGates + g.c * padded + u, dcNow * i * (g.inputActivation ? slopeOf(kinds.activation, gate(g.c)) : all(1.0f)));
          Vec dI = {}, dF = {}, dcBefore = dcNow * f;
          if (g.i >= 0) {
            const Vec throughForget = g.coupled ? dcNow * before : all(0.0f);
            dI = (dcNow * candidate - throughForget) * slopeOf(kinds.gate, gate(g.i));
            if (peep.i) dcBefore += dI * load(peep.i + u);
            store(dGates + g.i * padded + u, dI);
          }
          if (g.f >= 0) {
            dF = dcNow * before * slopeOf(kinds.gate, gate(g.f));
            if (peep.f) dcBefore += dF * load(peep.f + u);
            store(dGates + g.f * padded + u, dF);
          }
          store(dcRow + u, dcBefore);
          if (in.dPeephole) {
            float* own = &peepGradients.gates[slot * peepGradients.stride + u];
            store(own, dI * before), store(own + padded, dF * before), store(own + 2 * padded, dO * after);
          }
        }
      }
      // Rows of one thread at one step stand `time` slots apart.
      const float* dGates = &collected.gates[((size_t)from * s.time + time) * collected.stride];
      toState.run(dh.data(), from, rows, dGates, (ptrdiff_t)s.time * collected.stride, false, scratch);
      addPassed(s, dh, toState.stride(), dhPassed.row(0), dhPassed.padded, from, rows, time);
    }
    giveRows(in.dH0, dh, toState.stride(), from, rows, units);
    dc.write(in.dC0, from);
  });

  inputGradients(s, w.kernel, collected, 0, g.count, g.count, in.dx, false);
  weightGradients(s, {inputsOf(s, in.dKernel), statesBefore(s, in), onesFor(in.dBias)}, collected, {0, 0, g.count, g.count});
  sumPeepholes(peepGradients, s, g, in.dPeephole);
}

inline void lstmBackward(const Sequence& s, const LstmWeights& w, const Backward& in) {
  withKinds({w.activation, w.gateActivation}, [&](auto kindsOf) { lstmBackwardOf(kindsOf, s, w, in); });
}

}  // namespace UNROLL_ISA
}  // namespace unroll
