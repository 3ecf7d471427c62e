import type { BidirectionalArgs, RecurrentArgs } from '../../nodes/build';
import type { DropoutSource } from '../dropout';
import { createLayerBase, featuresOf, inputOf, shapeOf } from '../layerClass';
import type { TensorFlow, Tf } from '../tensorflow';
import { type CallOptions, createDirection } from './direction';

/** Keras's LSTM, GRU, SimpleRNN, and Bidirectional over one of them. */
export function createRecurrentLayers(tf: TensorFlow, dropout: DropoutSource) {
  const OurLayer = createLayerBase(tf);

  /** [batch, time, features] → [batch, time, units] or [batch, units]. */
  class Recurrent extends OurLayer<RecurrentArgs> {
    static readonly className = 'UnrollRecurrent';
    private readonly direction = createDirection(tf, dropout, this.args, this.args.name);
    override build(shape: Tf.Shape | Tf.Shape[]) {
      this.direction.build(featuresOf(shape), (name, size, initialiser) => this.weight(name, size, initialiser));
      this.built = true;
    }
    override computeOutputShape(shape: Tf.Shape | Tf.Shape[]): Tf.Shape {
      const [batch = null, time = null] = shapeOf(shape);
      return this.args.returnSequences ? [batch, time, this.args.units] : [batch, this.args.units];
    }
    override call(inputs: Tf.Tensor | Tf.Tensor[], options: CallOptions): Tf.Tensor {
      return tf.tidy(() => {
        const { sequence, state } = this.direction.run(inputOf(inputs) as Tf.Tensor3D, options);
        return this.args.returnSequences ? sequence : (state[0] as Tf.Tensor);
      });
    }
  }

  /** The same, twice as wide with concat. Sequences of the backward half come out in the order of time. */
  class Bidirectional extends OurLayer<BidirectionalArgs> {
    static readonly className = 'UnrollBidirectional';
    private readonly there = createDirection(tf, dropout, this.args.forward, this.args.name);
    private readonly back = createDirection(tf, dropout, this.args.backward, this.args.name);
    override build(shape: Tf.Shape | Tf.Shape[]) {
      for (const [prefix, direction] of [
        ['forward', this.there],
        ['backward', this.back],
      ] as const) {
        direction.build(featuresOf(shape), (name, size, initialiser) => this.weight(`${prefix}_${name}`, size, initialiser));
      }
      this.built = true;
    }
    override computeOutputShape(shape: Tf.Shape | Tf.Shape[]): Tf.Shape {
      const [batch = null, time = null] = shapeOf(shape);
      const { units, returnSequences } = this.args.forward;
      const width = this.args.mergeMode === 'concat' ? 2 * units : units;
      return returnSequences ? [batch, time, width] : [batch, width];
    }
    override call(inputs: Tf.Tensor | Tf.Tensor[], options: CallOptions): Tf.Tensor {
      return tf.tidy(() => {
        const x = inputOf(inputs) as Tf.Tensor3D;
        const there = this.there.run(x, options);
        const back = this.back.run(x, options);
        return this.args.forward.returnSequences
          ? merge(tf, this.args.mergeMode, there.sequence, tf.reverse(back.sequence, 1))
          : merge(tf, this.args.mergeMode, there.state[0] as Tf.Tensor, back.state[0] as Tf.Tensor);
      });
    }
  }

  return { Recurrent, Bidirectional };
}

function merge(tf: TensorFlow, mode: BidirectionalArgs['mergeMode'], a: Tf.Tensor, b: Tf.Tensor): Tf.Tensor {
  switch (mode) {
    case 'concat':
      return tf.concat([a, b], -1);
    case 'sum':
      return tf.add(a, b);
    case 'mul':
      return tf.mul(a, b);
    case 'ave':
      return tf.div(tf.add(a, b), 2);
  }
}
