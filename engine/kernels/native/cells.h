// What the recurrent cells take and give, whatever machine code they are compiled for.
// All arrays are dense and row by row. Keras's names, orders and equations: keras/src/layers/rnn/{lstm,gru,simple_rnn}.py.
#pragma once

#include <cstdint>

#include "activation_names.h"
#include "loss_names.h"
#include "multiply_names.h"

namespace unroll {

// One sequence of every sample through a cell. Null means that there is none.
struct Sequence {
  int batch, time, features, units;
  bool goBackwards;
  // A step that does not count gives zeros in place of the output before it.
  bool zeroMasked;
  // [batch, time, features]
  const float* x;
  // [batch, time], 0 where a step does not count.
  const uint8_t* mask;
  // Factors on x, [draws, batch, features], and on the state before its product, [draws, batch, units]; draws: 1 or one a gate.
  const float *inputFactors, *stateFactors;
  int draws;
};

// Blocks of columns in the kernels, in the order of Keras, or −1 where a variant lacks a gate.
struct LstmGates {
  int i, f, c, o, count;
  // Rows of the peephole weights, or −1.
  int peepI, peepF, peepO, peepCount;
  // f = 1 − i.
  bool coupled;
  bool inputActivation, outputActivation;
};

struct LstmWeights {
  // [features, count·units], [units, count·units], [count·units], [peepCount, units]
  const float *kernel, *recurrent, *bias, *peephole;
  Activation activation, gateActivation;
  LstmGates gates;
};

// Layer normalisation of an LSTM: gains on both normalised products, [count·units], gain and offset of the cell state, [units].
struct NormWeights {
  const float *kernelGain, *recurrentGain, *stateGain, *stateOffset;
};

// Kept of it for the backward pass: both products, normalised, [batch, time, count·units], and what they were multiplied by,
// [batch, time, 2].
struct NormKept {
  float *x, *state, *scales;
};

// Gradients of the NormWeights.
struct NormGradients {
  float *kernelGain, *recurrentGain, *stateGain, *stateOffset;
};

struct GruWeights {
  // [features, 3·units], [units, 3·units], [3·units] or, with resetAfter, [2, 3·units]
  const float *kernel, *recurrent, *bias;
  Activation activation, gateActivation;
  bool resetAfter;
};

struct SimpleWeights {
  // [features, units], [units, units], [units]
  const float *kernel, *recurrent, *bias;
  Activation activation;
};

// What a forward pass gives, in the order the steps were read. Arrays that nobody needs are null.
struct Forward {
  const float *h0, *c0;
  // [batch, time, units]
  float* output;
  // [batch, units]
  float *lastH, *lastC;
  // Kept for the backward pass: states after each step, [batch, time, units], and the gates, [batch, time, blocks·units].
  float *h, *c, *gates;
};

struct Backward {
  const float *h0, *c0;
  // As the forward pass kept them.
  const float *h, *c, *gates;
  // Gradients that arrive: [batch, time, units], [batch, units].
  const float *dOutput, *dLastH, *dLastC;
  // Gradients that leave, in the form of what they are the gradients of.
  float *dx, *dKernel, *dRecurrent, *dBias, *dPeephole, *dH0, *dC0;
};

// The cells for one kind of machine code.
struct Cells {
  const char* name;
  void (*lstmForward)(const Sequence&, const LstmWeights&, const Forward&);
  void (*lstmBackward)(const Sequence&, const LstmWeights&, const Backward&);
  void (*normLstmForward)(const Sequence&, const LstmWeights&, const NormWeights&, const Forward&, const NormKept&);
  void (*normLstmBackward)(const Sequence&, const LstmWeights&, const NormWeights&, const Backward&, const NormKept&, const NormGradients&);
  void (*gruForward)(const Sequence&, const GruWeights&, const Forward&);
  void (*gruBackward)(const Sequence&, const GruWeights&, const Backward&);
  void (*simpleForward)(const Sequence&, const SimpleWeights&, const Forward&);
  void (*simpleBackward)(const Sequence&, const SimpleWeights&, const Backward&);
  Measured (*measureLoss)(const Predictions&, float* gradient);
  void (*multiply)(const Matrices&);
};

// The best that this machine can run. UNROLL_ISA=avx2 or plain asks for less.
const Cells& cells();

// The others it can run too, for tests: by name, or null.
const Cells* cellsNamed(const char* name);

// Blocks of units that a GRU keeps for each step: z, r, candidate and the recurrent part of the candidate.
constexpr int kGruKept = 4;

}  // namespace unroll
