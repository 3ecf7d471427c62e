import type { BidirectionalArgs, RecurrentArgs } from '../../nodes/build';
import { type Carrying, createLayerBase, featuresOf, inputOf, shapeOf } from '../../nodes/layer';
import { stateNames } from '../../nodes/traits/recurrent';
import type { DropoutSource } from '../dropout';
import type { TensorFlow, Tf } from '../tensorflow';
import type { State } from './cells';
import { type CallOptions, createDirection, firstMask } from './direction';
import type { RunnerMaker } from './runner';

/** Keras's LSTM, GRU, SimpleRNN, and Bidirectional over one of them. */
export function createRecurrentLayers(tf: TensorFlow, dropout: DropoutSource, makeRunner: RunnerMaker) {
  const OurLayer = createLayerBase(tf);

  /**
   * [batch, time, features] → [batch, time, units] or [batch, units]; with `returnState` the last state follows it.
   * Further inputs are the first state: h or, for LSTM, h and c, each [batch, units].
   */
  class Recurrent extends OurLayer<RecurrentArgs> implements Carrying {
    static readonly className = 'UnrollRecurrent';
    override supportsMasking = true;
    private readonly direction = createDirection(tf, dropout, makeRunner, this.args, { owner: this.args.name, zeroMasked: false });
    /** Of the batch before, in a stateful layer. */
    private carried: State | undefined;

    override build(shape: Tf.Shape | Tf.Shape[]) {
      this.direction.build(featuresOf(shape), (name, size, initialiser) => this.weight(name, size, initialiser));
      this.built = true;
    }
    override computeOutputShape(shape: Tf.Shape | Tf.Shape[]): Tf.Shape | Tf.Shape[] {
      const [batch = null, time = null] = shapeOf(shape);
      const { units, returnSequences, returnState, cell } = this.args;
      const output = returnSequences ? [batch, time, units] : [batch, units];
      return returnState ? [output, ...stateNames(cell).map(() => [batch, units])] : output;
    }
    override computeMask(_inputs: Tf.Tensor | Tf.Tensor[], mask?: Tf.Tensor | Tf.Tensor[]): Tf.Tensor | Tf.Tensor[] {
      const { returnSequences, returnState, cell } = this.args;
      const sequence = Array.isArray(mask) ? mask[0] : mask;
      // tfjs's type leaves out that there may be none; tfjs itself wants one for each output.
      const output = (returnSequences ? sequence : undefined) as Tf.Tensor;
      return returnState ? [output, ...stateNames(cell).map(() => undefined as never)] : output;
    }
    override call(inputs: Tf.Tensor | Tf.Tensor[], options: CallOptions): Tf.Tensor | Tf.Tensor[] {
      const [x, ...given] = (Array.isArray(inputs) ? inputs : [inputs]) as [Tf.Tensor3D, ...Tf.Tensor2D[]];
      const { returnSequences, returnState, stateful } = this.args;
      return tf.tidy(() => {
        const initial = given.length > 0 ? given : this.carriedFor(x);
        const { output: run, state } = this.direction.run(x, options, initial);
        const mask = firstMask(options.mask);
        const output = initial && mask ? tf.mul(run, reached(tf, mask, this.args)) : run;
        if (stateful) this.carry(state);
        return returnState ? [output, ...state.map((value, i) => (i === 0 && !returnSequences ? tf.clone(value) : value))] : output;
      });
    }
    carriedStates(): State {
      return this.carried ?? [];
    }
    carryOn(states: State) {
      this.carry(states);
    }
    override resetStates() {
      tf.dispose([...(this.carried ?? [])]);
      this.carried = undefined;
    }
    override dispose() {
      this.resetStates();
      return super.dispose();
    }
    /** The state to go on from: none after a batch of another size. */
    private carriedFor(x: Tf.Tensor3D): State | undefined {
      return this.carried?.[0]?.shape[0] === x.shape[0] ? this.carried : undefined;
    }
    private carry(state: State) {
      const before = this.carried ?? [];
      // A copy of the numbers alone: no gradient flows back into the batch before.
      this.carried = state.map((value) => tf.keep(tf.clone(value)));
      tf.dispose([...before]);
    }
  }

  /** The same, twice as wide with concat. Sequences of the backward half come out in the order of time. */
  class Bidirectional extends OurLayer<BidirectionalArgs> {
    static readonly className = 'UnrollBidirectional';
    override supportsMasking = true;
    private readonly half = { owner: this.args.name, zeroMasked: this.args.forward.returnSequences };
    private readonly there = createDirection(tf, dropout, makeRunner, this.args.forward, this.half);
    private readonly back = createDirection(tf, dropout, makeRunner, this.args.backward, this.half);

    override build(shape: Tf.Shape | Tf.Shape[]) {
      for (const [prefix, direction] of [
        ['forward', this.there],
        ['backward', this.back],
      ] as const) {
        direction.build(featuresOf(shape), (name, size, initialiser) => this.weight(`${prefix}_${name}`, size, initialiser));
      }
      this.built = true;
    }
    override computeOutputShape(shape: Tf.Shape | Tf.Shape[]): Tf.Shape | Tf.Shape[] {
      const [batch = null, time = null] = shapeOf(shape);
      const { units, returnSequences } = this.args.forward;
      const of = (width: number) => (returnSequences ? [batch, time, width] : [batch, width]);
      if (this.args.mergeMode === 'none') return [of(units), of(units)];
      return of(this.args.mergeMode === 'concat' ? 2 * units : units);
    }
    override computeMask(_inputs: Tf.Tensor | Tf.Tensor[], mask?: Tf.Tensor | Tf.Tensor[]): Tf.Tensor | Tf.Tensor[] {
      const kept = (this.args.forward.returnSequences ? (Array.isArray(mask) ? mask[0] : mask) : undefined) as Tf.Tensor;
      return this.args.mergeMode === 'none' ? [kept, kept] : kept;
    }
    override call(inputs: Tf.Tensor | Tf.Tensor[], options: CallOptions): Tf.Tensor | Tf.Tensor[] {
      return tf.tidy(() => {
        const x = inputOf(inputs) as Tf.Tensor3D;
        const there = this.there.run(x, options);
        const back = this.back.run(x, options);
        const inTime = this.args.forward.returnSequences ? tf.reverse(back.output, 1) : back.output;
        return merge(tf, this.args.mergeMode, there.output, inTime);
      });
    }
  }

  return { Recurrent, Bidirectional };
}

/**
 * 0 before the first step that counts and 1 from there on, [batch, time, 1], or for all of the sequence, [batch, 1]. Keras repeats the
 * output before a masked step; before the first there is none, whatever the state was to begin with.
 */
function reached(tf: TensorFlow, mask: Tf.Tensor2D, { goBackwards, returnSequences }: RecurrentArgs): Tf.Tensor {
  const counts = tf.cast(goBackwards ? tf.reverse(mask, 1) : mask, 'float32');
  return returnSequences ? tf.expandDims(tf.minimum(tf.cumsum(counts, 1), 1), 2) : tf.max(counts, 1, true);
}

function merge(tf: TensorFlow, mode: BidirectionalArgs['mergeMode'], a: Tf.Tensor, b: Tf.Tensor): Tf.Tensor | Tf.Tensor[] {
  switch (mode) {
    case 'concat':
      return tf.concat([a, b], -1);
    case 'sum':
      return tf.add(a, b);
    case 'mul':
      return tf.mul(a, b);
    case 'ave':
      return tf.div(tf.add(a, b), 2);
    case 'none':
      return [a, b];
  }
}
