// The recurrent cells as operations of TensorFlow. A tensor without elements stands for one that is not given.
#include "recurrent_ops.h"

#include "cells.h"
#include "context.h"

namespace unroll {
namespace {

void expectShape(const Tensor& tensor, const char* name, std::initializer_list<int64_t> expected) {
  std::string text = "[";
  bool same = tensor.rank() == static_cast<int>(expected.size());
  int axis = 0;
  for (int64_t size : expected) {
    text += (axis ? ", " : "") + std::to_string(size);
    same = same && tensor.size(axis++) == size;
  }
  if (!same) throw BadInput(std::string(name) + " has the shape " + tensor.shape() + " in place of " + text + "].");
}

void expectIfGiven(const Tensor& tensor, const char* name, std::initializer_list<int64_t> expected) {
  if (tensor.elements() > 0) expectShape(tensor, name, expected);
}

// Bits of the attribute `variant_bits`, the same as in engine/kernels/fused/recurrent.ts.
enum Variant { kInputGate = 1, kForgetGate = 2, kOutputGate = 4, kCoupled = 8, kInputActivation = 16, kOutputActivation = 32, kPeepholes = 64, kResetAfter = 128 };

enum class Cell { kLstm, kGru, kSimple };

LstmGates gatesOf(int variant) {
  LstmGates g = {};
  g.coupled = variant & kCoupled;
  const bool peep = variant & kPeepholes;
  g.i = variant & kInputGate || g.coupled ? g.count++ : -1;
  g.f = variant & kForgetGate ? g.count++ : -1;
  g.c = g.count++;
  g.o = variant & kOutputGate ? g.count++ : -1;
  g.peepI = peep && g.i >= 0 ? g.peepCount++ : -1;
  g.peepF = peep && g.f >= 0 ? g.peepCount++ : -1;
  g.peepO = peep && g.o >= 0 ? g.peepCount++ : -1;
  g.inputActivation = variant & kInputActivation;
  g.outputActivation = variant & kOutputActivation;
  return g;
}

// The order of inputs, shared by the way forward and the way back.
enum Input { kX, kKernel, kRecurrent, kBias, kPeephole, kH0, kC0, kMask, kInputFactors, kStateFactors, kInputs };
enum Kept { kKeptH = kInputs, kKeptC, kKeptGates, kDOutput, kDLastH, kDLastC };

// What both kernels of a cell have in common: attributes, inputs and what follows from them.
template <Cell kCell>
struct CellKernel {
  int variant;
  Activation activation, gateActivation;
  bool backwards, zeroMasked;
  LstmGates gates;

  explicit CellKernel(Construction attributes)
      : variant(attributes.whole("variant_bits")),
        activation(static_cast<Activation>(attributes.whole("activation"))),
        gateActivation(static_cast<Activation>(attributes.whole("gate_activation"))),
        backwards(attributes.flag("backwards")),
        zeroMasked(attributes.flag("zero_masked")),
        gates(gatesOf(variant)) {
    const auto known = [](Activation kind) { return kind >= Activation::kLinear && kind < Activation::kCount; };
    if (!known(activation) || !known(gateActivation)) throw BadInput("The activation is unknown.");
  }

  int blocks() const { return kCell == Cell::kLstm ? gates.count : kCell == Cell::kGru ? 3 : 1; }
  int keptBlocks() const { return kCell == Cell::kGru ? kGruKept : blocks(); }
  bool resetAfter() const { return variant & kResetAfter; }

  struct Inputs {
    Tensor x, kernel, recurrent, bias, peephole, h0, c0, mask, inputFactors, stateFactors;
    Sequence sequence;
  };

