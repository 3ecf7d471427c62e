import { fusedMeasure, type Measure, type Measured } from '../kernels/fused/loss';
import { nativeOperations } from '../kernels/fused/native';
import type { TensorFlow, Tf } from '../kernels/tensorflow';
import type { CompiledModel, ModelOutput, RunResult } from '../model/compile';
import type { Batch } from './feed';
import { createLoss } from './losses';
import { penaltyOnOutputs, penaltyOnWeights } from './penalties';

/** What training makes small, and the Outputs' losses that are in it, in their order. */
export interface TotalLoss {
  readonly heads: readonly Measured[];
  /** The losses by their weights, and all penalties. */
  readonly total: Tf.Scalar;
}

/** Made once for a model; call what it gives inside a tidy. */
export function createTotalLoss(tf: TensorFlow, { outputs, weights }: CompiledModel): (result: RunResult, batch: Batch) => TotalLoss {
  const measures = outputs.map((output) => createMeasure(tf, output));
  const weightOf = (i: number) => outputs[i]?.lossWeight ?? 1;
  const trainable = weights.filter((weight) => weight.trainable);
  return (result, batch) => {
    const heads = measures.map((measure, i) => {
      const { value, mask } = result.outputs[i] as RunResult['outputs'][number];
      return measure(value, batch.targets[i] as Tf.Tensor, mask);
    });
    const weighted = heads.map(({ loss }, i): Tf.Scalar => (weightOf(i) === 1 ? loss : tf.mul(loss, weightOf(i))));
    const penalties = [penaltyOnWeights(tf, trainable), penaltyOnOutputs(tf, result.penalised)];
    const parts = [...weighted, ...penalties.filter((penalty): penalty is Tf.Scalar => penalty !== undefined)];
    return { heads, total: parts.length === 1 ? (parts[0] as Tf.Scalar) : (tf.addN(parts) as Tf.Scalar) };
  };
}

/** In one operation where there is one for it, else step by step. */
function createMeasure(tf: TensorFlow, { objective, activation }: ModelOutput): Measure {
  const native = nativeOperations(tf);
  const fused = native && fusedMeasure(tf, native, objective.loss, activation);
  if (fused) return fused;
  const loss = createLoss(tf, objective.loss, activation);
  return (output, target, mask) => ({ loss: loss(output, target, mask), metrics: {} });
}
