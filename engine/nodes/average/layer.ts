import { mergeLayer } from '../traits/mergeLayer';

export const averageLayer = mergeLayer('UnrollAverage', (tf, inputs) =>
  tf.div(
    inputs.reduce((sum, input) => tf.add(sum, input)),
    inputs.length,
  ),
);
