// LSTM with layer normalisation, and its gate variants: Ba et al. 2016, equations 20 to 22. The offsets of the first two
// normalisations are the bias; ε as in keras/src/layers/normalization/layer_normalization.py.
#pragma once

#include "lstm.h"

namespace unroll {
namespace UNROLL_ISA {

constexpr float kNormEpsilon = 1e-3f;

// 1 in the lanes that hold a number, 0 behind the last unit.
inline Vec lanesUpTo(int count) {
  Vec lanes;
  for (int i = 0; i < kWidth; i++) lanes[i] = i < count ? 1.0f : 0.0f;
  return lanes;
}

// Numbers of one sample at one step: `blocks` gates that begin at vectors, `stride` apart.
struct Lanes {
  int units, blocks;
  ptrdiff_t stride;
  int count() const { return units * blocks; }
  template <typename Visit>
  void each(const Visit& visit) const {
    for (int block = 0; block < blocks; block++) {
      for (int u = 0; u < units; u += kWidth) visit(block, u, block * stride + u, units - u);
    }
  }
};

// (x − mean) / √(variance + ε), over all lanes, in place. → 1 / √(variance + ε)
inline float normalise(float* x, const Lanes& lanes) {
  Vec sum = {}, squares = {};
  lanes.each([&](int, int, ptrdiff_t at, int left) { sum += load(x + at) * lanesUpTo(left); });
  const float mean = sumOf(sum) / lanes.count();
  lanes.each([&](int, int, ptrdiff_t at, int left) {
    const Vec off = (load(x + at) - mean) * lanesUpTo(left);
    store(x + at, off);
    squares += off * off;
  });
  const float scale = 1.0f / __builtin_sqrtf(sumOf(squares) / lanes.count() + kNormEpsilon);
  lanes.each([&](int, int, ptrdiff_t at, int) { store(x + at, load(x + at) * scale); });
  return scale;
}

// The way back: from the gradient of the normalised numbers to that of what they were before, in place.
inline void normaliseBack(float* gradient, const float* normalised, float scale, const Lanes& lanes) {
  Vec sum = {}, along = {};
  lanes.each([&](int, int, ptrdiff_t at, int left) {
    const Vec g = load(gradient + at) * lanesUpTo(left);
    sum += g, along += g * load(normalised + at);
  });
  const float mean = sumOf(sum) / lanes.count(), share = sumOf(along) / lanes.count();
  lanes.each([&](int, int, ptrdiff_t at, int left) {
    store(gradient + at, (load(gradient + at) - mean - load(normalised + at) * share) * (lanesUpTo(left) * scale));
  });
}

// Gains at vectors, as the sums stand.
struct Gains {
  Buffer kernel, recurrent, state, offset;
  Gains(const NormWeights& n, int units, int gates)
      : kernel(padBias(n.kernelGain, units, gates)), recurrent(padBias(n.recurrentGain, units, gates)), state(padBias(n.stateGain, units, 1)), offset(padBias(n.stateOffset, units, 1)) {}
};

inline void copyLanes(float* to, ptrdiff_t toStride, const float* from, ptrdiff_t fromStride, int units, int blocks) {
  for (int block = 0; block < blocks; block++) std::memcpy(to + block * toStride, from + block * fromStride, units * sizeof(float));
}

inline void normLstmForward(const Sequence& s, const LstmWeights& w, const NormWeights& n, const Forward& out, const NormKept& kept) {
  const LstmGates& g = w.gates;
  const int units = s.units, padded = paddedUnits(units);
  const GateProducts ofX(s, w.kernel, nullptr, nullptr, g.count, 0, g.count);
  const GateProducts ofState(s, nullptr, w.recurrent, nullptr, g.count, 0, g.count);
  const Buffer bias = padBias(w.bias, units, g.count);
  const Gains gains(n, units, g.count);
  const Peepholes peep(w, units);
  const Activation inputKind = g.inputActivation ? w.activation : Activation::kLinear;
  const Activation outputKind = g.outputActivation ? w.activation : Activation::kLinear;

  overRows(s.batch, [&](int from, int to) {
    const int rows = to - from;
    State h(rows, units), c(rows, units), after(1, units), shown(1, units), o(1, units);
    h.read(out.h0, from);
    c.read(out.c0, from);
    Factored x(s.inputFactors, s.draws, s.batch, from, rows, s.features), state(s.stateFactors, s.draws, s.batch, from, rows, units);
    GateProducts::Sums left = ofX.sums(rows), right = ofState.sums(rows);
    const Lanes gateLanes = {units, g.count, left.blockStride}, stateLanes = {units, 1, padded};
    for (int step = 0; step < s.time; step++) {
      const int time = timeOf(s, step);
      ofX.run(left, rows, &x, s.x + ((size_t)from * s.time + time) * s.features, (ptrdiff_t)s.time * s.features, nullptr, nullptr, 0);
      ofState.run(right, rows, nullptr, nullptr, 0, &state, h.row(0), h.padded);
      for (int r = 0; r < rows; r++) {
        const size_t at = (size_t)(from + r) * s.time + step;
        const bool counted = counts(s, from + r, time);
        float *hRow = h.row(r), *cRow = c.row(r), *xSums = left.at(r, 0), *stateSums = right.at(r, 0);
        const float xScale = normalise(xSums, gateLanes), stateScale = normalise(stateSums, gateLanes);
        for (int u = 0; u < units; u += kWidth) {
          const auto sum = [&](int block) {
            const ptrdiff_t lane = block * left.blockStride + u, own = block * padded + u;
            return load(xSums + lane) * load(&gains.kernel[own]) + load(stateSums + lane) * load(&gains.recurrent[own]) + load(&bias[own]);
          };
          const Vec before = load(cRow + u);
          Activated i = {all(1.0f), {}}, f = {all(1.0f), {}}, oNow = {all(1.0f), {}};
          if (g.i >= 0) i = activated(w.gateActivation, peeped(sum(g.i), peep.i, before, u));
          if (g.f >= 0) f = activated(w.gateActivation, peeped(sum(g.f), peep.f, before, u));
          else if (g.coupled) f.value = 1.0f - i.value;
          const Activated candidate = activated(inputKind, sum(g.c));
          const Vec now = f.value * before + i.value * candidate.value;
          if (g.o >= 0) oNow = activated(w.gateActivation, peeped(sum(g.o), peep.o, now, u));
          store(after.row(0) + u, now), store(shown.row(0) + u, now), store(o.row(0) + u, oNow.value);
          if (!out.gates) continue;
          float* gates = out.gates + at * g.count * units + u;
          const auto keep = [&](int block, Vec value) {
            if (block >= 0) storeFirst(gates + block * units, value, units - u);
          };
          keep(g.i, i.kept), keep(g.f, f.kept), keep(g.c, candidate.kept), keep(g.o, oNow.kept);
        }
        normalise(shown.row(0), stateLanes);
        for (int u = 0; counted && u < units; u += kWidth) {
          const Vec leaving = load(shown.row(0) + u) * load(&gains.state[u]) + load(&gains.offset[u]);
          store(cRow + u, load(after.row(0) + u));
          store(hRow + u, load(o.row(0) + u) * activateAny(outputKind, leaving) * lanesUpTo(units - u));
        }
        if (kept.x) {
          copyLanes(kept.x + at * g.count * units, units, xSums, left.blockStride, units, g.count);
          copyLanes(kept.state + at * g.count * units, units, stateSums, left.blockStride, units, g.count);
          kept.scales[2 * at] = xScale, kept.scales[2 * at + 1] = stateScale;
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

// Sums over all steps of a · b, [rows, blocks·padded] each: gradients of gains. to: [blocks·units].
inline void sumProducts(const Buffer& a, const Buffer& b, int rows, int stride, int units, int blocks, float* to) {
  const int padded = paddedUnits(units);
  for (int block = 0; to && block < blocks; block++) {
    for (int u = 0; u < units; u += kWidth) {
      Vec sum = {};
      for (int row = 0; row < rows; row++) {
        const size_t at = (size_t)row * stride + block * padded + u;
        sum += load(&a[at]) * load(&b[at]);
      }
      storeFirst(to + block * units + u, sum, units - u);
    }
  }
}

inline void normLstmBackward(const Sequence& s, const LstmWeights& w, const NormWeights& n, const Backward& in, const NormKept& kept, const NormGradients& out) {
  const LstmGates& g = w.gates;
  const int units = s.units, padded = paddedUnits(units), depth = s.batch * s.time;
  const Gains gains(n, units, g.count);
  const Peepholes peep(w, units);
  const Activation inputKind = g.inputActivation ? w.activation : Activation::kLinear;
  const Activation outputKind = g.outputActivation ? w.activation : Activation::kLinear;
  const GateGradients toState(s, w.recurrent, units, g.count, 0, g.count, s.stateFactors);
  // Gradients of the sums of gates, and of what the two products gave; beside them the normalised products.
  Collected ofSums(s, g.count), ofX(s, g.count), ofState(s, g.count);
  Buffer xNormal = Buffer::zeros((size_t)depth * ofSums.stride), stateNormal = Buffer::zeros((size_t)depth * ofSums.stride);
  // Of what leaves the cell state, and the normalised state itself.
  Buffer dShown = Buffer::zeros((size_t)depth * padded), shownNormal = Buffer::zeros((size_t)depth * padded), ones = Buffer::zeros((size_t)depth * padded);
  for (size_t i = 0; i < ones.size(); i++) ones[i] = 1;
  Collected peepGradients(s, in.dPeephole ? 3 : 0);

  overRows(s.batch, [&](int from, int to) {
    const int rows = to - from;
    State dc(rows, units), dhPassed(rows, units), dO(1, units), dState(1, units);
    dc.read(in.dLastC, from);
    Buffer dh = Buffer::zeros((size_t)rows * toState.stride()), scratch;
    takeRows(dh, toState.stride(), in.dLastH, from, rows, units);
    const Lanes gateLanes = {units, g.count, padded}, stateLanes = {units, 1, padded};

    for (int step = s.time - 1; step >= 0; step--) {
      const int time = timeOf(s, step);
      for (int r = 0; r < rows; r++) {
        const size_t at = (size_t)(from + r) * s.time + step, slot = (size_t)(from + r) * s.time + time;
        const bool counted = counts(s, from + r, time);
        const float* cBefore = stateBefore(in.c, in.c0, s, from + r, step);
        float *dhRow = &dh[(size_t)r * toState.stride()], *dcRow = dc.row(r);
        const float* dOut = in.dOutput && (counted || !s.zeroMasked) ? in.dOutput + at * units : nullptr;
        for (int u = 0; u < units; u += kWidth) {
          if (dOut) store(dhRow + u, load(dhRow + u) + loadFirst(dOut + u, units - u));
          if (!counted) store(dhPassed.row(r) + u, load(dhRow + u));
        }
        if (!counted) continue;

        const float* keptGates = in.gates + at * g.count * units;
        const auto gate = [&](int block, int u) { return loadFirst(keptGates + block * units + u, units - u); };
        // From h back into the cell state, through its normalisation.
        float *normal = &shownNormal[slot * padded], *leaves = &dShown[slot * padded];
        std::memcpy(normal, in.c + at * units, units * sizeof(float));
        const float scale = normalise(normal, stateLanes);
        for (int u = 0; u < units; u += kWidth) {
          const Vec lanes = lanesUpTo(units - u), dhNow = load(dhRow + u) * lanes;
          const Activated shown = activated(outputKind, load(normal + u) * load(&gains.state[u]) + load(&gains.offset[u]));
          const Vec o = g.o >= 0 ? gate(g.o, u) : all(1.0f);
          const Vec oValue = g.o >= 0 ? valueOf(w.gateActivation, o) : o;
          store(dO.row(0) + u, g.o >= 0 ? dhNow * shown.value * slopeOf(w.gateActivation, o) : Vec{});
          const Vec dLeaving = dhNow * oValue * slopeOf(outputKind, shown.kept);
          store(leaves + u, dLeaving);
          store(dState.row(0) + u, dLeaving * load(&gains.state[u]));
        }
        normaliseBack(dState.row(0), normal, scale, stateLanes);

        float* dSums = &ofSums.gates[slot * ofSums.stride];
        for (int u = 0; u < units; u += kWidth) {
          const int left = units - u;
          const Vec after = loadFirst(in.c + at * units + u, left), before = cBefore ? loadFirst(cBefore + u, left) : all(0.0f);
          const Vec i = g.i >= 0 ? valueOf(w.gateActivation, gate(g.i, u)) : all(1.0f);
          const Vec f = g.f >= 0 ? valueOf(w.gateActivation, gate(g.f, u)) : g.coupled ? 1.0f - i : all(1.0f);
          const Vec candidate = valueOf(inputKind, gate(g.c, u)), dONow = load(dO.row(0) + u);
          Vec dcNow = load(dcRow + u) + load(dState.row(0) + u);
          if (peep.o) dcNow += dONow * load(peep.o + u);
          if (g.o >= 0) store(dSums + g.o * padded + u, dONow);
          store(dSums + g.c * padded + u, dcNow * i * slopeOf(inputKind, gate(g.c, u)));
          Vec dI = {}, dF = {}, dcBefore = dcNow * f;
          if (g.i >= 0) {
            const Vec throughForget = g.coupled ? dcNow * before : all(0.0f);
            dI = (dcNow * candidate - throughForget) * slopeOf(w.gateActivation, gate(g.i, u));
            if (peep.i) dcBefore += dI * load(peep.i + u);
            store(dSums + g.i * padded + u, dI);
          }
          if (g.f >= 0) {
            dF = dcNow * before * slopeOf(w.gateActivation, gate(g.f, u));
            if (peep.f) dcBefore += dF * load(peep.f + u);
            store(dSums + g.f * padded + u, dF);
          }
          store(dcRow + u, dcBefore);
          if (in.dPeephole) {
            float* own = &peepGradients.gates[slot * peepGradients.stride + u];
            store(own, dI * before), store(own + padded, dF * before), store(own + 2 * padded, dONow * after);
          }
        }
        // From the sums of the gates back to the two products.
        const auto back = [&](const float* keptNormal, Buffer& normalised, const Buffer& gain, Collected& to, float normScale) {
          float *own = &normalised[slot * ofSums.stride], *gradient = &to.gates[slot * to.stride];
          copyLanes(own, padded, keptNormal + at * g.count * units, units, units, g.count);
          gateLanes.each([&](int, int, ptrdiff_t lane, int left) { store(gradient + lane, load(dSums + lane) * load(&gain[lane]) * lanesUpTo(left)); });
          normaliseBack(gradient, own, normScale, gateLanes);
        };
        back(kept.x, xNormal, gains.kernel, ofX, kept.scales[2 * at]);
        back(kept.state, stateNormal, gains.recurrent, ofState, kept.scales[2 * at + 1]);
      }
      const float* dProducts = &ofState.gates[((size_t)from * s.time + time) * ofState.stride];
      toState.run(dh.data(), from, rows, dProducts, (ptrdiff_t)s.time * ofState.stride, false, scratch);
      addPassed(s, dh, toState.stride(), dhPassed.row(0), dhPassed.padded, from, rows, time);
    }
    giveRows(in.dH0, dh, toState.stride(), from, rows, units);
    dc.write(in.dC0, from);
  });

  inputGradients(s, w.kernel, ofX, 0, g.count, g.count, in.dx, false);
  const Blocks blocks = {0, 0, g.count, g.count};
  weightGradients(s, {inputsOf(s, in.dKernel)}, ofX, blocks);
  weightGradients(s, {statesBefore(s, in)}, ofState, blocks);
  weightGradients(s, {onesFor(in.dBias)}, ofSums, blocks);
  sumProducts(ofSums.gates, xNormal, depth, ofSums.stride, units, g.count, out.kernelGain);
  sumProducts(ofSums.gates, stateNormal, depth, ofSums.stride, units, g.count, out.recurrentGain);
  sumProducts(dShown, shownNormal, depth, padded, units, 1, out.stateGain);
  sumProducts(dShown, ones, depth, padded, units, 1, out.stateOffset);
  sumPeepholes(peepGradients, s, g, in.dPeephole);
}

}  // namespace UNROLL_ISA
}  // namespace unroll
