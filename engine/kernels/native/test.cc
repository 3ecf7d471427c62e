// Tests of the cells by themselves, without TensorFlow: against the equations in double precision, gradients against
// differences of those, the same bits for every number of threads. `npm run native-tests -- --sanitize` runs them under the sanitizers too.
#include <cmath>
#include <cstdio>
#include <cstring>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "cells.h"
#include "kept.h"
#include "pool.h"
#include "test.h"

using namespace unroll;
using Doubles = std::vector<double>;
using Floats = std::vector<float>;

namespace {

int failures = 0;
std::mt19937 generator(7);

}  // namespace

void unroll::expect(bool ok, const std::string& what) {
  if (ok) return;
  std::printf("FAILED %s\n", what.c_str());
  failures++;
}

int unroll::pick(int from, int to) { return std::uniform_int_distribution<int>(from, to)(generator); }

namespace {

double act(Activation kind, double x) {
  switch (kind) {
    case Activation::kTanh: return std::tanh(x);
    case Activation::kSigmoid: return 1 / (1 + std::exp(-x));
    case Activation::kRelu: return x > 0 ? x : 0;
    case Activation::kElu: return x > 0 ? x : std::expm1(x);
    case Activation::kSelu: return 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * std::expm1(x));
    case Activation::kSoftplus: return std::log1p(std::exp(-std::fabs(x))) + (x > 0 ? x : 0);
    case Activation::kSoftsign: return x / (1 + std::fabs(x));
    case Activation::kHardSigmoid: return std::fmin(1, std::fmax(0, x / 6 + 0.5));
    case Activation::kGelu: return 0.5 * x * (1 + std::erf(x / std::sqrt(2.0)));
    case Activation::kSwish: return x / (1 + std::exp(-x));
    default: return x;
  }
}

enum class Kind { kLstm, kGru, kSimple };

// One case: its sizes, its choices and every number that goes in.
struct Case {
  Kind kind;
  Sequence s{};
  LstmWeights lstm{};
  bool normalised = false;
  bool resetAfter = true;
  Activation activation = Activation::kTanh, gateActivation = Activation::kSigmoid;
  Floats x, kernel, recurrent, bias, peephole, kernelGain, recurrentGain, stateGain, stateOffset, h0, c0, inputFactors, stateFactors, dOutput, dLastH, dLastC;
  std::vector<uint8_t> mask;
  int gates() const { return kind == Kind::kLstm ? lstm.gates.count : kind == Kind::kGru ? 3 : 1; }
};

// Everything a gradient is taken of, as doubles.
struct Inputs {
  Doubles x, kernel, recurrent, bias, peephole, h0, c0, kernelGain, recurrentGain, stateGain, stateOffset;
};

// (x − mean) / √(variance + 0.001).
void normaliseAll(Doubles& x) {
  double mean = 0, squares = 0;
  for (double value : x) mean += value / x.size();
  for (double value : x) squares += (value - mean) * (value - mean) / x.size();
  for (double& value : x) value = (value - mean) / std::sqrt(squares + 1e-3);
}