  Inputs read(Context& call) const {
    Inputs in = {call.input(kX), call.input(kKernel), call.input(kRecurrent), call.input(kBias), call.input(kPeephole), call.input(kH0), call.input(kC0), call.input(kMask), call.input(kInputFactors), call.input(kStateFactors), {}};
    if (in.x.rank() != 3) throw BadInput("x has the shape " + in.x.shape() + " in place of [batch, time, features].");
    Sequence& s = in.sequence;
    s.batch = static_cast<int>(in.x.size(0)), s.time = static_cast<int>(in.x.size(1)), s.features = static_cast<int>(in.x.size(2));
    s.units = static_cast<int>(in.recurrent.size(0));
    const int64_t columns = static_cast<int64_t>(blocks()) * s.units;
    expectShape(in.kernel, "kernel", {s.features, columns});
    expectShape(in.recurrent, "recurrent_kernel", {s.units, columns});
    if (kCell == Cell::kGru && resetAfter()) expectIfGiven(in.bias, "bias", {2, columns});
    else expectIfGiven(in.bias, "bias", {columns});
    if (kCell == Cell::kLstm && gates.peepCount > 0) expectShape(in.peephole, "peephole", {gates.peepCount, s.units});
    expectIfGiven(in.h0, "initial h", {s.batch, s.units});
    expectIfGiven(in.c0, "initial c", {s.batch, s.units});
    expectIfGiven(in.mask, "mask", {s.batch, s.time});
    s.draws = static_cast<int>(std::max(in.inputFactors.elements() ? in.inputFactors.size(0) : 1, in.stateFactors.elements() ? in.stateFactors.size(0) : 1));
    if (s.draws != 1 && s.draws != blocks()) throw BadInput("There are " + std::to_string(s.draws) + " dropout masks for " + std::to_string(blocks()) + " gates.");
    expectIfGiven(in.inputFactors, "input dropout", {s.draws, s.batch, s.features});
    expectIfGiven(in.stateFactors, "recurrent dropout", {s.draws, s.batch, s.units});
    s.goBackwards = backwards, s.zeroMasked = zeroMasked;
    s.x = in.x.data(), s.mask = in.mask.template orNull<uint8_t>();
    s.inputFactors = in.inputFactors.orNull(), s.stateFactors = in.stateFactors.orNull();
    return in;
  }

  LstmWeights lstmWeights(const Inputs& in) const {
    return {in.kernel.data(), in.recurrent.data(), in.bias.orNull(), in.peephole.orNull(), activation, gateActivation, gates};
  }

  // Calls one of the three pairs of functions with the weights it takes.
  template <typename Pass>
  void forward(const Inputs& in, const Pass& pass) const {
    const Cells& own = cells();
    const float *kernel = in.kernel.data(), *recurrent = in.recurrent.data(), *bias = in.bias.orNull();
    if constexpr (kCell == Cell::kLstm) own.lstmForward(in.sequence, lstmWeights(in), pass);
    if constexpr (kCell == Cell::kGru) own.gruForward(in.sequence, GruWeights{kernel, recurrent, bias, activation, gateActivation, resetAfter()}, pass);
    if constexpr (kCell == Cell::kSimple) own.simpleForward(in.sequence, SimpleWeights{kernel, recurrent, bias, activation}, pass);
  }
  template <typename Pass>
  void backward(const Inputs& in, const Pass& pass) const {
    const Cells& own = cells();
    const float *kernel = in.kernel.data(), *recurrent = in.recurrent.data(), *bias = in.bias.orNull();
    if constexpr (kCell == Cell::kLstm) own.lstmBackward(in.sequence, lstmWeights(in), pass);
    if constexpr (kCell == Cell::kGru) own.gruBackward(in.sequence, GruWeights{kernel, recurrent, bias, activation, gateActivation, resetAfter()}, pass);
    if constexpr (kCell == Cell::kSimple) own.simpleBackward(in.sequence, SimpleWeights{kernel, recurrent, bias, activation}, pass);
  }
};

template <Cell kCell>
struct ForwardKernel : CellKernel<kCell> {
  bool sequences, keep;
  explicit ForwardKernel(Construction attributes) : CellKernel<kCell>(attributes), sequences(attributes.flag("sequences")), keep(attributes.flag("keep")) {}

  void run(Context& call) const {
    const auto in = this->read(call);
    this->forward(in, makeOutputs(call, in).pass(in));
  }

 protected:
  struct Outputs {
    Tensor output, lastH, lastC, keptH, keptC, gates;
    template <typename Inputs>
    Forward pass(const Inputs& in) const {
      return {in.h0.orNull(), in.c0.orNull(), output.orNull(), lastH.orNull(), lastC.orNull(), keptH.orNull(), keptC.orNull(), gates.orNull()};
    }
  };

