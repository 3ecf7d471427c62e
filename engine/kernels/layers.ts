import type { LayerFactory } from '../nodes/build';
import { createAttentionLayer } from './attention';
import { createDenseLayer, createDropoutLayer, createEmbeddingLayer } from './basic';
import type { DropoutSource } from './dropout';
import { createBidirectionalLayer, createRecurrentLayer } from './recurrent/layer';
import type { TensorFlow } from './tensorflow';

/** Our layers: Keras 3's numbers, on our kernels. */
export function createLayerFactory(tf: TensorFlow, dropout: DropoutSource): LayerFactory {
  return {
    recurrent: (args) => createRecurrentLayer(tf, dropout, args),
    bidirectional: (args) => createBidirectionalLayer(tf, dropout, args),
    attention: (args) => createAttentionLayer(tf, args),
    dense: (args) => createDenseLayer(tf, args),
    embedding: (args) => createEmbeddingLayer(tf, args),
    dropout: (args) => createDropoutLayer(tf, dropout, args),
  };
}
