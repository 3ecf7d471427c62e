import { type Check, innerLayer, isInside, portNumber } from '../check';
import { type Edge, type Graph, type GraphNode, type Params, topologicalOrder } from '../graph';
import type { DropoutSource } from '../kernels/dropout';
import { createInitialiser } from '../kernels/initialisers';
import { createLayerFactory } from '../kernels/layers';
import type { TensorFlow, Tf } from '../kernels/tensorflow';
import { basePort, type DataSpec, nodeType } from '../nodes';
import type { BuildArgs, BuiltPorts, Initialiser, SymbolicTensor } from '../nodes/build';
import { type Objective, type OutputParams, resolveObjective } from '../nodes/output/task';
import type { InitialiserName } from '../nodes/traits/initialisers';
import { createExecutor } from './execute';

/** A weight of the model under its lasting name, `lstm-1/kernel`. */
export interface NamedWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly variable: Tf.Variable;
  readonly trainable: boolean;
}

/** A graph as a model of TensorFlow. Whoever compiles it disposes of it. */
export interface CompiledModel {
  readonly model: Tf.LayersModel;
  /** The Input nodes in the order the model takes them, with the columns of the data that enter each; all where undefined. */
  readonly inputs: readonly { readonly name: string; readonly columns: readonly number[] | undefined }[];
  /** What turns the model's output into predictions: the last layer's own activation when the head is `logits`. */
  readonly headActivation: string;
  readonly objective: Objective;
  readonly weights: readonly NamedWeight[];
  /** In the stock flavour: layers that tfjs lacks and that are ours after all, with the reason, in sentences. */
  readonly notStock: readonly string[];
  /** The model's output for one batch, [batch, ...]. `training` switches dropout on. Call it inside a tidy. */
  run(inputs: readonly Tf.Tensor[], options: { training: boolean }): Tf.Tensor;
  dispose(): void;
}

export interface CompileArgs {
  readonly tf: TensorFlow;
  readonly graph: Graph;
  /** The check of the same graph with the same data; it must have no errors. */
  readonly checked: Check;
  readonly data: DataSpec | undefined;
  readonly seed: number;
  readonly dropout: DropoutSource;
  /** `logits` leaves a softmax or sigmoid of the last layer to the loss, which is stable that way; `predictions` keeps it. */
  readonly head: 'logits' | 'predictions';
  /** `stock` builds from layers that tfjs itself can load, as far as it has them. */
  readonly flavour: 'ours' | 'stock';
}

/** Graph → model. */
export function compile(args: CompileArgs): CompiledModel {
  const { tf, graph, checked, flavour } = args;
  const built = new Map<string, BuiltPorts>();
  const head = headOf(graph);
  const inputs: CompiledModel['inputs'][number][] = [];
  const symbols: SymbolicTensor[] = [];
  const notStock: string[] = [];
  const order = topologicalOrder(graph).nodes.map((id) => graph.nodes.find((node) => node.id === id) as GraphNode);
  for (const node of order) {
    const type = nodeType(node.type);
    if (!type || isInside(graph, node) || node.id === head.output.id) continue;
    const buildArgs = argsOf(args, node, built, node.id === head.last.id && args.head === 'logits');
    if (node.bypassed) {
      const [first] = type.inputs(node.params);
      const through = first && buildArgs.inputs(first.id)[0];
      if (through) built.set(node.id, Object.fromEntries(type.outputs(node.params).map((port) => [port.id, through])));
      continue;
    }
    const stock = flavour === 'stock' ? type.buildStock?.(buildArgs) : undefined;
    if (typeof stock === 'string') notStock.push(`"${node.name}" is a layer of our own: ${stock}`);
    const ports = stock === undefined || typeof stock === 'string' ? type.build(buildArgs) : stock;
    built.set(node.id, ports);
    if (node.type === 'input') {
      inputs.push({ name: node.name, columns: columnsOf(node.params, args.data) });
      symbols.push(ports.output as SymbolicTensor);
    }
  }
  const prediction = built.get(head.last.id)?.[head.edge.from.port] as SymbolicTensor;
  const executor = createExecutor(symbols, [prediction]);
  const model = tf.model({ inputs: symbols, outputs: prediction, name: 'unroll' });
  return {
    model,
    inputs,
    headActivation: checked.nodes.get(head.last.id)?.outputs[head.edge.from.port]?.activation ?? 'linear',
    objective: resolveObjective(head.output.params as unknown as OutputParams, args.data?.target),
    weights: order.flatMap((node) => weightsOf(model, node, checked)),
    notStock,
    run: (given, options) => executor.run(given, options)[0] as Tf.Tensor,
    dispose: () => {
      model.dispose();
    },
  };
}

