import { activation } from './activation';
import { add } from './add';
import { attention } from './attention';
import { average } from './average';
import { averagePooling1d } from './averagePooling1d';
import { batchNormalization } from './batchNormalization';
import { bidirectional } from './bidirectional';
import { concatenate } from './concatenate';
import { conv1d } from './conv1d';
import type { Group, NodeType } from './define';
import { dense } from './dense';
import { dot } from './dot';
import { dropout } from './dropout';
import { embedding } from './embedding';
import { flatten } from './flatten';
import { gaussianNoise } from './gaussianNoise';
import { globalAveragePooling1d } from './globalAveragePooling1d';
import { globalMaxPooling1d } from './globalMaxPooling1d';
import { group } from './group';
import { gru } from './gru';
import { input } from './input';
import { layerNormalization } from './layerNormalization';
import { lstm } from './lstm';
import { masking } from './masking';
import { maximum } from './maximum';
import { maxPooling1d } from './maxPooling1d';
import { multiHeadAttention } from './multiHeadAttention';
import { multiply } from './multiply';
import { output } from './output';
import { permute } from './permute';
import { positionalEmbedding } from './positionalEmbedding';
import { repeatVector } from './repeatVector';
import { reshape } from './reshape';
import { simpleRnn } from './simpleRnn';
import { spatialDropout1d } from './spatialDropout1d';
import { subtract } from './subtract';
import { timeDistributed } from './timeDistributed';

/** Every type of layer, in the order of the palette. */
export const nodeTypes: readonly NodeType[] = [
  input,
  masking,
  embedding,
  positionalEmbedding,
  lstm,
  gru,
  simpleRnn,
  bidirectional,
  timeDistributed,
  attention,
  multiHeadAttention,
  dense,
  activation,
  dropout,
  spatialDropout1d,
  gaussianNoise,
  layerNormalization,
  batchNormalization,
  conv1d,
  maxPooling1d,
  averagePooling1d,
  globalAveragePooling1d,
  globalMaxPooling1d,
  flatten,
  reshape,
  permute,
  repeatVector,
  concatenate,
  add,
  subtract,
  multiply,
  average,
  maximum,
  dot,
  output,
];

/** Layers, and the frame around any of them, which is drawn around a selection and has no place in the palette. */
const byType = new Map([...nodeTypes, group].map((type) => [type.type, type]));

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
