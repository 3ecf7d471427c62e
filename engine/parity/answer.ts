import { createDropoutSource } from '../kernels/dropout';
import type { TensorFlow, Tf } from '../kernels/tensorflow';
import { compile } from '../model/compile';
import { readWeights, writeWeights } from '../model/weights';
import { clipGradients } from '../train/clip';
import { type Batch, disposeBatch } from '../train/feed';
import { createLoss, squash } from '../train/losses';
import { createOptimiser } from '../train/optimisers';
import { createStepper } from '../train/step';
import { checkCase, type Numbers, type ParityCase, type Request } from './request';

/** What a model makes of a request: predictions, gradients by weight, losses before each training step by optimiser. */
export interface Answer {
  readonly parameters: number;
  readonly output: readonly number[];
  readonly gradients: Readonly<Record<string, readonly number[]>>;
  readonly losses: Readonly<Record<string, readonly number[]>>;
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
  const { objective, headActivation, weights } = compiled;
  const reset = () =>
    writeWeights(
      tf,
      weights,
      weights.map(({ name, shape }) => ({ name, shape, values: Float32Array.from(request.weights[name] ?? []) })),
    );
  try {
    reset();
    const output = tf.tidy(() => Array.from(squash(tf, compiled.run(batch.inputs, { training: false }), headActivation).dataSync()));
    const trainable = weights.filter((weight) => weight.trainable);
    const gradients = tf.tidy(() => {
      const loss = createLoss(tf, objective.loss, headActivation);
      const variables = trainable.map((weight) => weight.variable);
      const { grads } = tf.variableGrads(() => loss(compiled.run(batch.inputs, { training: false }), batch.targets), variables);
      const clipped = clipGradients(
        tf,
        variables.map((variable) => grads[variable.name] as Tf.Tensor),
        NO_CLIP,
      );
      return Object.fromEntries(
        trainable.map(({ name }, i): [string, number[]] => [name, Array.from((clipped[i] as Tf.Tensor).dataSync())]),
      );
    });
    const losses: Record<string, number[]> = {};
    for (const settings of request.optimisers) {
      reset();
      const optimiser = createOptimiser(tf, settings, trainable);
      const stepper = createStepper(tf, compiled, { optimiser, clip: NO_CLIP });
      losses[settings.is] = Array.from({ length: request.steps }, () => stepper.train(batch).loss);
      optimiser.dispose();
    }
    return { parameters: readWeights(weights).reduce((sum, { values }) => sum + values.length, 0), output, gradients, losses };
  } finally {
    disposeBatch(batch);
    compiled.dispose();
  }
}

function toBatch(tf: TensorFlow, request: Request): Batch {
  const tensor = ({ values, shape, dtype }: Numbers) => tf.tensor([...values], [...shape], dtype);
  return { inputs: request.inputs.map(tensor), targets: tensor(request.targets), size: request.targets.shape[0] ?? 1 };
}
