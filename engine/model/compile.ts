import { type Check, innerLayer, isLayer, liveEdges, portNumber } from '../check';
import { type Edge, type Graph, type GraphNode, leadingTo, type Params, topologicalOrder } from '../graph';
import type { DropoutSource } from '../kernels/dropout';
import { bestRunner } from '../kernels/fused/runner';
import { createInitialiser } from '../kernels/initialisers';
import { createLayerFactory } from '../kernels/layers';
import type { RunnerMaker } from '../kernels/recurrent/runner';
import type { TensorFlow, Tf } from '../kernels/tensorflow';
import { basePort, type DataSpec, nodeType, type Penalty } from '../nodes';
import type { BuildArgs, BuiltPorts, Initialiser, LayerFactory, SymbolicTensor } from '../nodes/build';
import { isCarrying, type Update } from '../nodes/layer';
import { type Objective, type OutputParams, resolveObjective } from '../nodes/output/task';
import { createExecutor, type Masked } from './execute';
import { eachOnce, stockInitialiser } from './stock';
import type { NamedWeight, StoredTensor } from './weights';

/** An Output node as training and evaluation need it. */
export interface ModelOutput {
  readonly name: string;
  /** What turns the model's output into predictions: the last layer's own activation when the head is `logits`. */
  readonly activation: string;
  readonly objective: Objective;
  /** Places along the last axis of the data's target that are compared with this output; all where undefined. */
  readonly columns: readonly number[] | undefined;
  /** How much its loss counts. */
  readonly lossWeight: number;
}

export interface RunResult {
  /** In the order of the model's outputs, [batch, ...]. */
  readonly outputs: readonly Masked[];
  /** Outputs of layers that are penalised for them. */
  readonly penalised: readonly { readonly value: Tf.Tensor; readonly penalty: Penalty }[];
  /** In training: what layers would remember of this batch, such as running means. */
  readonly updates: readonly Update[];
}

/** A graph as a model of TensorFlow. Whoever compiles it disposes of it. */
export interface CompiledModel {
  readonly model: Tf.LayersModel;
  /** The Input nodes in the order the model takes them, with the columns of the data that enter each; all where undefined. */
  readonly inputs: readonly { readonly name: string; readonly columns: readonly number[] | undefined }[];
  readonly outputs: readonly ModelOutput[];
  readonly weights: readonly NamedWeight[];
  /** What every output port of the model's nodes carries, by `node.port`. */
  readonly symbols: ReadonlyMap<string, SymbolicTensor>;
  /** In the stock flavour: layers that tfjs lacks and that are ours after all, with the reason, in sentences. */
  readonly notStock: readonly string[];
  /** One batch through the model. `training` switches dropout on. Call it inside a tidy. */
  run(inputs: readonly Tf.Tensor[], options: { training: boolean }): RunResult;
  /** Lets stateful layers start anew. */
  resetStates(): void;
  /** What stateful layers hold for the next batch, by names as `gru-1/0`. */
  carried(): StoredTensor[];
  /** Lets stateful layers go on with what `carried` gave. */
  carryOn(stored: readonly StoredTensor[]): void;
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
  /** How recurrent layers run over their time steps; as fast as this machine can unless given. */
  readonly runner?: RunnerMaker;
}

/** Graph → model. A graph without an Output becomes the model of everything in it. */
export function compile(args: CompileArgs): CompiledModel {
  const { tf, graph, checked } = args;
  const heads = headsOf(graph, checked);
  const order = modelNodes(graph, heads);
  const { ports, notStock } = buildNodes(args, order, heads);
  const symbolAt = ({ node, port }: { node: string; port: string }) => ports.get(node)?.[port] as SymbolicTensor;
  const inputNodes = order.filter((node) => node.type === 'input');
  const symbols = inputNodes.map((node) => symbolAt({ node: node.id, port: 'output' }));
  const named = new Map([...ports].flatMap(([node, built]) => Object.entries(built).map(([port, symbol]) => [`${node}.${port}`, symbol])));
  const predictions = heads.length > 0 ? heads.map(({ edge }) => symbolAt(edge.from)) : unused(graph, named);
  const penalised = order.flatMap((node) => penalisedOutput(node, ports));
  const executor = createExecutor(symbols, [...predictions, ...penalised.map(({ symbol }) => symbol)]);
  const model = tf.model({ inputs: symbols, outputs: predictions, name: 'unroll' });
  return {
    model,
    inputs: inputNodes.map(({ name, params }) => ({ name, columns: inputColumns(params, args.data) })),
    outputs: heads.map((head) => outputOf(head, args)),
    weights: order.flatMap((node) => weightsOf(model, node, checked)),
    symbols: named,
    notStock,
    run(given, options) {
      const { values, updates } = executor.run(given, options);
      const outputs = values.slice(0, heads.length);
      const behind = values.slice(heads.length);
      return { outputs, penalised: behind.map(({ value }, i) => ({ value, penalty: penalised[i]?.penalty as Penalty })), updates };
    },
    resetStates: () => model.resetStates(),
    carried: () => carriedBy(model),
    carryOn: (stored) => letCarryOn(tf, model, stored),
    dispose: () => {
      model.dispose();
    },
  };
}

