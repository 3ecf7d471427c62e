import { type Graph, type PortRef, type Position, paste } from '../../graph';

/** Layers that belong together, ready to be put into a graph: nodes and wires inside a group. */
export interface Block {
  readonly part: Graph;
  /** Id of the group's node in `part`. */
  readonly group: string;
  /** Where the one sequence that it takes has to be wired to, all of them. */
  readonly inputs: readonly PortRef[];
  readonly output: PortRef;
}

/** A block that stands in a graph, under the ids it has there. */
export interface Inserted extends Omit<Block, 'part'> {
  readonly graph: Graph;
}

/** Adds a block under fresh ids and names, its group's upper left corner at `position`. */
export function insertBlock(graph: Graph, { part, group, inputs, output }: Block, position: Position): Inserted {
  const pasted = paste(graph, part, position);
  const renamed = (id: string) => pasted.renamed.get(id) ?? id;
  const moved = ({ node, port }: PortRef): PortRef => ({ node: renamed(node), port });
  return { graph: pasted.graph, group: renamed(group), inputs: inputs.map(moved), output: moved(output) };
}
