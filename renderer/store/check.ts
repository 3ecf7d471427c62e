import { create } from 'zustand';
import { type Check, check, type Problem } from '../../engine/check';
import { emptyGraph, type Graph } from '../../engine/graph';
import { useData } from './data';
import { useDocument } from './document';
import { useEngine } from './engine';
import type { DockTab } from './layout';

/** A problem, with the panel where it can be seen to if that is not the canvas. */
export interface ShownProblem extends Problem {
  readonly panel?: DockTab;
}

/** Shapes, counts and problems of the open graph, kept up to date with every edit. */
interface CheckState {
  readonly checked: Check;
  /** Those of the graph and of its data, errors first. */
  readonly problems: readonly ShownProblem[];
  /** Whether shapes wait for data that are being read. */
  readonly isReading: boolean;
}

const unchecked: CheckState = { checked: check(emptyGraph), problems: [], isReading: false };
const reading: ShownProblem = { code: 'reading', severity: 'error', text: 'The data are still being read.', panel: 'data' };

export const useCheck = create<CheckState>()(() => unchecked);

/** Why the project cannot be trained now; undefined where it can. */
export function useBlocker(): ShownProblem | undefined {
  return useCheck(blockerOf);
}

export function blockerOf({ problems, isReading }: CheckState): ShownProblem | undefined {
  return problems.find((problem) => problem.severity === 'error') ?? (isReading ? reading : undefined);
}

/** Whether two graphs differ in nothing that shapes depend on: moving a node is no reason to check again. */
export function sameStructure(a: Graph, b: Graph): boolean {
  if (a === b) return true;
  if (a.edges !== b.edges || a.nodes.length !== b.nodes.length) return false;
  return a.nodes.every((node, i) => {
    const other = b.nodes[i];
    if (node === other) return true;
    return (
      other !== undefined &&
      node.id === other.id &&
      node.type === other.type &&
      node.name === other.name &&
      node.params === other.params &&
      node.parent === other.parent &&
      node.bypassed === other.bypassed
    );
  });
}

/** What the data keep from training, in words; the graph's own problems come from `check`. */
function dataProblems(graph: Graph, checked: Check): ShownProblem[] {
  const { prepared } = useData.getState();
  if (prepared.is === 'none') {
    if (checked.problems.some((problem) => problem.code === 'no-data')) return [];
    const text = 'There is no data yet: open a CSV or a text in the Data panel.';
    return [{ code: 'no-data', severity: 'error', text, panel: 'data' }];
  }
  if (prepared.is === 'refused') return [{ code: 'data', severity: 'error', text: prepared.text, panel: 'data' }];
  const output = graph.nodes.find((node) => node.type === 'output');
  if (prepared.is === 'loading' || prepared.value.samples.validation > 0 || !output) return [];
  const text = `"${output.name}" has no validation data: keep some samples aside in the Data panel to see how well it does on new ones.`;
  return [{ node: output.id, code: 'no-validation', severity: 'warning', text, panel: 'data' }];
}

function recheck() {
  const project = useDocument.getState().document?.history.present;
  if (!project) {
    useCheck.setState(unchecked);
    return;
  }
  const memoryLimit = useEngine.getState().info?.memoryLimit;
  const checked = check(project.graph, {
    data: useData.getState().spec,
    batchSize: project.training.batchSize,
    ...(memoryLimit === undefined ? {} : { memoryLimit }),
  });
  const waiting = checked.problems.filter(({ code }) => code === 'no-data');
  const isReading = waiting.length > 0 && useData.getState().prepared.is === 'loading';
  const missing = isReading ? [] : waiting.map((problem): ShownProblem => ({ ...problem, panel: 'data' }));
  const problems = [...dataProblems(project.graph, checked), ...missing, ...checked.problems.filter(({ code }) => code !== 'no-data')];
  problems.sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
  useCheck.setState({ checked, problems, isReading });
}

/** Checks anew whenever something it depends on changes. → stops doing so. */
export function watchCheck(): () => void {
  recheck();
  const stops = [
    useDocument.subscribe(({ document }, before) => {
      const now = document?.history.present;
      const then = before.document?.history.present;
      const same = now && then && sameStructure(now.graph, then.graph) && now.training.batchSize === then.training.batchSize;
      if (now !== then && !same) recheck();
    }),
    useData.subscribe((data, before) => {
      if (data.spec !== before.spec || data.prepared !== before.prepared) recheck();
    }),
    useEngine.subscribe(({ info }, before) => {
      if (info?.memoryLimit !== before.info?.memoryLimit) recheck();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