interface Head {
  readonly output: GraphNode;
  /** The layer wired to the Output. */
  readonly last: GraphNode;
  readonly edge: Edge;
  /** The loss takes what stands before the last layer's activation; only where nobody else needs it behind. */
  readonly leavesActivation: boolean;
}

function headsOf(graph: Graph, checked: Check): Head[] {
  return graph.nodes
    .filter((node) => node.type === 'output')
    .map((output) => {
      const edge = graph.edges.find((candidate) => candidate.to.node === output.id);
      const last = edge && graph.nodes.find((node) => node.id === edge.from.node);
      if (!edge || !last) throw new Error(`The Output "${output.name}" was compiled without a wire.`);
      const alone = graph.edges.filter((candidate) => candidate.from.node === last.id).length === 1;
      const { activation } = last.params;
      // A penalty on the output is one on what stands behind the activation; an LSTM's activation is not where it ends.
      const ends = activation === checked.nodes.get(last.id)?.outputs[edge.from.port]?.activation && !activityPenaltyOf(last);
      const leavesActivation = alone && !last.bypassed && ends && (activation === 'softmax' || activation === 'sigmoid');
      return { output, last, edge, leavesActivation };
    });
}

/** The nodes that make layers, in order: those that lead to an Output and stand in no wrapper's frame. */
function modelNodes(graph: Graph, heads: readonly Head[]): GraphNode[] {
  const outputs = heads.map(({ output }) => output.id);
  const leading = leadingTo({ ...graph, edges: liveEdges(graph) }, outputs.length > 0 ? outputs : graph.nodes.map((node) => node.id));
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  return topologicalOrder(graph)
    .nodes.map((id) => byId.get(id) as GraphNode)
    .filter((node) => leading.has(node.id) && !outputs.includes(node.id) && isLayer(graph, node));
}

/** What no wire takes further, each once. */
function unused(graph: Graph, symbols: ReadonlyMap<string, SymbolicTensor>): SymbolicTensor[] {
  const taken = new Set(liveEdges(graph).map(({ from }) => `${from.node}.${from.port}`));
  return [...new Set([...symbols].filter(([port]) => !taken.has(port)).map(([, symbol]) => symbol))];
}

function buildNodes(args: CompileArgs, order: readonly GraphNode[], heads: readonly Head[]) {
  const ports = new Map<string, BuiltPorts>();
  const notStock: string[] = [];
  const layers = createLayerFactory(args.tf, args.dropout, args.runner ?? bestRunner(args.tf));
  for (const node of order) {
    const type = nodeType(node.type);
    if (!type) throw new Error(`The node type "${node.type}" is unknown.`);
    const leaves = args.head === 'logits' && heads.some((head) => head.last.id === node.id && head.leavesActivation);
    const buildArgs = argsOf(args, node, { layers, ports, params: leaves ? { ...node.params, activation: 'linear' } : node.params });
    if (node.bypassed) {
      const [first] = type.inputs(node.params);
      const through = first && buildArgs.inputs(first.id)[0];
      if (through) ports.set(node.id, Object.fromEntries(type.outputs(node.params).map((port) => [port.id, through])));
      continue;
    }
    const stock = args.flavour === 'stock' ? type.buildStock?.(buildArgs) : undefined;
    if (typeof stock === 'string') notStock.push(`"${node.name}" is a layer of our own: ${stock}`);
    ports.set(node.id, stock === undefined || typeof stock === 'string' ? type.build(buildArgs) : stock);
  }
  return { ports, notStock };
}

