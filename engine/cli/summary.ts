import { resolve } from 'node:path';
import { type Check, check, formatBytes, isLayer } from '../check';
import { formatShape, type Graph, innerNode, topologicalOrder } from '../graph';
import { nodeType } from '../nodes';
import { EXIT, type ExitCode } from './exit';
import { formatTable } from './format';
import type { Session } from './session';

interface LayerRow {
  readonly name: string;
  /** `LSTM`, `Bidirectional (LSTM)`. */
  readonly type: string;
  /** Of one sample, at each output; empty where it is not known. */
  readonly shapes: readonly (readonly number[])[];
  readonly parameters: number | null;
}

/** Prints the layers of a project with their shapes and parameters, and what keeps it from being trained. */
export async function summarise(session: Session, { file, json }: { file: string; json: boolean }): Promise<ExitCode> {
  const { project } = await session.engine.call('project.open', { path: resolve(file) });
  const { memoryLimit } = await session.engine.call('engine.describe', {});
  const prepared =
    project.data.is === 'none'
      ? undefined
      : await session.engine.call('data.prepare', { recipe: project.data, projectPath: resolve(file), from: 0, show: 0 });
  const checked = check(project.graph, { data: prepared?.spec, batchSize: project.training.batchSize, memoryLimit });
  const layers = layerRows(project.graph, checked);
  const samples = prepared?.samples;
  if (json) {
    const problems = checked.problems.map(({ severity, text }) => ({ severity, text }));
    session.print(JSON.stringify({ layers, parameters: checked.parameters, memory: checked.memory, samples, problems }));
  } else {
    session.print(formatTable([['Layer', 'Type', 'Output', 'Parameters'], ...layers.map(cellsOf)], { right: [3] }));
    session.print(`\n${checked.parameters.toLocaleString('en')} parameters, about ${formatBytes(checked.memory)} to train`);
    if (samples) session.print(`${samples.train} samples to train, ${samples.validation} to validate, ${samples.test} to test`);
    for (const { severity, text } of checked.problems) session.remark(`${severity}: ${text}`);
  }
  return checked.problems.some(({ severity }) => severity === 'error') ? EXIT.refused : EXIT.done;
}

function layerRows(graph: Graph, checked: Check): LayerRow[] {
  return topologicalOrder(graph).nodes.flatMap((id) => {
    const node = graph.nodes.find((one) => one.id === id);
    if (!node || !isLayer(graph, node)) return [];
    const known = checked.nodes.get(id);
    // The end of the graph gives nothing on.
    if (known && Object.keys(known.outputs).length === 0) return [];
    const inner = innerNode(graph, id);
    const title = nodeType(node.type)?.title ?? node.type;
    return [
      {
        name: node.name,
        type: inner ? `${title} (${nodeType(inner.type)?.title ?? inner.type})` : title,
        shapes: known ? Object.values(known.outputs).map(({ shape }) => shape) : [],
        parameters: known?.parameters ?? null,
      },
    ];
  });
}

function cellsOf({ name, type, shapes, parameters }: LayerRow): string[] {
  return [name, type, shapes.map(formatShape).join(', ') || '–', parameters === null ? '–' : parameters.toLocaleString('en')];
}
