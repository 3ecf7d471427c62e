import { foldUnmasked, mergeLayer } from '../traits/mergeLayer';

export const maximumLayer = mergeLayer(
  'UnrollMaximum',
  foldUnmasked((tf, a, b) => tf.maximum(a, b)),
);