function argsOf(
  { tf, graph, checked, seed, flavour }: CompileArgs,
  node: GraphNode,
  { layers, ports, params }: { layers: LayerFactory; ports: ReadonlyMap<string, BuiltPorts>; params: Params },
): BuildArgs {
  const type = nodeType(node.type);
  const edgesAt = (port: string) =>
    graph.edges
      .filter((edge) => edge.to.node === node.id && basePort(edge.to.port) === port)
      .sort((a, b) => portNumber(a.to.port) - portNumber(b.to.port));
  const arriving = (port: string) =>
    edgesAt(port).map(({ from }) => ({
      symbol: ports.get(from.node)?.[from.port] as SymbolicTensor,
      masked: checked.nodes.get(from.node)?.outputs[from.port]?.masked === true,
    }));
  const inputs = flavour === 'stock' ? eachOnce(tf, node.name, arriving) : (port: string) => arriving(port).map(({ symbol }) => symbol);
  let drawn = 0;
  const initialiser: BuildArgs['initialiser'] = (name, constant): Initialiser =>
    flavour === 'stock'
      ? stockInitialiser(tf, name, constant)
      : createInitialiser(tf, name, [seed, 'weights', node.name, drawn++], constant);
  return {
    tf,
    layers,
    name: node.name,
    params,
    inputs,
    input: (port) => inputs(port)[0] as SymbolicTensor,
    inputTypes: (port) => edgesAt(port).flatMap(({ from }) => checked.nodes.get(from.node)?.outputs[from.port] ?? []),
    outputTypes: checked.nodes.get(node.id)?.outputs ?? {},
    inner: type && innerLayer(graph, node, type),
    initialiser,
  };
}

function outputOf({ output, last, edge, leavesActivation }: Head, { checked, data, head }: CompileArgs): ModelOutput {
  const params = output.params as unknown as OutputParams;
  const own = checked.nodes.get(last.id)?.outputs[edge.from.port]?.activation ?? 'linear';
  return {
    name: output.name,
    activation: head === 'logits' && leavesActivation ? own : 'linear',
    objective: resolveObjective(params, data?.target),
    columns: targetColumns(params.targets, data),
    lossWeight: params.lossWeight,
  };
}

/** Where an Output's targets stand along the last axis: with several steps ahead the targets of each stand side by side. */
function targetColumns(chosen: readonly string[], data: DataSpec | undefined): readonly number[] | undefined {
  const all = data?.target.columns ?? [];
  if (chosen.length === 0 || all.length === 0) return undefined;
  const steps = (data?.target.shape.at(-1) ?? 1) / all.length;
  return Array.from({ length: steps }, (_, step) => chosen.map((name) => step * all.length + all.indexOf(name))).flat();
}

function inputColumns(params: Params, data: DataSpec | undefined): readonly number[] | undefined {
  const chosen = params.columns;
  if (!Array.isArray(chosen) || chosen.length === 0 || !data || params.shape !== null) return undefined;
  return chosen.map((column) => data.columns.indexOf(String(column)));
}

function activityPenaltyOf(node: GraphNode): Penalty | undefined {
  return node.bypassed ? undefined : nodeType(node.type)?.activityPenalty?.(node.params);
}

function penalisedOutput(node: GraphNode, ports: ReadonlyMap<string, BuiltPorts>): { symbol: SymbolicTensor; penalty: Penalty }[] {
  const penalty = activityPenaltyOf(node);
  const symbol = Object.values(ports.get(node.id) ?? {})[0];
  return penalty && symbol ? [{ symbol, penalty }] : [];
}

function carriedBy({ layers }: Tf.LayersModel): StoredTensor[] {
  return layers.flatMap((layer) =>
    isCarrying(layer)
      ? layer.carriedStates().map((state, i) => ({
          name: `${layer.name}/${i}`,
          shape: state.shape,
          values: Float32Array.from(state.dataSync()),
        }))
      : [],
  );
}

function letCarryOn(tf: TensorFlow, { layers }: Tf.LayersModel, stored: readonly StoredTensor[]): void {
  for (const layer of layers) {
    if (!isCarrying(layer)) continue;
    const own = stored.filter(({ name }) => name.startsWith(`${layer.name}/`));
    if (own.length > 0) tf.tidy(() => layer.carryOn(own.map(({ values, shape }) => tf.tensor(values, [...shape]))));
  }
}

function weightsOf(model: Tf.LayersModel, node: GraphNode, checked: Check): NamedWeight[] {
  const specs = checked.nodes.get(node.id)?.weights ?? [];
  if (specs.length === 0) return [];
  const { weights } = model.getLayer(node.name);
  if (weights.length !== specs.length) throw new Error(`"${node.name}" has ${weights.length} weights, but its type says ${specs.length}.`);
  return specs.map((spec, i) => {
    const variable = weights[i]?.read() as Tf.Variable;
    return { ...spec, name: `${node.name}/${spec.name}`, variable, trainable: spec.trainable ?? true };
  });
}
