import { createDropoutSource } from '../kernels/dropout';
import type { TensorFlow, Tf } from '../kernels/tensorflow';
import { type CompiledModel, compile } from '../model/compile';
import type { NamedWeight } from '../model/weights';
import { readWeights, writeWeights } from '../model/weights';
import { type Batch, disposeBatch } from '../train/feed';
import { squash } from '../train/losses';
import { createOptimiser, type Optimiser } from '../train/optimisers';
import { createStepper } from '../train/step';
import { checkCase, type Numbers, type ParityCase, type Request } from './request';

/** What a model makes of a request: predictions, gradients by weight in training, losses before each training step by optimiser. */
export interface Answer {
  readonly parameters: number;
  readonly output: readonly number[];
  readonly gradients: Readonly<Record<string, readonly number[]>>;
  readonly losses: Readonly<Record<string, readonly number[]>>;
  /** Predictions after the training steps of the first optimiser: what every weight, running means included, has come to. */
  readonly trained: readonly number[];
}

/** Keras's, which also says how far its own losses and trained predictions move when every weight begins a last bit away. */
export interface ReferenceAnswer extends Answer {
  readonly rounding: { readonly loss: number; readonly trained: number };
}

const NO_CLIP = { value: null, norm: null, globalNorm: null };

/** Our own answer, through the product's compile, loss, optimisers and training step. */
export function answer(tf: TensorFlow, parity: ParityCase, request: Request): Answer {
  const checked = checkCase(parity);
  const dropout = createDropoutSource(tf, parity.seed);
  const args = {
    tf,
    graph: parity.graph,
    checked,
    data: parity.data,
    seed: parity.seed,
    dropout,
    head: 'logits',
    flavour: 'ours',
  } as const;
  const compiled = compile(args);
  const batch = toBatch(tf, request);
  const { weights } = compiled;
  const reset = () =>
    writeWeights(
      tf,
      weights,
      weights.map(({ name, shape }) => ({ name, shape, values: Float32Array.from(request.weights[name] ?? []) })),
    );
  try {
    reset();
    const predict = () =>
      tf.tidy(() =>
        compiled
          .run(batch.inputs, { training: false })
          .outputs.flatMap(({ value }, i) => Array.from(squash(tf, value, compiled.outputs[i]?.activation ?? '').dataSync())),
      );
    const output = predict();
    const trainable = weights.filter((weight) => weight.trainable);
    const gradients = tf.tidy(() => gradientsOf(tf, compiled, trainable, batch));
    const losses: Record<string, number[]> = {};
    let trained: number[] | undefined;
    for (const settings of request.optimisers) {
      reset();
      const optimiser = createOptimiser(tf, settings, trainable);
      const stepper = createStepper(tf, compiled, { optimiser, clip: NO_CLIP });
      losses[settings.is] = Array.from({ length: request.steps }, (_, step) => {
        dropout.setStep(step);
        return stepper.train(batch, { step: step + 1, learningRate: settings.learningRate }).loss;
      });
      trained ??= predict();
      optimiser.dispose();
    }
    const parameters = readWeights(weights).reduce((sum, { values }) => sum + values.length, 0);
    return { parameters, output, gradients, losses, trained: trained ?? [] };
  } finally {
    disposeBatch(batch);
    compiled.dispose();
  }
}

/** By weight, of the whole loss with its penalties, through the stepper's own forward pass. */
function gradientsOf(tf: TensorFlow, compiled: CompiledModel, trainable: readonly NamedWeight[], batch: Batch): Record<string, number[]> {
  const found = new Map<string, number[]>();
  const probe: Optimiser = {
    propose: (grads) => {
      trainable.forEach(({ name }, i) => {
        found.set(name, Array.from((grads[i] as Tf.Tensor).dataSync()));
      });
      return { gradientNorm: tf.scalar(0), accept: () => undefined };
    },
    slots: () => [],
    restore: () => undefined,
    dispose: () => undefined,
  };
  createStepper(
    tf,
    { ...compiled, weights: trainable.map((weight) => ({ ...weight, constraint: undefined })) },
    { optimiser: probe, clip: NO_CLIP },
  ).train(batch, { step: 1, learningRate: 0 });
  return Object.fromEntries(found);
}

function toBatch(tf: TensorFlow, request: Request): Batch {
  const tensor = ({ values, shape, dtype }: Numbers) => tf.tensor([...values], [...shape], dtype);
  return { inputs: request.inputs.map(tensor), targets: request.targets.map(tensor), size: request.targets[0]?.shape[0] ?? 1 };
}
