import { createLayerClasses } from '../kernels/layers';
import type { TensorFlow } from '../kernels/tensorflow';

/**
 * Built into `unroll-layers.js`, which goes with an export that holds layers tfjs lacks: `registerUnrollLayers(tf)` makes them known,
 * then `tf.loadLayersModel` reads the model. Works on every backend.
 */
export function registerUnrollLayers(tf: TensorFlow): void {
  const dropout = {
    setStep: () => undefined,
    mask: (_layer: string, shape: readonly number[], rate: number) => tf.dropout(tf.ones([...shape]), rate),
    normal: (_layer: string, shape: readonly number[]) => tf.randomNormal([...shape]),
  };
  for (const layer of createLayerClasses(tf, dropout)) tf.serialization.registerClass(layer as never);
}
