import { applyMend, type Check, check, freePort, refusal } from '../../check';
import {
  addNodes,
  connect,
  emptyGraph,
  freshName,
  type Graph,
  type GraphNode,
  type PortRef,
  setBypassed,
  type TensorType,
} from '../../graph';
import type { Random } from '../../kernels/random';
import { defaultParams, type InputPort, type NodeType, nodeType, nodeTypes } from '../../nodes';
import { randomParams } from './randomParams';

/** How often a type is tried with other wires and parameters before another takes its place. */
const TRIES = 6;
/** Numbers that one port may carry for a sample, and the axes they may lie along. */
const LARGEST = 240;
const MOST_AXES = 3;

const layers = nodeTypes.filter(({ type }) => type !== 'input' && type !== 'output');

/** A network of about `size` layers without an error: Inputs, layers of any type on whatever went before, Outputs, groups. */
export function randomGraph(random: Random, size: number): Graph {
  let graph = emptyGraph;
  for (let i = 1 + random.below(3); i > 0; i--) graph = withInput(graph, random);
  for (let i = 0; i < size; i++) graph = withLayer(graph, random);
  for (let i = random.below(3); i > 0; i--) graph = withOutput(graph, random);
  return random.below(3) === 0 ? withGroups(graph, random) : graph;
}

/** Every output port and what it carries. */
export function carriedBy(checked: Check): { from: PortRef; type: TensorType }[] {
  return [...checked.nodes].flatMap(([node, { outputs }]) =>
    Object.entries(outputs).map(([port, type]) => ({ from: { node, port }, type })),
  );
}

export function pick<T>(random: Random, list: readonly T[]): T | undefined {
  return list[random.below(list.length)];
}

function add(graph: Graph, type: NodeType, params: GraphNode['params'], parent?: string): { graph: Graph; id: string } {
  const id = freshName(graph, type.type);
  const node = { id, type: type.type, name: id, params, position: { x: 0, y: 0 }, ...(parent === undefined ? {} : { parent }) };
  return { graph: addNodes(graph, [node]), id };
}

function typeOf(name: string): NodeType {
  const type = nodeType(name);
  if (!type) throw new Error(`There is no node type "${name}".`);
  return type;
}

function withInput(graph: Graph, random: Random): Graph {
  const shapes = [
    { shape: [5, 3], dtype: 'float' },
    { shape: [5, 3], dtype: 'float' },
    { shape: [4], dtype: 'float' },
    { shape: [5], dtype: 'index' },
    { shape: [3, 4, 2], dtype: 'float' },
  ];
  return add(graph, typeOf('input'), { ...defaultParams(typeOf('input')), ...pick(random, shapes) }).graph;
}

/** One layer more; the same graph in the rare case that nothing fits. */
function withLayer(graph: Graph, random: Random): Graph {
  for (let i = 0; i < 20; i++) {
    const type = pick(random, layers) as NodeType;
    for (let tries = 0; tries < TRIES; tries++) {
      const next = attempt(graph, type, random);
      if (next) return next;
    }
  }
  return graph;
}

/** The graph with a layer of this type, if its wires and parameters happen to make sense, at the latest after a mend. */
function attempt(graph: Graph, type: NodeType, random: Random): Graph | undefined {
  const carried = carriedBy(check(graph));
  const firstPort = type.inputs(defaultParams(type))[0];
  const first = firstPort && pickSource(random, carried, firstPort, undefined);
  const params = randomParams(type, random, first?.type);
  const added = add(graph, type, params);
  let next = added.graph;
  if (type.holds) {
    const inner = typeOf(pick(random, type.holds) ?? '');
    next = add(next, inner, randomParams(inner, random, first && { ...first.type, shape: first.type.shape.slice(1) }), added.id).graph;
  }
  let before = first;
  for (const port of type.inputs(params)) {
    if (port.optional && random.below(2) === 0) continue;
    for (let wires = port.many ? 2 + random.below(2) : 1; wires > 0; wires--) {
      const source = before === first && port.id === firstPort?.id && wires === 1 ? first : pickSource(random, carried, port, before?.type);
      if (!source) return undefined;
      next = connect(next, source.from, freePort(next, added.id, port));
      before = source;
    }
  }
  if (random.below(16) === 0) next = setBypassed(next, [added.id], true);
  return sound(next, added.id);
}

/** What a port takes; rather something of the form that another port of the node has got, and rather what is masked. */
function pickSource(random: Random, carried: ReturnType<typeof carriedBy>, port: InputPort, like: TensorType | undefined) {
  const fitting = carried.filter(({ type }) => refusal(port.takes, type) === undefined);
  const alike = fitting.filter(({ type }) => type.shape.join() === like?.shape.join());
  const chosen = alike.length > 0 && random.below(4) > 0 ? alike : fitting;
  const masked = chosen.filter((source) => source.type.masked);
  if (masked.length > 0 && random.below(3) === 0) return pick(random, masked);
  // The last ones rather than the first, so that networks become deep.
  return pick(random, random.below(2) === 0 ? chosen.slice(-4) : chosen);
}

function sound(graph: Graph, id: string): Graph | undefined {
  let now = graph;
  for (let mends = 0; mends < 3; mends++) {
    const checked = check(now);
    const found = checked.nodes.get(id);
    if (found) return Object.values(found.outputs).every(isSmall) ? now : undefined;
    const mend = checked.problems.find(({ node, severity }) => node === id && severity === 'error')?.mend;
    // Mends of what stands before would change it for others.
    if (mend?.does.is !== 'set' || mend.does.node !== id) return undefined;
    now = applyMend(now, mend);
  }
  return undefined;
}

function isSmall({ shape }: TensorType): boolean {
  return shape.length <= MOST_AXES && shape.reduce((product, size) => product * size, 1) <= LARGEST;
}

function withOutput(graph: Graph, random: Random): Graph {
  const taken = graph.edges.filter(({ to }) => to.port === 'prediction').map(({ from }) => `${from.node}.${from.port}`);
  const free = carriedBy(check(graph)).filter(({ from }) => !taken.includes(`${from.node}.${from.port}`));
  const source = pickSource(random, free, { id: 'prediction', label: '', takes: 'floats' }, undefined);
  if (!source) return graph;
  const added = add(graph, typeOf('output'), defaultParams(typeOf('output')));
  return connect(added.graph, source.from, { node: added.id, port: 'prediction' });
}

/** Some of the layers in a group, which may stand in another. */
function withGroups(graph: Graph, random: Random): Graph {
  const outer = add(graph, typeOf('group'), defaultParams(typeOf('group')));
  const inner = add(outer.graph, typeOf('group'), defaultParams(typeOf('group')), outer.id);
  const nodes = inner.graph.nodes.map((node) => {
    if (node.parent !== undefined || node.type === 'group' || random.below(3) > 0) return node;
    return { ...node, parent: random.below(2) === 0 ? outer.id : inner.id };
  });
  return { ...inner.graph, nodes };
}
