import type { TensorFlow } from '../kernels/tensorflow';
import type { Initialiser, SymbolicTensor } from '../nodes/build';
import type { InitialiserName } from '../nodes/traits/initialisers';

interface Serializable {
  getClassName(): string;
  getConfig(): object;
}

/** Named and configured as tfjs's own initialiser, for an export's sake, but quick: its numbers are overwritten. */
export function stockInitialiser(tf: TensorFlow, name: InitialiserName, constant = 0): Initialiser {
  const factories = tf.initializers as unknown as Record<string, (args: object) => Serializable>;
  const make = factories[name.replace('lecun', 'leCun')];
  if (!make) throw new Error(`tfjs has no initialiser "${name}".`);
  const real = make(name === 'constant' ? { value: constant } : {});
  const zeros = tf.initializers.zeros() as unknown as Serializable & Initialiser;
  return Object.assign(zeros, { getClassName: () => real.getClassName(), getConfig: () => real.getConfig() });
}

/** What a wire brings to a node. */
interface Arriving {
  readonly symbol: SymbolicTensor;
  readonly masked: boolean;
}

/**
 * A node's inputs, none of them twice: what a layer takes a second time comes as a copy. tfjs counts a layer once among those that
 * still need a tensor but counts it down at each input, so it would dispose of the tensor before the last of them.
 */
export function eachOnce(
  tf: TensorFlow,
  name: string,
  arriving: (port: string) => readonly Arriving[],
): (port: string) => readonly SymbolicTensor[] {
  const byPort = new Map<string, readonly SymbolicTensor[]>();
  const taken = new Set<SymbolicTensor>();
  const once = ({ symbol, masked }: Arriving): SymbolicTensor => {
    // A copy would end a mask, and tfjs hands only the first one on.
    if (!taken.has(symbol) || masked) {
      taken.add(symbol);
      return symbol;
    }
    const copy = `${name}_again_${taken.size}`;
    const layer = tf.layers.reshape({ name: copy, targetShape: symbol.shape.slice(1) });
    const copied = layer.apply(symbol) as SymbolicTensor;
    taken.add(copied);
    return copied;
  };
  return (port) => {
    const known = byPort.get(port) ?? arriving(port).map(once);
    byPort.set(port, known);
    return known;
  };
}
