import type { TensorFlow, Tf } from '../kernels/tensorflow';
import type { CompiledModel, RunResult } from '../model/compile';
import type { Batch } from './feed';
import { createLoss } from './losses';
import { penaltyOnOutputs, penaltyOnWeights } from './penalties';

/** What training makes small, and the losses of the Outputs that are in it, in their order. */
export interface TotalLoss {
  readonly losses: readonly Tf.Scalar[];
  /** The losses by their weights, and all penalties. */
  readonly total: Tf.Scalar;
}

/** Made once for a model; call what it gives inside a tidy. */
export function createTotalLoss(tf: TensorFlow, { outputs, weights }: CompiledModel): (result: RunResult, batch: Batch) => TotalLoss {
  const heads = outputs.map(({ objective, activation, lossWeight }) => ({ lossWeight, loss: createLoss(tf, objective.loss, activation) }));
  const trainable = weights.filter((weight) => weight.trainable);
  return (result, batch) => {
    const losses = heads.map(({ loss }, i) => {
      const { value, mask } = result.outputs[i] as RunResult['outputs'][number];
      return loss(value, batch.targets[i] as Tf.Tensor, mask);
    });
    const weighted = losses.map((loss, i): Tf.Scalar => tf.mul(loss, heads[i]?.lossWeight ?? 1));
    const penalties = [penaltyOnWeights(tf, trainable), penaltyOnOutputs(tf, result.penalised)];
    const parts = [...weighted, ...penalties.filter((penalty): penalty is Tf.Scalar => penalty !== undefined)];
    return { losses, total: parts.length === 1 && heads[0]?.lossWeight === 1 ? (losses[0] as Tf.Scalar) : (tf.addN(parts) as Tf.Scalar) };
  };
}
