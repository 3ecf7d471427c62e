import type { Group, NodeType } from './define';
import { group } from './group';
import * as types from './types';

/** What most networks are made of stands first in its group, in this order; the rest follows by its title. */
const FIRST: readonly string[] = [
  'input',
  'embedding',
  'lstm',
  'gru',
  'simpleRnn',
  'bidirectional',
  'attention',
  'dense',
  'activation',
  'dropout',
  'layerNormalization',
  'conv1d',
  'concatenate',
  'add',
];

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

/** Every type of layer, in the order of the palette. */
export const nodeTypes: readonly NodeType[] = Object.values(types)
  .map((type): NodeType => type)
  .sort((a, b) => groupPlace(a) - groupPlace(b) || firstPlace(a) - firstPlace(b) || a.title.localeCompare(b.title, 'en'));

function groupPlace(type: NodeType): number {
  return Object.keys(GROUPS).indexOf(type.group);
}

function firstPlace({ type }: NodeType): number {
  return FIRST.includes(type) ? FIRST.indexOf(type) : FIRST.length;
}

/** Layers, and the frame around any of them, which is drawn around a selection and has no place in the palette. */
const byType = new Map([...nodeTypes, group].map((type) => [type.type, type]));

export function nodeType(type: string): NodeType | undefined {
  return byType.get(type);
}

export * from './define';
export type * from './params';
