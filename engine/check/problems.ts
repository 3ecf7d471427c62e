import { addNodes, type Edge, findNode, freshName, type Graph, innerNode, type Params, setParams, splice, type TensorType } from '../graph';
import { basePort, defaultParams, nodeType, type Takes, versionOf } from '../nodes';

/** Something the user should know before training: a sentence, its place, and a mend where one is mechanical. */
export interface Problem {
  /** The node it stands at; none for the graph as a whole. */
  readonly node?: string;
  readonly code: string;
  /** Errors keep the graph from training, warnings do not. */
  readonly severity: 'error' | 'warning';
  /** A whole sentence that names the node. */
  readonly text: string;
  readonly mend?: GraphMend;
  /** The wires at the node do not fit together. */
  readonly clash?: true;
}

export interface GraphMend {
  /** What the button says. */
  readonly label: string;
  readonly does:
    | { readonly is: 'set'; readonly node: string; readonly params: Params }
    | { readonly is: 'insert'; readonly type: string; readonly edge: Edge; readonly params?: Params }
    | { readonly is: 'add'; readonly type: string };
}

/** The graph with a mend carried out. */
export function applyMend(graph: Graph, mend: GraphMend): Graph {
  const { does } = mend;
  if (does.is === 'set') return setParams(graph, does.node, does.params);
  const type = nodeType(does.type);
  if (!type) return graph;
  const params = { ...defaultParams(type), ...(does.is === 'insert' ? does.params : {}) };
  const id = freshName(graph, does.type);
  const node = { id, type: does.type, ...versionOf(type), name: id, params };
  const right = Math.max(0, ...graph.nodes.filter((node) => node.parent === undefined).map((node) => node.position.x + 240));
  if (does.is === 'add') return addNodes(graph, [{ ...node, position: { x: right, y: 60 } }]);
  const [input] = type.inputs(params);
  const [output] = type.outputs(params);
  const target = findNode(graph, does.edge.to.node);
  if (!input || !output || !target) return graph;
  const position = { x: target.position.x - 30, y: target.position.y + 160 };
  // In the group where the wire ends.
  const added = addNodes(graph, [target.parent === undefined ? { ...node, position } : { ...node, position, parent: target.parent }]);
  return splice(added, does.edge, id, { input: input.id, output: output.id });
}

/** The mend "set return sequences" on the recurrent layer whose output arrives, through layers that keep its shape, at `node.port`. */
export function sequenceMend(graph: Graph, at: { node: string; port: string }, wanted: boolean): GraphMend | undefined {
  let edge = graph.edges.find((e) => e.to.node === at.node && basePort(e.to.port) === basePort(at.port));
  for (let steps = 0; edge && steps < graph.nodes.length; steps++) {
    const source = findNode(graph, edge.from.node);
    if (!source) return undefined;
    const layer = nodeType(source.type)?.holds ? innerNode(graph, source.id) : source;
    if (layer && layer.params.returnSequences === !wanted) {
      const label = wanted ? `Return sequences from "${layer.name}"` : `Return the last state alone from "${layer.name}"`;
      return { label, does: { is: 'set', node: layer.id, params: { returnSequences: wanted } } };
    }
    edge = graph.edges.find((e) => e.to.node === source.id);
  }
  return undefined;
}

/** What makes a wire's type one that its port takes: at the layer it comes from, else a layer between the two. */
export function mendOfType(graph: Graph, edge: Edge, takes: Takes, type: TensorType): GraphMend | undefined {
  const insert = (layer: string, label: string, params: Params = {}): GraphMend => ({
    label,
    does: { is: 'insert', type: layer, edge, params },
  });
  if (type.dtype === 'index' && takes !== 'indices') {
    return insert('embedding', 'Insert an Embedding', type.vocabulary === undefined ? {} : { vocabulary: type.vocabulary });
  }
  if (takes === 'sequence') return type.shape.length === 1 ? sequenceMend(graph, edge.to, true) : undefined;
  if (takes !== 'vector' || type.shape.length < 2) return undefined;
  if (type.shape.length > 2) return insert('flatten', 'Insert a Flatten');
  return sequenceMend(graph, edge.to, false) ?? insert('globalAveragePooling1d', 'Insert a mean over all time steps');
}

/** The mend for a sequence at an Output whose targets are one for each sample: one step of it, or the mean of what the last layer gets. */
export function mendOfTarget(graph: Graph, output: string, prediction: TensorType, target: readonly number[]): GraphMend | undefined {
  const mend = sequenceMend(graph, { node: output, port: 'prediction' }, false);
  if (mend || prediction.shape.length !== target.length + 1 || prediction.shape.length !== 2) return mend;
  const last = graph.edges.find((edge) => edge.to.node === output);
  const before = last && graph.edges.filter((edge) => edge.to.node === last.from.node);
  // A Dense answers for the mean; any other layer's own answers are averaged.
  const dense = findNode(graph, last?.from.node ?? '')?.type === 'dense';
  const edge = dense && before?.length === 1 ? before[0] : last;
  return edge && { label: 'Insert a mean over all time steps', does: { is: 'insert', type: 'globalAveragePooling1d', edge } };
}

/** A mend of parameters, if the node it would change has them. */
export function paramsMend(graph: Graph, node: string, label: string, params: Params): GraphMend | undefined {
  const kinds = nodeType(findNode(graph, node)?.type ?? '')?.params ?? {};
  const fits = Object.entries(params).every(([name, value]) => kinds[name]?.schema.safeParse(value).success);
  return fits ? { label, does: { is: 'set', node, params } } : undefined;
}
