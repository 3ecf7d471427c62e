import { nodeTypes } from '../nodes';
import type { Layer, LayerFactory } from '../nodes/build';
import { createLayerBase, type LayerContext, type LayerMaker } from '../nodes/layer';
import { activation } from './activations';
import type { DropoutSource } from './dropout';
import { createRecurrentLayers } from './recurrent/layer';
import { plainRunner, type RunnerMaker } from './recurrent/runner';
import type { TensorFlow } from './tensorflow';

function createContext(tf: TensorFlow, random: LayerContext['random']): LayerContext {
  return { tf, random, OurLayer: createLayerBase(tf), activation: (name) => activation(tf, name) };
}

/** Every class of layer that is ours, those of the node types included: what an export needs to be read back. */
export function createLayerClasses(tf: TensorFlow, dropout: DropoutSource): readonly unknown[] {
  const context = createContext(tf, dropout);
  const makers = new Set(nodeTypes.flatMap((type) => type.layers ?? []));
  return [...Object.values(createRecurrentLayers(tf, dropout, plainRunner(tf))), ...[...makers].map((maker) => maker(context))];
}

/** Layers as the node types ask for them; each class is made when its first layer is. */
export function createLayerFactory(tf: TensorFlow, dropout: DropoutSource, makeRunner: RunnerMaker): LayerFactory {
  const context = createContext(tf, dropout);
  const { Recurrent, Bidirectional } = createRecurrentLayers(tf, dropout, makeRunner);
  const made = new Map<LayerMaker<never>, new (args: never) => Layer>();
  return {
    recurrent: (args) => new Recurrent(args),
    bidirectional: (args) => new Bidirectional(args),
    make: (maker, args) => {
      const LayerClass = made.get(maker) ?? maker(context);
      made.set(maker, LayerClass);
      return new LayerClass(args as never);
    },
  };
}
