import type { Measured } from '../kernels/fused/loss';
import type { TrainingStep } from '../kernels/fused/update';
import type { TensorFlow, Tf } from '../kernels/tensorflow';
import type { CompiledModel, RunResult } from '../model/compile';
import type { TrainingSettings } from '../project';
import type { Batch } from './feed';
import { createMetric } from './metrics';
import type { Optimiser } from './optimisers';
import { constrain } from './penalties';
import { createTotalLoss } from './total';

/** What one batch came to. */
export type StepResult = {
  /** The outputs' losses by their weights, and all penalties. */
  loss: number;
  /** Norm of all gradients together, before clipping; 0 outside training. */
  gradientNorm: number;
  /** In the order of `metrics`, before `finish`. */
  metrics: number[];
};

/** Training and evaluation of single batches, made once for a model. */
export interface Stepper {
  /** Changes the weights, unless loss or gradient is not finite: then they stay the last finite ones. */
  train(batch: Batch, taken: TrainingStep): StepResult;
  evaluate(batch: Batch): StepResult;
  /** Names and how their means become what is shown. With several Outputs each name begins with the Output's. */
  readonly metrics: readonly { readonly name: string; readonly finish: (mean: number) => number }[];
}

export function createStepper(
  tf: TensorFlow,
  compiled: CompiledModel,
  training: { optimiser: Optimiser; clip: TrainingSettings['clip'] } | undefined,
): Stepper {
  const several = compiled.outputs.length > 1;
  const heads = compiled.outputs.map(({ name, objective, activation }) => ({
    metrics: objective.metrics.map((metric) => ({
      metric,
      name: several ? `${name}_${metric}` : metric,
      ...createMetric(tf, metric, objective, activation),
    })),
    ownLoss: several ? [{ name: `${name}_loss`, finish: (mean: number) => mean }] : [],
  }));
  const trainable = compiled.weights.filter((weight) => weight.trainable);
  const variables = trainable.map((weight) => weight.variable);

  const measure = createTotalLoss(tf, compiled);
  const measureMetrics = (result: RunResult, batch: Batch, measured: readonly Measured[]) =>
    heads.flatMap(({ metrics, ownLoss }, i) => {
      const [{ value, mask }, target, known] = [
        result.outputs[i] as RunResult['outputs'][number],
        batch.targets[i] as Tf.Tensor,
        measured[i] as Measured,
      ];
      return [
        ...ownLoss.map(() => known.loss),
        ...metrics.map(({ metric, batch: work }) => known.metrics[metric] ?? work(value, target, { loss: known.loss, mask })),
      ];
    });

  return {
    metrics: heads.flatMap(({ ownLoss, metrics }) => [...ownLoss, ...metrics.map(({ name, finish }) => ({ name, finish }))]),
    train: (batch, { step, learningRate }) =>
      tf.tidy(() => {
        if (!training) throw new Error('This stepper was made without an optimiser.');
        let measured: Tf.Scalar[] = [];
        let updates: RunResult['updates'] = [];
        const { value, grads } = tf.variableGrads(() => {
          const result = compiled.run(batch.inputs, { training: true });
          const { heads: known, total } = measure(result, batch);
          measured = measureMetrics(result, batch, known).map((scalar) => tf.keep(scalar));
          updates = result.updates.map(({ variable, value: next }) => ({ variable, value: tf.keep(next) }));
          return total;
        }, variables);
        // No Output may hang on a weight of a layer that one does hang on: on one direction of two, say.
        const ordered = variables.map((variable) => grads[variable.name] ?? tf.zerosLike(variable));
        const proposal = training.optimiser.propose(ordered, { step, learningRate, clip: training.clip });
        const result = readStep(tf, value, proposal.gradientNorm, measured);
        tf.dispose(measured);
        if (Number.isFinite(result.loss) && Number.isFinite(result.gradientNorm)) {
          proposal.accept();
          constrain(tf, trainable);
          for (const { variable, value: next } of updates) variable.write(next);
        }
        tf.dispose(updates.map(({ value: next }) => next));
        return result;
      }),
    evaluate: (batch) =>
      tf.tidy(() => {
        const result = compiled.run(batch.inputs, { training: false });
        const { heads: known, total } = measure(result, batch);
        return readStep(tf, total, tf.scalar(0), measureMetrics(result, batch, known));
      }),
  };
}

/** All scalars of a step in one read. */
function readStep(tf: TensorFlow, loss: Tf.Scalar, norm: Tf.Scalar, metrics: readonly Tf.Scalar[]): StepResult {
  const [lossValue = Number.NaN, gradientNorm = Number.NaN, ...rest] = tf.stack([loss, norm, ...metrics]).dataSync();
  return { loss: lossValue, gradientNorm, metrics: rest };
}
