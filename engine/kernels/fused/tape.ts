import type { TensorFlow, Tf } from '../tensorflow';

/** An operation of several outputs with a gradient of its own. `tf.customGrad` is the same for one output. */
export interface Differentiable {
  readonly inputs: Readonly<Record<string, Tf.Tensor>>;
  /** Saved tensors live until the way back is over; nothing is saved outside of training. */
  forward(save: (tensors: Tf.Tensor[]) => void): Tf.Tensor[];
  /** Gradients that arrive, one for each output, and what was saved → how to get the gradient of each input. */
  backward(arriving: readonly Tf.Tensor[], saved: readonly Tf.Tensor[]): Record<string, () => Tf.Tensor>;
}

/** The part of tfjs's engine that records what is differentiated. */
interface Recorder {
  runKernelFunc(kernel: {
    inputs: Differentiable['inputs'];
    forwardFunc: (backend: unknown, save: (tensors: Tf.Tensor[]) => void) => Tf.Tensor[];
    backwardsFunc: (arriving: Tf.Tensor | Tf.Tensor[], saved: Tf.Tensor[]) => Record<string, () => Tf.Tensor>;
  }): Tf.Tensor[];
  readonly state: { readonly activeTape?: readonly { readonly outputs: readonly Tf.Tensor[] }[] };
}

const recorderOf = (tf: TensorFlow) => tf.engine() as unknown as Recorder;

export function runDifferentiable(tf: TensorFlow, { inputs, forward, backward }: Differentiable): Tf.Tensor[] {
  return recorderOf(tf).runKernelFunc({
    inputs,
    forwardFunc: (_backend, save) => forward(save),
    backwardsFunc: (arriving, saved) => backward(Array.isArray(arriving) ? arriving : [arriving], saved),
  });
}

/** Whether a recorded operation made it: data that come from outside need no gradient. */
export function onTape(tf: TensorFlow, tensor: Tf.Tensor): boolean {
  if (tensor instanceof tf.Variable) return true;
  return recorderOf(tf).state.activeTape?.some(({ outputs }) => outputs.some(({ id }) => id === tensor.id)) ?? false;
}
