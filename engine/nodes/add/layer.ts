import { fold, mergeLayer } from '../traits/mergeLayer';

export const addLayer = mergeLayer(
  'UnrollAdd',
  fold((tf, a, b) => tf.add(a, b)),
);
