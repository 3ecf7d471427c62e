import { fold, mergeLayer } from '../traits/mergeLayer';

export const subtractLayer = mergeLayer(
  'UnrollSubtract',
  fold((tf, a, b) => tf.sub(a, b)),
);