  Outputs makeOutputs(Context& call, const typename CellKernel<kCell>::Inputs& in) const {
    const Sequence& s = in.sequence;
    const bool lstm = kCell == Cell::kLstm;
    // Where every output is a state, the outputs are kept as states too.
    const bool ownStates = keep && (!sequences || (s.zeroMasked && s.mask));
    const auto steps = [&](bool wanted, int blocks) { return wanted ? std::vector<int64_t>{s.batch, s.time, static_cast<int64_t>(blocks) * s.units} : std::vector<int64_t>{0}; };
    return {call.output(0, steps(sequences, 1)),
            call.output(1, {s.batch, s.units}),
            call.output(2, lstm ? std::vector<int64_t>{s.batch, s.units} : std::vector<int64_t>{0}),
            call.output(3, steps(ownStates, 1)),
            call.output(4, steps(keep && lstm, 1)),
            call.output(5, steps(keep, this->keptBlocks()))};
  }
};

template <Cell kCell>
struct BackwardKernel : CellKernel<kCell> {
  bool needsX;
  explicit BackwardKernel(Construction attributes) : CellKernel<kCell>(attributes), needsX(attributes.flag("needs_x")) {}

  void run(Context& call) const {
    const auto in = this->read(call);
    const Arriving arriving = readArriving(call, in);
    this->backward(in, makeGradients(call, in).pass(in, arriving));
  }

 protected:
  struct Arriving {
    Tensor keptH, keptC, gates, dOutput, dLastH, dLastC;
  };
  struct Gradients {
    Tensor dx, dKernel, dRecurrent, dBias, dPeephole, dH0, dC0;
    template <typename Inputs>
    Backward pass(const Inputs& in, const Arriving& a) const {
      return {in.h0.orNull(), in.c0.orNull(), a.keptH.orNull(), a.keptC.orNull(), a.gates.orNull(), a.dOutput.orNull(), a.dLastH.orNull(), a.dLastC.orNull(), dx.orNull(), dKernel.orNull(), dRecurrent.orNull(), dBias.orNull(), dPeephole.orNull(), dH0.orNull(), dC0.orNull()};
    }
  };

  Arriving readArriving(Context& call, const typename CellKernel<kCell>::Inputs& in) const {
    const Sequence& s = in.sequence;
    Arriving a = {call.input(kKeptH), call.input(kKeptC), call.input(kKeptGates), call.input(kDOutput), call.input(kDLastH), call.input(kDLastC)};
    expectShape(a.keptH, "kept h", {s.batch, s.time, s.units});
    expectShape(a.gates, "kept gates", {s.batch, s.time, static_cast<int64_t>(this->keptBlocks()) * s.units});
    expectIfGiven(a.dOutput, "gradient of the sequence", {s.batch, s.time, s.units});
    expectIfGiven(a.dLastH, "gradient of the last h", {s.batch, s.units});
    expectIfGiven(a.dLastC, "gradient of the last c", {s.batch, s.units});
    return a;
  }