// The loss Σ output·dOutput + lastH·dLastH + lastC·dLastC, by the equations.
double loss(const Case& c, const Inputs& in) {
  const Sequence& s = c.s;
  const int U = s.units, F = s.features, G = c.gates();
  double total = 0;
  for (int b = 0; b < s.batch; b++) {
    Doubles h(U, 0.0), cell(U, 0.0);
    for (int u = 0; u < U; u++) {
      if (!in.h0.empty()) h[u] = in.h0[b * U + u];
      if (!in.c0.empty()) cell[u] = in.c0[b * U + u];
    }
    for (int step = 0; step < s.time; step++) {
      const int t = s.goBackwards ? s.time - 1 - step : step;
      const auto draw = [&](int gate) { return s.draws > 1 ? gate : 0; };
      const auto xSum = [&](int gate, int u) {
        double sum = 0;
        for (int f = 0; f < F; f++) {
          const double factor = s.inputFactors ? c.inputFactors[(draw(gate) * s.batch + b) * F + f] : 1.0;
          sum += in.x[(b * s.time + t) * F + f] * factor * in.kernel[f * G * U + gate * U + u];
        }
        return sum;
      };
      const auto hSum = [&](int gate, int u, const Doubles& state) {
        double sum = 0;
        for (int k = 0; k < U; k++) {
          const double factor = s.stateFactors ? c.stateFactors[(draw(gate) * s.batch + b) * U + k] : 1.0;
          sum += state[k] * factor * in.recurrent[k * G * U + gate * U + u];
        }
        return sum;
      };
      const auto biasOf = [&](int row, int gate, int u) { return in.bias.empty() ? 0.0 : in.bias[(row * G + gate) * U + u]; };
      Doubles nextH(U), nextC(cell);
      if (c.kind == Kind::kSimple) {
        for (int u = 0; u < U; u++) nextH[u] = act(c.activation, xSum(0, u) + hSum(0, u, h) + biasOf(0, 0, u));
      } else if (c.kind == Kind::kGru) {
        Doubles z(U), r(U), reset(U);
        for (int u = 0; u < U; u++) {
          const double second = c.resetAfter ? 1.0 : 0.0;
          z[u] = act(c.gateActivation, xSum(0, u) + hSum(0, u, h) + biasOf(0, 0, u) + (second ? biasOf(1, 0, u) : 0));
          r[u] = act(c.gateActivation, xSum(1, u) + hSum(1, u, h) + biasOf(0, 1, u) + (second ? biasOf(1, 1, u) : 0));
          reset[u] = r[u] * h[u];
        }
        for (int u = 0; u < U; u++) {
          const double inner = c.resetAfter ? r[u] * (hSum(2, u, h) + biasOf(1, 2, u)) : hSum(2, u, reset);
          const double candidate = act(c.activation, xSum(2, u) + biasOf(0, 2, u) + inner);
          nextH[u] = z[u] * h[u] + (1 - z[u]) * candidate;
        }
      } else {
        const LstmGates& g = c.lstm.gates;
        Doubles sums(G * U), fromX(G * U), fromState(G * U), oGate(U, 1.0);
        for (int k = 0; k < G * U; k++) fromX[k] = xSum(k / U, k % U), fromState[k] = hSum(k / U, k % U, h);
        if (c.normalised) normaliseAll(fromX), normaliseAll(fromState);
        for (int k = 0; k < G * U; k++) {
          sums[k] = fromX[k] * (c.normalised ? in.kernelGain[k] : 1) + fromState[k] * (c.normalised ? in.recurrentGain[k] : 1) + biasOf(0, k / U, k % U);
        }
        for (int u = 0; u < U; u++) {
          const auto sum = [&](int block) { return sums[block * U + u]; };
          const auto peep = [&](int row, double seen) { return row < 0 ? 0.0 : in.peephole[row * U + u] * seen; };
          const double i = g.i >= 0 ? act(c.gateActivation, sum(g.i) + peep(g.peepI, cell[u])) : 1;
          const double f = g.f >= 0 ? act(c.gateActivation, sum(g.f) + peep(g.peepF, cell[u])) : g.coupled ? 1 - i : 1;
          const double candidate = g.inputActivation ? act(c.activation, sum(g.c)) : sum(g.c);
          nextC[u] = f * cell[u] + i * candidate;
          if (g.o >= 0) oGate[u] = act(c.gateActivation, sum(g.o) + peep(g.peepO, nextC[u]));
        }
        Doubles shown = nextC;
        if (c.normalised) normaliseAll(shown);
        for (int u = 0; u < U; u++) {
          const double leaving = c.normalised ? shown[u] * in.stateGain[u] + in.stateOffset[u] : shown[u];
          nextH[u] = oGate[u] * (g.outputActivation ? act(c.activation, leaving) : leaving);
        }
      }
      const bool counted = c.mask.empty() || c.mask[b * s.time + t];
      if (counted) h = nextH, cell = nextC;
      for (int u = 0; u < U; u++) {
        if (!c.dOutput.empty() && (counted || !s.zeroMasked)) total += h[u] * c.dOutput[(b * s.time + step) * U + u];
      }
    }
    for (int u = 0; u < U; u++) {
      if (!c.dLastH.empty()) total += h[u] * c.dLastH[b * U + u];
      if (!c.dLastC.empty() && c.kind == Kind::kLstm) total += cell[u] * c.dLastC[b * U + u];
    }
  }
  return total;
}

