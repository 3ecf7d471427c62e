import type { Layer, Tf } from '../build';
import { type CallOptions, inputOf, type LayerMaker, shapeOf, type WrittenLayer } from '../layer';

export interface TimeDistributedArgs {
  readonly name: string;
  /** What is done at each time step; written down where it comes from a file. */
  readonly layer: Layer | WrittenLayer;
}

/**
 * [batch, time, ...] → [batch, time, ...]: all time steps of all samples go through the inner layer as one batch, which is the same as
 * one after the other for every layer that treats its samples apart from each other.
 */
export const timeDistributedLayer: LayerMaker<TimeDistributedArgs> = ({ tf, OurLayer }) =>
  class TimeDistributed extends OurLayer<TimeDistributedArgs> {
    static readonly className = 'UnrollTimeDistributed';
    override supportsMasking = true;
    private readonly inner = isWritten(this.args.layer) ? readLayer(tf, this.args.layer) : this.args.layer;
    override build(shape: Tf.Shape | Tf.Shape[]) {
      if (!this.inner.built) this.inner.build(stepShape(shapeOf(shape)));
      this.trainableWeights = this.inner.trainableWeights;
      this.nonTrainableWeights = this.inner.nonTrainableWeights;
      this.built = true;
    }
    override computeOutputShape(shape: Tf.Shape | Tf.Shape[]): Tf.Shape {
      const outer = shapeOf(shape);
      const [, ...rest] = shapeOf(this.inner.computeOutputShape(stepShape(outer)));
      return [outer[0] ?? null, outer[1] ?? null, ...rest];
    }
    override call(inputs: Tf.Tensor | Tf.Tensor[], { mask: _, ...options }: CallOptions): Tf.Tensor {
      return tf.tidy(() => {
        const x = inputOf(inputs);
        const [batch = 0, time = 0, ...rest] = x.shape;
        const [steps] = [this.inner.call(tf.reshape(x, [batch * time, ...rest]), { ...options })].flat() as [Tf.Tensor];
        return tf.reshape(steps, [batch, time, ...steps.shape.slice(1)]);
      });
    }
  };

/** The shape of one time step of all samples. */
function stepShape([batch = null, , ...rest]: Tf.Shape): Tf.Shape {
  return [batch, ...rest];
}

function isWritten(layer: Layer | WrittenLayer): layer is WrittenLayer {
  return 'className' in layer;
}

function readLayer(tf: typeof Tf, { className, config }: WrittenLayer): Layer {
  const found = tf.serialization.SerializationMap.getMap().classNameMap[className];
  if (!found) throw new Error(`There is no layer class "${className}".`);
  const [LayerClass, fromConfig] = found;
  return fromConfig(LayerClass, { ...config }) as Layer;
}
