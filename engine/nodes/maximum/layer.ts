import { foldUnmasked, mergeLayer } from '../traits/mergeLayer';

/** A masked time step of one input is the other's. keras/src/layers/merging/maximum.py */
export const maximumLayer = mergeLayer(
  'UnrollMaximum',
  // Both brought to one shape by sums, whose gradients are summed again over what was repeated; tfjs forgets that for a maximum.
  foldUnmasked((tf, a, b) => tf.maximum(tf.add(a, tf.zerosLike(b)), tf.add(b, tf.zerosLike(a)))),
);
