import { type Check, formatBytes, isLayer } from '../check';
import { findNode, formatShape, type Graph, innerNode, topologicalOrder } from '../graph';
import { nodeType } from '../nodes';

/** A network as a table, as Keras's `model.summary()` has it. */

export interface LayerRow {
  readonly id: string;
  readonly name: string;
  /** Name of its node type. */
  readonly kind: string;
  /** `LSTM`, `Bidirectional (LSTM)`. */
  readonly type: string;
  /** Of one sample, at each output; empty where it is not known, and at the end of the graph. */
  readonly shapes: readonly (readonly number[])[];
  /** The same in words: `64`, `10 × 64`; a question mark where it is not known. */
  readonly output: string;
  /** null where they are not known yet. */
  readonly parameters: number | null;
  readonly trainable: number | null;
  /** Names of the layers before it. */
  readonly wiredTo: readonly string[];
}

export interface Summary {
  readonly rows: readonly LayerRow[];
  readonly parameters: number;
  readonly trainable: number;
  /** Bytes that training needs, roughly. */
  readonly memory: number;
}

/** Layers in an order in which each stands behind those it is wired to. */
export function summarise(graph: Graph, checked: Check): Summary {
  const rows = topologicalOrder(graph).nodes.flatMap((id): LayerRow[] => {
    const node = findNode(graph, id);
    if (!node || !isLayer(graph, node)) return [];
    const found = checked.nodes.get(id);
    const inner = innerNode(graph, id);
    const title = nodeType(node.type)?.title ?? node.type;
    const shapes = Object.values(found?.outputs ?? {}).map(({ shape }) => shape);
    const fixed = node.bypassed ? [] : (found?.weights.filter(({ trainable }) => trainable === false) ?? []);
    const sources = graph.edges.filter(({ to }) => to.node === id).map(({ from }) => findNode(graph, from.node)?.name ?? from.node);
    return [
      {
        id,
        name: node.name,
        kind: node.type,
        type: inner ? `${title} (${nodeType(inner.type)?.title ?? inner.type})` : title,
        shapes,
        output: shapes.map(formatShape).join(', ') || (node.type === 'output' && found ? '–' : '?'),
        parameters: found?.parameters ?? null,
        trainable: found ? found.parameters - fixed.reduce((sum, { shape }) => sum + product(shape), 0) : null,
        wiredTo: [...new Set(sources)],
      },
    ];
  });
  const total = (pick: (row: LayerRow) => number | null) => rows.reduce((sum, row) => sum + (pick(row) ?? 0), 0);
  return {
    rows,
    parameters: total((row) => row.parameters),
    trainable: total((row) => row.trainable),
    memory: checked.memory,
  };
}

const HEAD = ['Layer', 'Type', 'Output', 'Parameters', 'Trainable', 'Wired to'] as const;
const NUMBERS: readonly number[] = [HEAD.indexOf('Parameters'), HEAD.indexOf('Trainable')];

/** The table as text in columns, with its totals, to be printed or pasted anywhere. */
export function writeSummary({ rows, parameters, trainable, memory }: Summary): string {
  const number = (count: number | null) => (count === null ? '?' : count.toLocaleString('en'));
  const lines = [
    [...HEAD],
    ...rows.map((row) => [row.name, row.type, row.output, number(row.parameters), number(row.trainable), row.wiredTo.join(', ')]),
  ];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const aligned = (cell: string, column: number) =>
    NUMBERS.includes(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  return [
    ...lines.map((line) => line.map(aligned).join('  ').trimEnd()),
    '',
    `Parameters: ${number(parameters)}`,
    `Trainable: ${number(trainable)}`,
    `Not trainable: ${number(parameters - trainable)}`,
    `Memory to train: about ${formatBytes(memory)}`,
  ].join('\n');
}

const product = (shape: readonly number[]) => shape.reduce((size, axis) => size * axis, 1);
