import type { Check, Problem } from '../../engine/check';
import type { GraphNode, ParamValue, TensorType } from '../../engine/graph';
import { formatShape } from '../../engine/graph';
import { type DataSpec, nodeType, type ParamKind } from '../../engine/nodes';
import { type OutputParams, resolveObjective } from '../../engine/nodes/output/task';

/** What a card says of its node, in words. */

export interface Row {
  readonly label: string;
  readonly value: string;
}

export interface Footer {
  readonly tone: 'plain' | 'warning' | 'error';
  readonly text: string;
  /** The whole sentence, where `text` is its beginning. */
  readonly title?: string;
}

export interface CardArgs {
  readonly node: GraphNode;
  readonly checked: Check;
  readonly problems: readonly Problem[];
  readonly data: DataSpec | undefined;
  /** Training samples there are; null while they are not known. */
  readonly samples: number | null;
}

/** `134,805`. */
export function formatCount(count: number): string {
  return count.toLocaleString('en');
}

/** A parameter's value as it stands on a card: `on`, `dot product`, `10 × 3`. */
export function formatParam(kind: ParamKind, value: ParamValue): string {
  switch (kind.kind) {
    case 'flag':
      return value === true ? 'on' : 'off';
    case 'choice':
      return kind.labels?.[String(value)] ?? String(value);
    case 'choices':
    case 'names':
      return Array.isArray(value) && value.length > 0 ? value.join(', ') : kind.none;
    case 'ints':
      return Array.isArray(value) ? formatShape(value.map(Number)) : kind.none;
    case 'int':
    case 'float':
      return typeof value === 'number' ? formatNumber(value) : (kind.none ?? '');
  }
}

function formatNumber(value: number): string {
  return Number.isInteger(value) ? formatCount(value) : String(value);
}

const SHORT_LOSS: Readonly<Record<string, string>> = {
  meanSquaredError: 'mse',
  meanAbsoluteError: 'mae',
  huber: 'Huber',
  categoricalCrossentropy: 'cross-entropy',
  sparseCategoricalCrossentropy: 'sparse cross-entropy',
  binaryCrossentropy: 'binary cross-entropy',
};

/** The telling parameters; at both ends of the graph, what they come to with the data there is. */
export function rowsOf({ node, checked, data }: Pick<CardArgs, 'node' | 'checked' | 'data'>): readonly Row[] {
  if (node.type === 'input') {
    const samples = checked.nodes.get(node.id)?.outputs.output;
    if (samples) return inputRows(samples);
  }
  if (node.type === 'output') return outputRows(node, data);
  const type = nodeType(node.type);
  return (type?.telling ?? []).flatMap((name) => {
    const kind = type?.params[name];
    return kind ? [{ label: kind.label, value: formatParam(kind, node.params[name] ?? null) }] : [];
  });
}

function inputRows({ shape, dtype, vocabulary }: TensorType): readonly Row[] {
  if (dtype === 'index') {
    const size = vocabulary === undefined ? 'indices' : `${formatCount(vocabulary)} indices`;
    return [
      { label: 'Shape', value: formatShape(shape) },
      { label: 'Type', value: size },
    ];
  }
  if (shape.length === 2) {
    return [
      { label: 'Time steps', value: formatCount(shape[0] ?? 0) },
      { label: 'Features', value: formatCount(shape[1] ?? 0) },
    ];
  }
  return [
    { label: 'Shape', value: formatShape(shape) },
    { label: 'Type', value: 'numbers' },
  ];
}

function outputRows(node: GraphNode, data: DataSpec | undefined): readonly Row[] {
  // The document's schema stands before every node on the canvas, so these are the parameters of an Output.
  const { loss, metrics } = resolveObjective(node.params as unknown as OutputParams, data?.target);
  return [
    { label: 'Loss', value: SHORT_LOSS[loss] ?? loss },
    { label: metrics.length === 1 ? 'Metric' : 'Metrics', value: metrics.join(', ') },
  ];
}

/** The line at the foot: what is wrong, or how much the layer has to learn. */
export function footerOf({ node, checked, problems, data, samples }: CardArgs): Footer {
  const problem = problems.find((one) => one.node === node.id);
  if (problem) return { tone: problem.severity, text: shortProblem(problem, node), title: problem.text };
  if (node.bypassed) return { tone: 'plain', text: 'bypassed' };
  const found = checked.nodes.get(node.id);
  if (!found) return { tone: 'plain', text: node.type === 'input' ? 'reading the data' : 'waiting for its input' };
  if (node.type === 'input') return { tone: 'plain', text: inputFooter(data, samples) };
  if (node.type === 'output') return { tone: 'plain', text: `${formatCount(checked.parameters)} in all` };
  if (found.parameters > 0) return { tone: 'plain', text: countParameters(found.parameters) };
  return { tone: 'plain', text: 'no parameters' };
}

function inputFooter(data: DataSpec | undefined, samples: number | null): string {
  if (data && data.columns.length > 0) return data.columns.join(', ');
  return samples === null ? 'shape given' : `${formatCount(samples)} ${data?.input.dtype === 'index' ? 'sequences' : 'samples'}`;
}

export function countParameters(count: number): string {
  return count === 1 ? '1 parameter' : `${formatCount(count)} parameters`;
}

/** A problem's sentence without its node's name and without its remedy: `Needs a recurrent layer in its frame`. */
export function shortProblem(problem: Problem, node: GraphNode): string {
  const name = `"${node.name}" `;
  const rest = problem.text.startsWith(name) ? problem.text.slice(name.length) : problem.text;
  const [what = rest] = rest.split(/: |\. /);
  const plain = what.replace(/\.$/, '').replace(/^has (?=no |nothing )/, '');
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** What a wrapper does with the layer in it. */
export function frameFooter(node: GraphNode): string {
  switch (node.params.mergeMode) {
    case undefined:
      return 'the same at each step';
    case 'sum':
      return 'sum of both';
    case 'mul':
      return 'forward × backward';
    case 'ave':
      return 'average of both';
    default:
      return 'forward + backward';
  }
}
