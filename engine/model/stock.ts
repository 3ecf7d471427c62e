import type { TensorFlow } from '../kernels/tensorflow';
import type { Initialiser } from '../nodes/build';
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