const float* orNull(const Floats& v) { return v.empty() ? nullptr : v.data(); }

// What the kernels make of a case.
struct Result {
  Floats output, lastH, lastC, dx, dKernel, dRecurrent, dBias, dPeephole, dH0, dC0, dKernelGain, dRecurrentGain, dStateGain, dStateOffset;
};

Result run(const Case& c, const Cells& cells) {
  const Sequence& s = c.s;
  const size_t steps = (size_t)s.batch * s.time, states = (size_t)s.batch * s.units;
  const int kept = c.kind == Kind::kGru ? kGruKept : c.gates();
  Result r;
  Floats h(steps * s.units), cs(steps * s.units), gates(steps * kept * s.units);
  r.output.resize(steps * s.units), r.lastH.resize(states), r.lastC.resize(states);
  const Forward forward = {orNull(c.h0), orNull(c.c0), r.output.data(), r.lastH.data(), r.lastC.data(), h.data(), cs.data(), gates.data()};
  r.dx.resize(c.x.size()), r.dKernel.resize(c.kernel.size()), r.dRecurrent.resize(c.recurrent.size()), r.dBias.resize(c.bias.size());
  r.dPeephole.resize(c.peephole.size()), r.dH0.resize(states), r.dC0.resize(states);
  const Backward backward = {orNull(c.h0), orNull(c.c0), h.data(), cs.data(), gates.data(), orNull(c.dOutput), orNull(c.dLastH), orNull(c.dLastC), r.dx.data(), r.dKernel.data(), r.dRecurrent.data(), c.bias.empty() ? nullptr : r.dBias.data(), c.peephole.empty() ? nullptr : r.dPeephole.data(), r.dH0.data(), r.dC0.data()};
  if (c.kind == Kind::kLstm) {
    LstmWeights w = c.lstm;
    w.kernel = c.kernel.data(), w.recurrent = c.recurrent.data(), w.bias = orNull(c.bias), w.peephole = orNull(c.peephole);
    w.activation = c.activation, w.gateActivation = c.gateActivation;
    if (c.normalised) {
      const size_t columns = (size_t)c.gates() * s.units;
      Floats x(steps * columns), state(steps * columns), scales(steps * 2);
      r.dKernelGain.resize(columns), r.dRecurrentGain.resize(columns), r.dStateGain.resize(s.units), r.dStateOffset.resize(s.units);
      const NormWeights norm = {c.kernelGain.data(), c.recurrentGain.data(), c.stateGain.data(), c.stateOffset.data()};
      const NormKept normKept = {x.data(), state.data(), scales.data()};
      cells.normLstmForward(s, w, norm, forward, normKept);
      cells.normLstmBackward(s, w, norm, backward, normKept, {r.dKernelGain.data(), r.dRecurrentGain.data(), r.dStateGain.data(), r.dStateOffset.data()});
      return r;
    }
    cells.lstmForward(s, w, forward);
    cells.lstmBackward(s, w, backward);
  } else if (c.kind == Kind::kGru) {
    const GruWeights w = {c.kernel.data(), c.recurrent.data(), orNull(c.bias), c.activation, c.gateActivation, c.resetAfter};
    cells.gruForward(s, w, forward);
    cells.gruBackward(s, w, backward);
  } else {
    const SimpleWeights w = {c.kernel.data(), c.recurrent.data(), orNull(c.bias), c.activation};
    cells.simpleForward(s, w, forward);
    cells.simpleBackward(s, w, backward);
  }
  return r;
}

Floats draw(size_t size, float scale) {
  std::normal_distribution<float> normal(0, scale);
  Floats v(size);
  for (float& x : v) x = normal(generator);
  return v;
}

bool toss(double chance = 0.5) { return std::bernoulli_distribution(chance)(generator); }

