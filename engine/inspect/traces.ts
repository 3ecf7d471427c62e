import { type Inspected, MAX_SHOWN } from '../api/inspection';
import { type Check, innerLayer } from '../check';
import { findNode, type GraphNode } from '../graph';
import type { CompiledModel } from '../model/compile';
import { nodeType } from '../nodes';
import { type CellName, type RecurrentValues, recurrentArgs } from '../nodes/traits/recurrent';
import type { Project } from '../project';
import { type PlainWeights, traceCell } from './cells';

/** What every port carries, by `node.port`. */
export type PortValues = ReadonlyMap<string, { shape: number[]; numbers: ArrayLike<number> }>;

/** Every gate of a recurrent layer for the first sample; nothing for other nodes. */
export function tracesOf(
  node: GraphNode,
  project: Project,
  checked: Check,
  compiled: CompiledModel,
  values: PortValues,
): Inspected['cells'] {
  const type = nodeType(node.type);
  if (type?.group !== 'recurrent' || !checked.nodes.has(node.id)) return [];
  const inner = type.holds ? innerLayer(project.graph, node, type) : { type, params: node.params, name: node.name };
  const cell = inner?.type.type as CellName | undefined;
  const edge = project.graph.edges.find(({ to }) => to.node === node.id && to.port === 'sequence');
  const sequence = edge && values.get(`${edge.from.node}.${edge.from.port}`);
  if (!inner || !cell || !sequence) return [];
  const [, steps = 0, features = 0] = sequence.shape;
  const params = inner.params as unknown as RecurrentValues;
  const args = recurrentArgs(cell, { name: node.name, initialiser: (name) => ({ name, apply: () => undefined as never }) }, params);
  const rows = Array.from({ length: steps }, (_, t) =>
    Float64Array.from({ length: features }, (_, f) => sequence.numbers[t * features + f] as number),
  );
  const trace = (direction: 'forward' | 'backward', prefix: string, backwards: boolean) => {
    const weights = plainWeights(compiled, `${node.name}/${prefix}`);
    const traces = traceCell(args, weights, backwards ? [...rows].reverse() : rows, initialState(node, project, values));
    return {
      node: node.id,
      name: findNode(project.graph, node.id)?.name ?? node.name,
      direction,
      steps,
      units: params.units,
      traces: traces.map(({ name, values: over }) => ({
        name,
        values: over.flatMap((step) => Array.from(step, finite)).slice(0, MAX_SHOWN),
      })),
    };
  };
  if (!type.holds) return [trace(params.goBackwards ? 'backward' : 'forward', '', params.goBackwards)];
  return [trace('forward', 'forward_', params.goBackwards), trace('backward', 'backward_', !params.goBackwards)];
}

function initialState(node: GraphNode, project: Project, values: PortValues): { h?: Float64Array; c?: Float64Array } {
  const at = (port: string) => {
    const from = project.graph.edges.find(({ to }) => to.node === node.id && to.port === port)?.from;
    const value = from && values.get(`${from.node}.${from.port}`);
    return value && Float64Array.from({ length: value.shape[1] ?? 0 }, (_, i) => value.numbers[i] as number);
  };
  const [h, c] = [at('initial_h'), at('initial_c')];
  return { ...(h ? { h } : {}), ...(c ? { c } : {}) };
}

function plainWeights(compiled: CompiledModel, prefix: string): PlainWeights {
  const own = compiled.weights.filter(({ name }) => name.startsWith(prefix));
  return Object.fromEntries(own.map(({ name, shape, variable }) => [name.slice(prefix.length), { shape, values: variable.dataSync() }]));
}

/** A number as the contract has it: null where it is not finite. */
export function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
