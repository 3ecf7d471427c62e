import { type CheckOptions, check, refuseWire } from '../../engine/check';
import { connect, type Graph, type PortRef, type Position, setParams } from '../../engine/graph';
import type { Group } from '../../engine/nodes';
import { nodeType } from '../../engine/nodes';
import { insertBlock } from '../../engine/nodes/blocks/block';
import { TRANSFORMER, transformerBlock } from '../../engine/nodes/blocks/transformer';
import { layersIn } from './groups';
import { isWired, openInputs } from './ports';

/** Layers that come together: each is put on the canvas as a group of plain layers, to be changed like any others. */

/** What the palette has: a type of layer, or a block under a name that no type has. */
export interface Addable {
  readonly type: string;
  readonly title: string;
  readonly group: Group;
  readonly summary: string;
}

const TRANSFORMER_BLOCK = 'block:transformer';

export const blocks: readonly Addable[] = [
  {
    type: TRANSFORMER_BLOCK,
    title: 'Transformer block',
    group: 'attention',
    summary: 'Self-attention and a feed-forward part, each added to what went in and normalised: eight layers in a group.',
  },
];

export function isBlock(type: string): boolean {
  return blocks.some((block) => block.type === type);
}

/** The layer or block that goes by a name. */
export function addable(type: string): Addable | undefined {
  return blocks.find((block) => block.type === type) ?? nodeType(type);
}

/** `features`: of the sequence that is to enter it, which is added to what comes out. */
export function addBlock(graph: Graph, position: Position, features: number = TRANSFORMER.features): { graph: Graph; id: string } {
  // Once a block has told the time steps apart, the next one need not.
  const told = graph.nodes.some((node) => node.type === 'positionalEmbedding');
  const keyDim = Math.max(1, Math.round(features / TRANSFORMER.heads));
  const settings = { features, keyDim, feedForward: 2 * features, positions: told ? 'none' : TRANSFORMER.positions } as const;
  const inserted = insertBlock(graph, transformerBlock(settings), position);
  // As one card it finds room anywhere; unfolded, it is eight cards wide.
  return { graph: setParams(inserted.graph, inserted.group, { folded: true }), id: inserted.group };
}

/** The ends of a group that lead nowhere yet: everything it reads, and what it gives. */
export function openEnds(graph: Graph, group: string): { inputs: readonly PortRef[]; output: PortRef | undefined } {
  const layers = layersIn(graph, group);
  const fed = new Set(graph.edges.map(({ from }) => from.node));
  const inputs = layers.flatMap((node) => {
    const optional = new Set((nodeType(node.type)?.inputs(node.params) ?? []).filter((port) => port.optional).map((port) => port.id));
    return openInputs(graph, node).filter((to) => !isWired(graph, to) && !optional.has(to.port) && !isFilled(graph, to));
  });
  const last = layers.find((node) => !fed.has(node.id));
  const [port] = (last && nodeType(last.type)?.outputs(last.params)) ?? [];
  return { inputs, output: last && port && { node: last.id, port: port.id } };
}

/** A port that takes several wires has enough of them with two. */
function isFilled(graph: Graph, { node, port }: PortRef): boolean {
  const [base, number] = port.split(':');
  return number !== undefined && graph.edges.filter(({ to }) => to.node === node && to.port.startsWith(`${base}:`)).length >= 2;
}

/** Wires an output to everything that a group reads; undefined where it takes none of it. */
export function feedGroup(graph: Graph, group: string, from: PortRef, options: CheckOptions): Graph | undefined {
  const { inputs } = openEnds(graph, group);
  const fits = inputs.length > 0 && inputs.every((to) => refuseWire(graph, check(graph, options), from, to, options) === undefined);
  return fits ? inputs.reduce((now, to) => connect(now, from, to), graph) : undefined;
}