Case randomCase() {
  Case c;
  c.kind = static_cast<Kind>(pick(0, 2));
  Sequence& s = c.s;
  s.batch = pick(1, 6), s.time = pick(1, 5), s.features = pick(1, 20), s.units = toss(0.7) ? pick(1, 20) : pick(30, 70);
  s.goBackwards = toss(), s.zeroMasked = toss();
  c.activation = static_cast<Activation>(pick(0, static_cast<int>(Activation::kCount) - 1));
  c.gateActivation = toss(0.7) ? Activation::kSigmoid : Activation::kHardSigmoid;
  c.resetAfter = toss();
  if (c.kind == Kind::kLstm) {
    LstmGates& g = c.lstm.gates;
    g.coupled = toss(0.3);
    const bool i = g.coupled || toss(0.8), f = !g.coupled && toss(0.8), o = toss(0.8), peep = toss(0.4);
    g.count = 0, g.peepCount = 0;
    g.i = i ? g.count++ : -1, g.f = f ? g.count++ : -1, g.c = g.count++, g.o = o ? g.count++ : -1;
    g.peepI = i && peep ? g.peepCount++ : -1, g.peepF = f && peep ? g.peepCount++ : -1, g.peepO = o && peep ? g.peepCount++ : -1;
    g.inputActivation = toss(0.8), g.outputActivation = toss(0.8);
    c.peephole = draw((size_t)g.peepCount * s.units, 0.3f);
    c.normalised = toss(0.4);
    if (c.normalised) {
      const size_t columns = (size_t)g.count * s.units;
      c.kernelGain = draw(columns, 1), c.recurrentGain = draw(columns, 1), c.stateGain = draw(s.units, 1), c.stateOffset = draw(s.units, 1);
    }
  }
  const int G = c.gates();
  c.x = draw((size_t)s.batch * s.time * s.features, 1);
  c.kernel = draw((size_t)s.features * G * s.units, 1 / std::sqrt((float)s.features));
  c.recurrent = draw((size_t)s.units * G * s.units, 0.7f / std::sqrt((float)s.units));
  if (toss(0.7)) c.bias = draw((size_t)(c.kind == Kind::kGru && c.resetAfter ? 2 : 1) * G * s.units, 0.3f);
  if (toss()) c.h0 = draw((size_t)s.batch * s.units, 0.5f), c.c0 = draw((size_t)s.batch * s.units, 0.5f);
  if (toss(0.4)) {
    c.mask.resize((size_t)s.batch * s.time);
    for (auto& m : c.mask) m = toss(0.7);
  }
  s.draws = c.kind != Kind::kSimple && toss() ? G : 1;
  const auto factors = [&](int size) {
    Floats v((size_t)s.draws * s.batch * size);
    for (float& x : v) x = toss(0.7) ? 1.4f : 0.0f;
    return v;
  };
  if (toss(0.3)) c.inputFactors = factors(s.features);
  if (toss(0.3)) c.stateFactors = factors(s.units);
  if (toss(0.8)) c.dOutput = draw((size_t)s.batch * s.time * s.units, 1);
  if (toss() || c.dOutput.empty()) c.dLastH = draw((size_t)s.batch * s.units, 1);
  if (toss(0.3)) c.dLastC = draw((size_t)s.batch * s.units, 1);
  return c;
}

void bind(Case& c) {
  c.s.x = c.x.data();
  c.s.mask = c.mask.empty() ? nullptr : c.mask.data();
  c.s.inputFactors = orNull(c.inputFactors), c.s.stateFactors = orNull(c.stateFactors);
}

