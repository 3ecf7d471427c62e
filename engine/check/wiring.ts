import { connect, type Edge, findNode, type Graph, type PortRef, samePort, wouldCycle } from '../graph';
import { basePort, nodeType } from '../nodes';
import { type Check, type CheckOptions, check } from './check';
import { applyMend, type GraphMend, type Problem, sequenceMend } from './problems';
import { refusal } from './takes';

/** Why a wire cannot be drawn; the mend, where there is one, makes it possible. */
export interface Refusal {
  readonly text: string;
  readonly mend?: GraphMend;
}

/** Whether a wire may be drawn: undefined, or why not. Cycles and shape clashes may not; what merely is incomplete may. */
export function refuseWire(graph: Graph, checked: Check, from: PortRef, to: PortRef, options: CheckOptions = {}): Refusal | undefined {
  const source = findNode(graph, from.node);
  const target = findNode(graph, to.node);
  const sourceType = nodeType(source?.type ?? '');
  const targetType = nodeType(target?.type ?? '');
  const port = target && targetType?.inputs(target.params).find((input) => input.id === basePort(to.port));
  if (!source || !target || !sourceType || !port || !sourceType.outputs(source.params).some((output) => output.id === from.port)) {
    return { text: 'A wire runs from an output to an input.' };
  }
  if (from.node === to.node || wouldCycle(graph, from, to)) {
    return { text: `This wire would close a circle: "${target.name}" already leads to "${source.name}".` };
  }
  const carried = checked.nodes.get(source.id)?.outputs[from.port];
  if (!carried) return undefined;
  const wired = connect(graph, from, to);
  const text = refusal(port.takes, carried);
  if (text) {
    const mend =
      port.takes === 'sequence' ? sequenceMend(wired, to, true) : port.takes === 'vector' ? sequenceMend(wired, to, false) : undefined;
    return { text: `"${target.name}" ${text}`, ...(mend ? { mend } : {}) };
  }
  const clash = newClash(checked, check(wired, options), to.node);
  return clash ? { text: clash.text } : undefined;
}

/** A wire drawn together with the mend that it needs. */
export function connectWithMend(graph: Graph, from: PortRef, to: PortRef, mend: GraphMend): Graph {
  return connect(applyMend(graph, mend), from, to);
}

/** The first free place at a port that takes several wires, such as `inputs:2`; the port itself where it takes one. */
export function freePort(graph: Graph, node: string, port: { id: string; many?: boolean }): PortRef {
  if (!port.many) return { node, port: port.id };
  const taken = (candidate: PortRef) => graph.edges.some((edge: Edge) => samePort(edge.to, candidate));
  let number = 0;
  while (taken({ node, port: `${port.id}:${number}` })) number++;
  return { node, port: `${port.id}:${number}` };
}

function newClash(before: Check, after: Check, node: string): Problem | undefined {
  const known = new Set(before.problems.map((problem) => problem.text));
  return after.problems.find((problem) => problem.node === node && problem.clash && !known.has(problem.text));
}
