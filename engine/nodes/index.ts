import { activation } from './activation';
import { attention } from './attention';
import { batchNormalization } from './batchNormalization';
import { bidirectional } from './bidirectional';
import { concatenate } from './concatenate';
import type { Group, NodeType } from './define';
import { dense } from './dense';
import { dropout } from './dropout';
import { embedding } from './embedding';
import { gaussianNoise } from './gaussianNoise';
import { gru } from './gru';
import { input } from './input';
import { layerNormalization } from './layerNormalization';
import { lstm } from './lstm';
import { output } from './output';
import { simpleRnn } from './simpleRnn';
import { spatialDropout1d } from './spatialDropout1d';

/** Every node type, in the order of the palette. */
export const nodeTypes: readonly NodeType[] = [
  input,
  embedding,
  lstm,
  gru,
  simpleRnn,
  bidirectional,
  attention,
  dense,
  activation,
  dropout,
  spatialDropout1d,
  gaussianNoise,
  layerNormalization,
  batchNormalization,
  concatenate,
  output,
];

const byType = new Map(nodeTypes.map((type) => [type.type, type]));

export function nodeType(type: string): NodeType | undefined {
  return byType.get(type);
}

/** Palette groups in their order, under the names they are shown by. */
export const GROUPS: Readonly<Record<Group, string>> = {
  data: 'Data',
  embedding: 'Embedding',
  recurrent: 'Recurrent',
  attention: 'Attention',
  dense: 'Dense & core',
  merge: 'Merge',
  output: 'Output',
};

export * from './define';
export type * from './params';