std::string describe(const Case& c) {
  static const char* kinds[] = {"lstm", "gru", "simple"};
  const Sequence& s = c.s;
  const LstmGates& g = c.lstm.gates;
  std::string text = std::string(kinds[(int)c.kind]) + " batch " + std::to_string(s.batch) + " time " + std::to_string(s.time) + " features " + std::to_string(s.features) + " units " + std::to_string(s.units);
  text += " activation " + std::to_string((int)c.activation) + " gate " + std::to_string((int)c.gateActivation) + " draws " + std::to_string(s.draws);
  const auto say = [&](bool on, const char* what) { text += on ? std::string(", ") + what : ""; };
  say(s.goBackwards, "backwards"), say(!c.mask.empty(), "mask"), say(s.zeroMasked, "zeroMasked"), say(!c.h0.empty(), "initial"), say(!c.inputFactors.empty(), "dropout"), say(!c.stateFactors.empty(), "recurrent dropout");
  say(c.bias.empty(), "no bias"), say(!c.dOutput.empty(), "dOutput"), say(!c.dLastH.empty(), "dLastH"), say(!c.dLastC.empty(), "dLastC");
  if (c.kind == Kind::kGru) say(c.resetAfter, "reset after");
  if (c.kind == Kind::kLstm) say(c.normalised, "normalised"), say(g.i < 0, "no i"), say(g.f < 0, "no f"), say(g.o < 0, "no o"), say(g.coupled, "coupled"), say(g.peepCount > 0, "peepholes"), say(!g.inputActivation, "no input activation"), say(!g.outputActivation, "no output activation");
  return text;
}

Doubles widen(const Floats& v) { return Doubles(v.begin(), v.end()); }

bool isSmooth(Activation kind) { return kind != Activation::kRelu && kind != Activation::kSelu && kind != Activation::kElu && kind != Activation::kHardSigmoid; }

void checkGradient(const Case& c, const Inputs& in, Doubles Inputs::*of, const Floats& found, const char* name, int number) {
  const size_t size = (in.*of).size();
  for (int probe = 0; probe < 3 && size > 0; probe++) {
    const size_t at = pick(0, (int)size - 1);
    Inputs up = in, down = in;
    const double step = 1e-5;
    (up.*of)[at] += step, (down.*of)[at] -= step;
    const double expected = (loss(c, up) - loss(c, down)) / (2 * step);
    const double off = std::fabs(found[at] - expected);
    if (!(off <= 2e-4 * std::fmax(1.0, std::fabs(expected)))) {
      expect(false, std::string("gradient of ") + name + " in case " + std::to_string(number) + ": " + std::to_string(found[at]) + " for " + std::to_string(expected));
    }
  }
}

void checkCase(int number, const Cells& cells) {
  Case c = randomCase();
  bind(c);
  const int before = failures;
  const Result r = run(c, cells);
  const Inputs in = {widen(c.x), widen(c.kernel), widen(c.recurrent), widen(c.bias), widen(c.peephole), widen(c.h0), widen(c.c0), widen(c.kernelGain), widen(c.recurrentGain), widen(c.stateGain), widen(c.stateOffset)};
  double value = 0;
  for (size_t i = 0; i < c.dOutput.size(); i++) value += (double)r.output[i] * c.dOutput[i];
  for (size_t i = 0; i < c.dLastH.size(); i++) value += (double)r.lastH[i] * c.dLastH[i];
  if (c.kind == Kind::kLstm) {
    for (size_t i = 0; i < c.dLastC.size(); i++) value += (double)r.lastC[i] * c.dLastC[i];
  }
  const double expected = loss(c, in);
  expect(std::fabs(value - expected) <= 1e-4 * std::fmax(1.0, std::fabs(expected)), "value of case " + std::to_string(number));
  if (isSmooth(c.activation) && isSmooth(c.gateActivation)) {
    checkGradient(c, in, &Inputs::x, r.dx, "x", number);
    checkGradient(c, in, &Inputs::kernel, r.dKernel, "kernel", number);
    checkGradient(c, in, &Inputs::recurrent, r.dRecurrent, "recurrent kernel", number);
    checkGradient(c, in, &Inputs::bias, r.dBias, "bias", number);
    checkGradient(c, in, &Inputs::peephole, r.dPeephole, "peepholes", number);
    checkGradient(c, in, &Inputs::kernelGain, r.dKernelGain, "kernel gain", number);
    checkGradient(c, in, &Inputs::recurrentGain, r.dRecurrentGain, "recurrent gain", number);
    checkGradient(c, in, &Inputs::stateGain, r.dStateGain, "state gain", number);
    checkGradient(c, in, &Inputs::stateOffset, r.dStateOffset, "state offset", number);
    checkGradient(c, in, &Inputs::h0, r.dH0, "initial h", number);
    if (c.kind == Kind::kLstm) checkGradient(c, in, &Inputs::c0, r.dC0, "initial c", number);
  }
  for (int threads = 1; threads <= 4; threads++) {
    setThreadCount(threads);
    const Result again = run(c, cells);
    const auto same = [](const Floats& a, const Floats& b) { return a.empty() || !std::memcmp(a.data(), b.data(), a.size() * sizeof(float)); };
    expect(same(r.output, again.output) && same(r.dKernel, again.dKernel) && same(r.dRecurrent, again.dRecurrent) && same(r.dBias, again.dBias) && same(r.dx, again.dx) && same(r.dH0, again.dH0),
           "the same bits on " + std::to_string(threads) + " threads in case " + std::to_string(number));
  }
  setThreadCount(4);
  if (failures > before) std::printf("  case %d: %s\n", number, describe(c).c_str());
}

