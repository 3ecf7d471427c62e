import type { RecurrentArgs } from '../nodes/build';
import { type LstmGate, lstmGates, peepholeGates } from '../nodes/traits/lstmVariant';
import { applyActivation } from './activations';

/**
 * Recurrent cells in plain numbers, to show every gate of every step. Written from the equations, apart from the kernels, so that
 * each is a test of the other. Equations: keras/src/layers/rnn/{lstm,gru,simple_rnn}.py; variants as in kernels/recurrent/lstmCell.ts.
 */

/** Weights by the names of Keras, row by row. */
export type PlainWeights = Readonly<Record<string, { readonly shape: readonly number[]; readonly values: ArrayLike<number> }>>;

/** One quantity over time: gates, candidate, states. [time][units]. */
export interface Trace {
  /** `f`, `i`, `candidate`, `c`, `o`, `h`, `z`, `r`. */
  readonly name: TraceName;
  readonly values: readonly Float64Array[];
}

export type TraceName = 'f' | 'i' | 'candidate' | 'c' | 'o' | 'h' | 'z' | 'r';

type CellArgs = Pick<RecurrentArgs, 'cell' | 'units' | 'activation' | 'recurrentActivation' | 'useBias' | 'resetAfter' | 'variant'>;
type Step = (x: Float64Array, state: Readonly<Record<'h' | 'c', Float64Array>>) => Partial<Record<TraceName, Float64Array>>;

const NORM_EPSILON = 1e-3;

/** x: [time][features], in the order the cell reads it. initial: zeros unless given. */
export function traceCell(
  args: CellArgs,
  weights: PlainWeights,
  x: readonly Float64Array[],
  initial: { h?: Float64Array; c?: Float64Array } = {},
): Trace[] {
  const step = args.cell === 'lstm' ? lstmStep(args, weights) : args.cell === 'gru' ? gruStep(args, weights) : simpleStep(args, weights);
  let state = { h: initial.h ?? new Float64Array(args.units), c: initial.c ?? new Float64Array(args.units) };
  const traces = new Map<TraceName, Float64Array[]>();
  for (const input of x) {
    const found = step(input, state);
    state = { h: found.h ?? state.h, c: found.c ?? state.c };
    for (const [name, values] of Object.entries(found) as [TraceName, Float64Array][]) {
      const list = traces.get(name) ?? [];
      list.push(values);
      traces.set(name, list);
    }
  }
  return [...traces].map(([name, values]) => ({ name, values }));
}

function simpleStep({ activation }: CellArgs, weights: PlainWeights): Step {
  return (x, { h }) => {
    const sum = add(times(x, weights, 'kernel'), times(h, weights, 'recurrent_kernel'), row(weights, 'bias'));
    return { h: sum.map((value) => applyActivation(activation, value)) };
  };
}

function gruStep(args: CellArgs, weights: PlainWeights): Step {
  const { units, activation, recurrentActivation, resetAfter } = args;
  const block = (values: Float64Array, index: number) => values.subarray(index * units, (index + 1) * units);
  const gate = (values: Float64Array) => values.map((value) => applyActivation(recurrentActivation, value));
  return (x, { h }) => {
    const left = add(times(x, weights, 'kernel'), row(weights, 'bias', 0));
    const right = resetAfter ? add(times(h, weights, 'recurrent_kernel'), row(weights, 'bias', 1)) : times(h, weights, 'recurrent_kernel');
    const z = gate(add(block(left, 0), block(right, 0)));
    const r = gate(add(block(left, 1), block(right, 1)));
    const recurrent = resetAfter
      ? block(right, 2).map((value, i) => value * (r[i] as number))
      : block(
          times(
            h.map((value, i) => value * (r[i] as number)),
            weights,
            'recurrent_kernel',
          ),
          2,
        );
    const candidate = add(block(left, 2), recurrent).map((value) => applyActivation(activation, value));
    const after = h.map((before, i) => (z[i] as number) * before + (1 - (z[i] as number)) * (candidate[i] as number));
    return { z, r, candidate, h: after };
  };
}

function lstmStep(args: CellArgs, weights: PlainWeights): Step {
  const { units, variant, activation, recurrentActivation } = args;
  const gates = lstmGates(variant);
  const peeping = peepholeGates(variant);
  const act = (values: Float64Array, on: boolean) => (on ? values.map((value) => applyActivation(activation, value)) : values);
  return (x, { h, c }) => {
    const [left, right] = [times(x, weights, 'kernel'), times(h, weights, 'recurrent_kernel')];
    const z = variant.layerNormalisation
      ? add(normalise(left, weights, 'kernel_gain'), normalise(right, weights, 'recurrent_gain'), row(weights, 'bias'))
      : add(left, right, row(weights, 'bias'));
    const part = (name: LstmGate, seen: Float64Array): Float64Array => {
      const at = gates.indexOf(name);
      const sum = z.slice(at * units, (at + 1) * units);
      const peephole = peeping.indexOf(name);
      if (peephole < 0) return sum;
      const factors = row(weights, 'peephole', peephole) as Float64Array;
      return sum.map((value, unit) => value + (factors[unit] as number) * (seen[unit] as number));
    };
    const gate = (name: LstmGate, seen: Float64Array) =>
      gates.includes(name) ? part(name, seen).map((value) => applyActivation(recurrentActivation, value)) : undefined;
    const i = gate('i', c);
    const f = gate('f', c) ?? (variant.forgetGate === 'coupled' && i ? i.map((value) => 1 - value) : undefined);
    const candidate = act(part('c', c), variant.inputActivation);
    const after = c.map((before, unit) => (f?.[unit] ?? 1) * before + (i?.[unit] ?? 1) * (candidate[unit] as number));
    const shown = variant.layerNormalisation ? add(normalise(after, weights, 'state_gain'), row(weights, 'state_offset')) : after;
    const o = gate('o', after);
    const hidden = act(shown, variant.outputActivation).map((value, unit) => (o?.[unit] ?? 1) * value);
    return { ...(f ? { f } : {}), ...(i ? { i } : {}), candidate, c: after, ...(o ? { o } : {}), h: hidden };
  };
}

/** x · W. */
function times(x: Float64Array, weights: PlainWeights, name: string): Float64Array {
  const { shape, values } = weights[name] as PlainWeights[string];
  const [rows = 0, columns = 0] = shape;
  const product = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    const factor = x[i] as number;
    if (factor === 0) continue;
    for (let j = 0; j < columns; j++) product[j] = (product[j] as number) + factor * (values[i * columns + j] as number);
  }
  return product;
}

/** A bias, or one row of a weight that has several; undefined where the layer has none. */
function row(weights: PlainWeights, name: string, index = 0): Float64Array | undefined {
  const weight = weights[name];
  if (!weight) return undefined;
  const width = weight.shape.at(-1) as number;
  const start = weight.shape.length > 1 ? index * width : 0;
  return Float64Array.from({ length: width }, (_, i) => weight.values[start + i] as number);
}

function add(first: Float64Array, ...others: readonly (Float64Array | undefined)[]): Float64Array {
  return first.map((value, i) => others.reduce((sum, other) => sum + (other?.[i] ?? 0), value));
}

/** To mean 0 and variance 1, then scaled by the gain. */
function normalise(values: Float64Array, weights: PlainWeights, gain: string): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const factors = row(weights, gain);
  return values.map((value, i) => ((value - mean) / Math.sqrt(variance + NORM_EPSILON)) * (factors?.[i] ?? 1));
}