  Gradients makeGradients(Context& call, const typename CellKernel<kCell>::Inputs& in) const {
    return {call.output(0, needsX ? in.x.dimensions() : std::vector<int64_t>{0}),
            call.output(1, in.kernel.dimensions()),
            call.output(2, in.recurrent.dimensions()),
            call.output(3, in.bias.dimensions()),
            call.output(4, in.peephole.dimensions()),
            call.output(5, in.h0.dimensions()),
            call.output(6, in.c0.dimensions())};
  }
};

// An LSTM with layer normalisation: gains behind the inputs of every cell, and more is kept.
struct NormInputs {
  Tensor kernelGain, recurrentGain, stateGain, stateOffset;
  NormInputs(Context& call, int first, const LstmGates& gates, int units)
      : kernelGain(call.input(first)), recurrentGain(call.input(first + 1)), stateGain(call.input(first + 2)), stateOffset(call.input(first + 3)) {
    const int64_t columns = static_cast<int64_t>(gates.count) * units;
    expectShape(kernelGain, "kernel_gain", {columns});
    expectShape(recurrentGain, "recurrent_gain", {columns});
    expectShape(stateGain, "state_gain", {units});
    expectShape(stateOffset, "state_offset", {units});
  }
  NormWeights weights() const { return {kernelGain.data(), recurrentGain.data(), stateGain.data(), stateOffset.data()}; }
};

struct NormForwardKernel : ForwardKernel<Cell::kLstm> {
  using ForwardKernel::ForwardKernel;
  void run(Context& call) const {
    const Inputs in = read(call);
    const Sequence& s = in.sequence;
    const NormInputs norm(call, kInputs, gates, s.units);
    const Outputs outputs = makeOutputs(call, in);
    const std::vector<int64_t> none = {0}, columns = {s.batch, s.time, static_cast<int64_t>(gates.count) * s.units};
    const Tensor x = call.output(6, keep ? columns : none), state = call.output(7, keep ? columns : none);
    const Tensor scales = call.output(8, keep ? std::vector<int64_t>{s.batch, s.time, 2} : none);
    cells().normLstmForward(s, lstmWeights(in), norm.weights(), outputs.pass(in), {x.orNull(), state.orNull(), scales.orNull()});
  }
};

struct NormBackwardKernel : BackwardKernel<Cell::kLstm> {
  using BackwardKernel::BackwardKernel;
  void run(Context& call) const {
    const Inputs in = read(call);
    const Arriving arriving = readArriving(call, in);
    const int first = kDLastC + 1;
    const NormInputs norm(call, first, gates, in.sequence.units);
    const Tensor x = call.input(first + 4), state = call.input(first + 5), scales = call.input(first + 6);
    expectShape(x, "normalised inputs", {in.sequence.batch, in.sequence.time, static_cast<int64_t>(gates.count) * in.sequence.units});
    const Gradients gradients = makeGradients(call, in);
    const Tensor dKernelGain = call.output(7, norm.kernelGain.dimensions()), dRecurrentGain = call.output(8, norm.recurrentGain.dimensions());
    const Tensor dStateGain = call.output(9, norm.stateGain.dimensions()), dStateOffset = call.output(10, norm.stateOffset.dimensions());
    cells().normLstmBackward(in.sequence, lstmWeights(in), norm.weights(), gradients.pass(in, arriving), {x.data(), state.data(), scales.data()}, {dKernelGain.data(), dRecurrentGain.data(), dStateGain.data(), dStateOffset.data()});
  }
};

using Names = std::vector<const char*>;

const Names kInputNames = {"x: float", "kernel: float", "recurrent: float", "bias: float", "peephole: float", "h0: float", "c0: float", "mask: bool", "input_factors: float", "state_factors: float"};
const Names kOutputNames = {"output: float", "last_h: float", "last_c: float", "kept_h: float", "kept_c: float", "gates: float"};
const Names kArrivingNames = {"kept_h: float", "kept_c: float", "gates: float", "d_output: float", "d_last_h: float", "d_last_c: float"};
const Names kGradientNames = {"dx: float", "d_kernel: float", "d_recurrent: float", "d_bias: float", "d_peephole: float", "d_h0: float", "d_c0: float"};
const Names kForwardAttributes = {"variant_bits: int", "activation: int", "gate_activation: int", "backwards: bool", "zero_masked: bool", "sequences: bool", "keep: bool"};
const Names kBackwardAttributes = {"variant_bits: int", "activation: int", "gate_activation: int", "backwards: bool", "zero_masked: bool", "needs_x: bool"};
const Names kGainNames = {"kernel_gain: float", "recurrent_gain: float", "state_gain: float", "state_offset: float"};
const Names kNormKeptNames = {"normal_x: float", "normal_state: float", "scales: float"};
const Names kGainGradientNames = {"d_kernel_gain: float", "d_recurrent_gain: float", "d_state_gain: float", "d_state_offset: float"};

Names operator+(Names a, const Names& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

template <Cell kCell>
void registerCell(const char* name, const char* gradientName) {
  registerOperation<ForwardKernel<kCell>>(name, kInputNames, kOutputNames, kForwardAttributes);
  registerOperation<BackwardKernel<kCell>>(gradientName, kInputNames + kArrivingNames, kGradientNames, kBackwardAttributes);
}

}  // namespace

void registerRecurrentOperations() {
  registerCell<Cell::kLstm>("UnrollLstm", "UnrollLstmGrad");
  registerCell<Cell::kGru>("UnrollGru", "UnrollGruGrad");
  registerCell<Cell::kSimple>("UnrollSimpleRnn", "UnrollSimpleRnnGrad");
  registerOperation<NormForwardKernel>("UnrollNormLstm", kInputNames + kGainNames, kOutputNames + kNormKeptNames, kForwardAttributes);
  registerOperation<NormBackwardKernel>("UnrollNormLstmGrad", kInputNames + kArrivingNames + kGainNames + kNormKeptNames, kGradientNames + kGainGradientNames, kBackwardAttributes);
}

}  // namespace unroll
