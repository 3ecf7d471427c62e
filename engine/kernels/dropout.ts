import type { RandomSource } from '../nodes/layer';
import { hashKey } from './random';
import type { TensorFlow, Tf } from './tensorflow';

/**
 * The random numbers of one training run: each draw depends on the run's seed, the step and who draws,
 * so that a run can be repeated, and resumed, number by number.
 */
export interface DropoutSource extends RandomSource {
  /** Called before every training step. */
  setStep(step: number): void;
}

export function createDropoutSource(tf: TensorFlow, seed: number): DropoutSource {
  let step = 0;
  const key = (layer: string): [number, number] => [hashKey(seed, layer), step];
  return {
    setStep: (next) => {
      step = next;
    },
    mask: (layer, shape, rate) =>
      tf.tidy(() => {
        const drawn = drawStateless(tf, 'StatelessRandomUniform', shape, key(layer));
        return tf.mul(tf.cast(tf.greaterEqual(drawn, rate), 'float32'), 1 / (1 - rate));
      }),
    normal: (layer, shape) => drawStateless(tf, 'StatelessRandomNormal', shape, key(layer)),
  };
}

/** The part of tfjs-node's backend that runs an operation of TensorFlow by name. */
interface OperationBackend {
  executeSingleOutput(name: string, attributes: unknown[], inputs: Tf.Tensor[]): Tf.Tensor;
  readonly binding: Readonly<Record<'TF_ATTR_TYPE' | 'TF_INT32' | 'TF_FLOAT', number>>;
}

/** TensorFlow's stateless numbers: Philox keyed by two 32-bit numbers (Salmon et al. 2011). */
function drawStateless(
  tf: TensorFlow,
  operation: 'StatelessRandomUniform' | 'StatelessRandomNormal',
  shape: readonly number[],
  key: readonly [number, number],
): Tf.Tensor {
  const backend = tf.backend() as unknown as OperationBackend;
  const { TF_ATTR_TYPE, TF_INT32, TF_FLOAT } = backend.binding;
  const attributes = [
    { name: 'dtype', type: TF_ATTR_TYPE, value: TF_FLOAT },
    { name: 'T', type: TF_ATTR_TYPE, value: TF_INT32 },
    { name: 'Tseed', type: TF_ATTR_TYPE, value: TF_INT32 },
  ];
  return tf.tidy(() =>
    backend.executeSingleOutput(operation, attributes, [tf.tensor1d([...shape], 'int32'), tf.tensor1d([...key], 'int32')]),
  );
}
