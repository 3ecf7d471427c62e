import { hashKey } from './random';
import type { TensorFlow, Tf } from './tensorflow';

/**
 * The random numbers of one training run: each draw depends on the run's seed, the step and who draws,
 * so that a run can be repeated, and resumed, number by number.
 */
export interface DropoutSource {
  /** Zeros, and 1 / (1 − rate) where a number is kept. */
  mask(layer: string, shape: readonly number[], rate: number): Tf.Tensor;
  /** Called before every training step. */
  setStep(step: number): void;
}

export function createDropoutSource(tf: TensorFlow, seed: number): DropoutSource {
  let step = 0;
  return {
    setStep: (next) => {
      step = next;
    },
    mask: (layer, shape, rate) =>
      tf.tidy(() => {
        const drawn = statelessUniform(tf, shape, [hashKey(seed, layer), step]);
        return tf.mul(tf.cast(tf.greaterEqual(drawn, rate), 'float32'), 1 / (1 - rate));
      }),
  };
}

/** The part of tfjs-node's backend that runs an operation of TensorFlow by name. */
interface OperationBackend {
  executeSingleOutput(name: string, attributes: unknown[], inputs: Tf.Tensor[]): Tf.Tensor;
  readonly binding: Readonly<Record<'TF_ATTR_TYPE' | 'TF_INT32' | 'TF_FLOAT', number>>;
}

/** TensorFlow's StatelessRandomUniform: Philox keyed by two 32-bit numbers (Salmon et al. 2011). */
function statelessUniform(tf: TensorFlow, shape: readonly number[], key: readonly [number, number]): Tf.Tensor {
  const backend = tf.backend() as unknown as OperationBackend;
  const { TF_ATTR_TYPE, TF_INT32, TF_FLOAT } = backend.binding;
  const attributes = [
    { name: 'dtype', type: TF_ATTR_TYPE, value: TF_FLOAT },
    { name: 'T', type: TF_ATTR_TYPE, value: TF_INT32 },
    { name: 'Tseed', type: TF_ATTR_TYPE, value: TF_INT32 },
  ];
  return backend.executeSingleOutput('StatelessRandomUniform', attributes, [
    tf.tensor1d([...shape], 'int32'),
    tf.tensor1d([...key], 'int32'),
  ]);
}
