import { besideValues } from '../layer';
import { mergeLayer } from '../traits/mergeLayer';

/** A masked time step counts as 1; where it is masked in every input the product is 0. keras/src/layers/merging/multiply.py */
export const multiplyLayer = mergeLayer('UnrollMultiply', (tf, inputs, masks) => {
  const spread = masks.map((mask) => mask && besideValues(tf, mask, inputs[0]?.rank ?? 0));
  const factors = inputs.map((input, i) => {
    const mask = spread[i];
    return mask ? tf.where(mask, input, tf.onesLike(input)) : input;
  });
  const product = factors.reduce((whole, factor) => tf.mul(whole, factor));
  if (spread.includes(undefined)) return product;
  const counts = spread.reduce((either, mask) => tf.logicalOr(either as typeof product, mask as typeof product));
  return tf.where(counts as typeof product, product, tf.zerosLike(product));
});
