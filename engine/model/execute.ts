import type { Tf } from '../kernels/tensorflow';
import type { SymbolicTensor } from '../nodes/build';
import type { Update } from '../nodes/layer';

/** A tensor and, where some of its time steps are padding, which of them count. */
export interface Masked {
  readonly value: Tf.Tensor;
  /** [batch, time], true where a step counts. */
  readonly mask: Tf.Tensor | undefined;
}

export interface Executed {
  /** Of the symbols asked for, in their order. */
  readonly values: readonly Masked[];
  /** What layers would remember of this batch; none outside training. */
  readonly updates: readonly Update[];
}

/** Runs a model's layers in order, with a value for each of its inputs. */
export interface Executor {
  /** Call it inside a tidy: what is not returned is the tidy's to dispose of. */
  run(inputs: readonly Tf.Tensor[], options: { training: boolean }): Executed;
}

interface Step {
  readonly layer: Tf.layers.Layer;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

/** What tfjs knows of one use of a layer. */
interface LayerNode {
  readonly inputTensors: readonly SymbolicTensor[];
  readonly outputTensors: readonly SymbolicTensor[];
}

/**
 * Lists the layers between `inputs` and `outputs` once, so that a run is a plain loop.
 * tfjs's own model disposes of a tensor too early where one layer takes it twice, as self-attention does.
 */
export function createExecutor(inputs: readonly SymbolicTensor[], outputs: readonly SymbolicTensor[]): Executor {
  const slots = new Map<number, number>(inputs.map((symbol, slot) => [symbol.id, slot]));
  const steps: Step[] = [];
  const visit = (symbol: SymbolicTensor): number => {
    const known = slots.get(symbol.id);
    if (known !== undefined) return known;
    const layer = symbol.sourceLayer;
    const { inputTensors, outputTensors } = layer.inboundNodes[symbol.nodeIndex] as unknown as LayerNode;
    const from = inputTensors.map(visit);
    for (const output of outputTensors) slots.set(output.id, slots.size);
    steps.push({ layer, inputs: from, outputs: outputTensors.map((output) => slots.get(output.id) as number) });
    return slots.get(symbol.id) as number;
  };
  const wanted = outputs.map(visit);

  return {
    run(given, options) {
      const values: Tf.Tensor[] = [...given];
      const masks: (Tf.Tensor | undefined)[] = [];
      const updates: Update[] = [];
      for (const { layer, inputs: from, outputs: to } of steps) {
        const taken = from.map((slot) => values[slot] as Tf.Tensor);
        const arriving = taken.length === 1 ? (taken[0] as Tf.Tensor) : taken;
        const masked = from.map((slot) => masks[slot]);
        const mask = masked.some(Boolean) ? (masked.length === 1 ? masked[0] : masked) : undefined;
        const result = layer.call(arriving, { ...options, updates, ...(mask ? { mask } : {}) });
        // A layer that knows nothing of masks ends them.
        const leaving = layer.supportsMasking ? layer.computeMask(arriving, mask as Tf.Tensor) : undefined;
        const list = Array.isArray(result) ? result : [result];
        to.forEach((slot, i) => {
          values[slot] = list[i] as Tf.Tensor;
          masks[slot] = (Array.isArray(leaving) ? leaving[i] : i === 0 ? leaving : undefined) ?? undefined;
        });
      }
      return { values: wanted.map((slot) => ({ value: values[slot] as Tf.Tensor, mask: masks[slot] })), updates };
    },
  };
}