interface Head {
  output: GraphNode;
  /** The layer wired to the Output. */
  last: GraphNode;
  edge: Edge;
}

function headOf(graph: Graph): Head {
  const output = graph.nodes.find((node) => node.type === 'output');
  const edge = output && graph.edges.find((candidate) => candidate.to.node === output.id);
  const last = edge && graph.nodes.find((node) => node.id === edge.from.node);
  if (!output || !edge || !last) throw new Error('A graph without a wired Output was compiled.');
  return { output, last, edge };
}

function argsOf(args: CompileArgs, node: GraphNode, built: ReadonlyMap<string, BuiltPorts>, withoutActivation: boolean): BuildArgs {
  const { tf, graph, checked, seed, dropout, flavour } = args;
  const type = nodeType(node.type);
  if (!type) throw new Error(`The node type "${node.type}" is unknown.`);
  const edgesAt = (port: string) =>
    graph.edges
      .filter((edge) => edge.to.node === node.id && basePort(edge.to.port) === port)
      .sort((a, b) => portNumber(a.to.port) - portNumber(b.to.port));
  const inputs = (port: string) => edgesAt(port).map(({ from }) => built.get(from.node)?.[from.port] as SymbolicTensor);
  const leavesActivation = withoutActivation && isSquashing(node.params.activation);
  let drawn = 0;
  return {
    tf,
    layers: createLayerFactory(tf, dropout),
    name: node.name,
    params: leavesActivation ? { ...node.params, activation: 'linear' } : node.params,
    inputs,
    input: (port) => inputs(port)[0] as SymbolicTensor,
    inputTypes: (port) => edgesAt(port).flatMap(({ from }) => checked.nodes.get(from.node)?.outputs[from.port] ?? []),
    outputTypes: checked.nodes.get(node.id)?.outputs ?? {},
    inner: innerLayer(graph, node, type),
    initialiser: (name) =>
      flavour === 'stock' ? stockInitialiser(tf, name) : createInitialiser(tf, name, [seed, 'weights', node.name, drawn++]),
  };
}

/** Activations that a loss undoes when it is given what stood before them. */
function isSquashing(activation: Params[string] | undefined): boolean {
  return activation === 'softmax' || activation === 'sigmoid';
}

/** Named and configured as tfjs's own initialiser, for an export's sake, but quick: its numbers are overwritten. */
function stockInitialiser(tf: TensorFlow, name: InitialiserName): Initialiser {
  const factories = tf.initializers as unknown as Record<string, (args: object) => Serializable>;
  const make = factories[name.replace('lecun', 'leCun')];
  if (!make) throw new Error(`tfjs has no initialiser "${name}".`);
  const real = make({});
  const zeros = tf.initializers.zeros() as unknown as Serializable & Initialiser;
  return Object.assign(zeros, { getClassName: () => real.getClassName(), getConfig: () => real.getConfig() });
}

interface Serializable {
  getClassName(): string;
  getConfig(): object;
}

function columnsOf(params: Params, data: DataSpec | undefined): readonly number[] | undefined {
  const chosen = params.columns;
  if (!Array.isArray(chosen) || chosen.length === 0 || !data || params.shape !== null) return undefined;
  return chosen.map((column) => data.columns.indexOf(String(column)));
}

function weightsOf(model: Tf.LayersModel, node: GraphNode, checked: Check): NamedWeight[] {
  const specs = checked.nodes.get(node.id)?.weights ?? [];
  if (specs.length === 0) return [];
  const { weights } = model.getLayer(node.name);
  if (weights.length !== specs.length) throw new Error(`"${node.name}" has ${weights.length} weights, but its type says ${specs.length}.`);
  return specs.map((spec, i) => {
    const variable = weights[i]?.read() as Tf.Variable;
    return { name: `${node.name}/${spec.name}`, shape: spec.shape, variable, trainable: spec.trainable ?? true };
  });
}