// A number that is none in the input is none in the output, and in no other sample.
void checkNotANumber(const Cells& cells) {
  Case c = randomCase();
  c.kind = Kind::kLstm, c.normalised = false;
  c.lstm.gates = {0, 1, 2, 3, 4, -1, -1, -1, 0, false, true, true};
  c.s.batch = 2, c.s.time = 3, c.s.features = 4, c.s.units = 5, c.s.draws = 1;
  c.activation = Activation::kTanh, c.gateActivation = Activation::kSigmoid;
  c.mask.clear(), c.inputFactors.clear(), c.stateFactors.clear(), c.h0.clear(), c.c0.clear(), c.peephole.clear(), c.bias.clear();
  c.x = draw(24, 1), c.kernel = draw(80, 1), c.recurrent = draw(100, 1), c.dOutput = draw(30, 1), c.dLastH.clear(), c.dLastC.clear();
  c.s.goBackwards = false;
  c.x[0] = NAN;
  bind(c);
  const Result r = run(c, cells);
  for (int i = 0; i < 30; i++) expect(std::isnan(r.output[i]) == (i < 15), "NaN stays NaN, and in its own sample");
}

// Kept packs give the same bits, are those of the weights as they were, and go when they are forgotten.
void checkKept(const Cells& cells) {
  int changed = 0;
  for (int number = 0; number < 40; number++) {
    Case c = randomCase();
    bind(c);
    const Floats fresh = run(c, cells).output;
    keepPacks(c.kernel.data()), keepPacks(c.recurrent.data());
    keepPacks(c.kernel.data());
    const auto isSame = [&] {
      const Floats output = run(c, cells).output;
      return std::memcmp(output.data(), fresh.data(), fresh.size() * sizeof(float)) == 0;
    };
    expect(isSame() && isSame(), "kept packs give the same bits: " + describe(c));
    for (float& weight : c.kernel) weight += 1;
    expect(isSame(), "kept packs are those of the weights as they were");
    forgetPacks(c.kernel.data());
    expect(isSame(), "packs stay until nobody wants them");
    forgetPacks(c.kernel.data()), forgetPacks(c.recurrent.data());
    if (!isSame()) changed++;
  }
  // Not all: where every step is masked, or every gate is full, the weights do not matter.
  expect(changed > 20, "forgotten packs are gone");
}

}  // namespace

int main(int argc, char** argv) {
  const int cases = argc > 1 ? std::atoi(argv[1]) : 300;
  setThreadCount(4);
  for (const char* name : {"plain", "avx2", "avx512"}) {
    const Cells* cells = cellsNamed(name);
    if (!cells) {
      std::printf("%s: not on this processor\n", name);
      continue;
    }
    const int before = failures;
    for (int i = 0; i < cases; i++) checkCase(i, *cells);
    checkNotANumber(*cells);
    checkKept(*cells);
    checkMultiply(*cells);
    std::printf("%s: %d cases, %d failures\n", name, cases, failures - before);
  }
  const int before = failures;
  checkPorter();
  std::printf("porter: %d failures\n", failures - before);
  return failures > 0;
}
