import type { TensorFlow, Tf } from '../kernels/tensorflow';
import type { CompiledModel } from '../model/compile';
import type { TrainingSettings } from '../project';
import { clipGradients, globalNorm } from './clip';
import type { Batch } from './feed';
import { createLoss } from './losses';
import { createMetric } from './metrics';
import type { Optimiser } from './optimisers';

/** What one batch came to. */
export type StepResult = {
  loss: number;
  /** Norm of all gradients together, before clipping; 0 outside training. */
  gradientNorm: number;
  /** In the order of the objective's metrics, before `finish`. */
  metrics: number[];
};

/** Training and evaluation of single batches, made once for a model. */
export interface Stepper {
  /** Changes the weights, unless loss or gradient is not finite: then they stay the last finite ones. */
  train(batch: Batch): StepResult;
  evaluate(batch: Batch): StepResult;
  /** Metric names and how their means become what is shown. */
  readonly metrics: readonly { readonly name: string; readonly finish: (mean: number) => number }[];
}

export function createStepper(
  tf: TensorFlow,
  compiled: CompiledModel,
  training: { optimiser: Optimiser; clip: TrainingSettings['clip'] } | undefined,
): Stepper {
  const { objective, headActivation } = compiled;
  const loss = createLoss(tf, objective.loss, headActivation);
  const metrics = objective.metrics.map((name) => ({ name, ...createMetric(tf, name, objective, headActivation) }));
  const trainable = compiled.weights.filter((weight) => weight.trainable);
  const variables = trainable.map((weight) => weight.variable);
  const measure = (output: Tf.Tensor, targets: Tf.Tensor, value: Tf.Scalar) => metrics.map(({ batch }) => batch(output, targets, value));

  return {
    metrics,
    train: (batch) =>
      tf.tidy(() => {
        if (!training) throw new Error('This stepper was made without an optimiser.');
        let output: Tf.Tensor | undefined;
        const { value, grads } = tf.variableGrads(() => {
          output = tf.keep(compiled.run(batch.inputs, { training: true }));
          return loss(output, batch.targets);
        }, variables);
        const ordered = variables.map((variable) => grads[variable.name] as Tf.Tensor);
        const norm = globalNorm(tf, ordered);
        const result = readStep(tf, value, norm, measure(output as Tf.Tensor, batch.targets, value));
        output?.dispose();
        if (Number.isFinite(result.loss) && Number.isFinite(result.gradientNorm)) {
          training.optimiser.apply(clipGradients(tf, ordered, training.clip));
        }
        return result;
      }),
    evaluate: (batch) =>
      tf.tidy(() => {
        const output = compiled.run(batch.inputs, { training: false });
        const value = loss(output, batch.targets);
        return readStep(tf, value, tf.scalar(0), measure(output, batch.targets, value));
      }),
  };
}

/** All scalars of a step in one read. */
function readStep(tf: TensorFlow, loss: Tf.Scalar, norm: Tf.Scalar, metrics: readonly Tf.Scalar[]): StepResult {
  const [lossValue = Number.NaN, gradientNorm = Number.NaN, ...rest] = tf.stack([loss, norm, ...metrics]).dataSync();
  return { loss: lossValue, gradientNorm, metrics: rest };
}
