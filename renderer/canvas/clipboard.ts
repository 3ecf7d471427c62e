import { z } from 'zod';
import { type Graph, type GraphNode, type Position, paste as pasteGraph } from '../../engine/graph';
import { nodeType } from '../../engine/nodes';
import { bringNodes, emptyProject, flawInGraph, graphSchema } from '../../engine/project';

/** A part of a graph as JSON text, so that layers travel between windows and through any text. */

const FORMAT = 'unroll-layers';

const partSchema = z.strictObject({ format: z.literal(FORMAT), version: z.literal(emptyProject.version), graph: graphSchema });

/** Largest text that is looked at; longer ones are no layers. */
const LONGEST = 5_000_000;

export function partToText(part: Graph): string {
  return JSON.stringify({ format: FORMAT, version: emptyProject.version, graph: part }, null, 2);
}

export type ReadPart = { readonly is: 'part'; readonly graph: Graph } | { readonly is: 'refused'; readonly text: string };

/** Checks text from a clipboard wholly before anything of it reaches the document. */
export function partFromText(text: string): ReadPart {
  if (text.length > LONGEST || !text.includes(FORMAT)) return { is: 'refused', text: 'The clipboard holds no layers: copy some first.' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { is: 'refused', text: 'The clipboard holds layers that are cut off: copy them again.' };
  }
  const parsed = partSchema.safeParse(value);
  if (!parsed.success)
    return { is: 'refused', text: 'The clipboard holds layers of another version of Unroll: they cannot be pasted here.' };
  // The text may come from an older window, whose layers have older parameters.
  const brought = bringNodes(parsed.data.graph, nodeType);
  if (brought.is === 'refused') return brought;
  const flaw = flawInGraph(brought.graph);
  if (flaw) return { is: 'refused', text: flaw.replace('The project was not opened', 'These layers cannot be pasted') };
  return { is: 'part', graph: brought.graph };
}

/** A name's stem without its number, so that it gets the next one. */
function stemmed(node: GraphNode): GraphNode {
  return { ...node, name: node.name.slice(0, 50) };
}

/** Adds a part with its upper left corner at `place`. → the graph and the new layers. */
export function pastePart(graph: Graph, part: Graph, place: Position): { graph: Graph; ids: readonly string[] } {
  const outer = part.nodes.filter((node) => node.parent === undefined);
  const x = Math.min(...outer.map((node) => node.position.x));
  const y = Math.min(...outer.map((node) => node.position.y));
  return pasteGraph(graph, { ...part, nodes: part.nodes.map(stemmed) }, { x: place.x - x, y: place.y - y });
}
