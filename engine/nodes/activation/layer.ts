import type { Tf } from '../build';
import { inputOf, type LayerMaker } from '../layer';

export interface ActivationArgs {
  readonly name: string;
  readonly activation: string;
}

/** Each number, or for softmax each vector along the last axis, through a function. */
export const activationLayer: LayerMaker<ActivationArgs> = ({ tf, OurLayer, activation }) =>
  class Activation extends OurLayer<ActivationArgs> {
    static readonly className = 'UnrollActivation';
    override supportsMasking = true;
    private readonly act = activation(this.args.activation);
    override call(inputs: Tf.Tensor | Tf.Tensor[]): Tf.Tensor {
      return tf.tidy(() => this.act(inputOf(inputs)));
    }
  };
