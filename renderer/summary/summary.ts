import { type Check, isLayer } from '../../engine/check';
import { findNode, formatShape, type Graph, innerNode, topologicalOrder } from '../../engine/graph';
import { nodeType } from '../../engine/nodes';

/** The network as a table, as Keras's `model.summary()` has it. */

export interface LayerRow {
  readonly id: string;
  readonly name: string;
  /** As its folder is called, for the icon. */
  readonly kind: string;
  /** `LSTM`, `Bidirectional (LSTM)`. */
  readonly type: string;
  /** Of one sample, at each output: `64`, `10 × 64`; a question mark where it is not known. */
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
}

export function summarise(graph: Graph, checked: Check): Summary {
  const rows = topologicalOrder(graph).nodes.flatMap((id): LayerRow[] => {
    const node = findNode(graph, id);
    if (!node || !isLayer(graph, node)) return [];
    const found = checked.nodes.get(id);
    const inner = innerNode(graph, id);
    const title = nodeType(node.type)?.title ?? node.type;
    const outputs = Object.values(found?.outputs ?? {}).map(({ shape }) => formatShape(shape));
    const fixed = found?.weights.filter(({ trainable }) => trainable === false) ?? [];
    const sources = graph.edges.filter(({ to }) => to.node === id).map(({ from }) => findNode(graph, from.node)?.name ?? from.node);
    return [
      {
        id,
        name: node.name,
        kind: node.type,
        type: inner ? `${title} (${nodeType(inner.type)?.title ?? inner.type})` : title,
        output: outputs.join(', ') || (node.type === 'output' && found ? '–' : '?'),
        parameters: found?.parameters ?? null,
        trainable: found
          ? found.parameters - fixed.reduce((sum, { shape }) => sum + shape.reduce((size, axis) => size * axis, 1), 0)
          : null,
        wiredTo: [...new Set(sources)],
      },
    ];
  });
  const total = (pick: (row: LayerRow) => number | null) => rows.reduce((sum, row) => sum + (pick(row) ?? 0), 0);
  return { rows, parameters: total((row) => row.parameters), trainable: total((row) => row.trainable) };
}

const HEAD = ['Layer', 'Type', 'Output', 'Parameters', 'Trainable', 'Wired to'] as const;

/** The table as text in columns, to be pasted anywhere. */
export function writeSummary({ rows, parameters, trainable }: Summary): string {
  const number = (count: number | null) => (count === null ? '?' : count.toLocaleString('en'));
  const cells = [
    [...HEAD],
    ...rows.map((row) => [row.name, row.type, row.output, number(row.parameters), number(row.trainable), row.wiredTo.join(', ')]),
  ];
  const widths = HEAD.map((_, column) => Math.max(...cells.map((line) => (line[column] ?? '').length)));
  const isNumber = (column: number) => column === 3 || column === 4;
  const lines = cells.map((line) =>
    line
      .map((cell, column) => (isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  return [
    ...lines,
    '',
    `Parameters: ${number(parameters)}`,
    `Trainable: ${number(trainable)}`,
    `Not trainable: ${number(parameters - trainable)}`,
  ].join('\n');
}
