import type { LayerFactory } from '../nodes/build';
import { createAttentionLayer } from './attention';
import { createBasicLayers } from './basic';
import type { DropoutSource } from './dropout';
import { createRecurrentLayers } from './recurrent/layer';
import type { TensorFlow } from './tensorflow';

/** Every class of layer that is ours: Keras 3's numbers, on our kernels. */
export function createLayerClasses(tf: TensorFlow, dropout: DropoutSource) {
  return { ...createBasicLayers(tf, dropout), ...createRecurrentLayers(tf, dropout), ...createAttentionLayer(tf) };
}

/** The same as the node types make them. */
export function createLayerFactory(tf: TensorFlow, dropout: DropoutSource): LayerFactory {
  const classes = createLayerClasses(tf, dropout);
  return {
    recurrent: (args) => new classes.Recurrent(args),
    bidirectional: (args) => new classes.Bidirectional(args),
    attention: (args) => new classes.Attention(args),
    dense: (args) => new classes.Dense(args),
    embedding: (args) => new classes.Embedding(args),
    dropout: (args) => new classes.Dropout(args),
  };
}
