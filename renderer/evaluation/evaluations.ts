import { useEffect } from 'react';
import { create } from 'zustand';
import type { Evaluation, RunSummary } from '../../engine/api';
import { formatMeasure } from '../charts';
import { sayFailure } from '../panel';
import { runKey } from '../runs/runKey';
import { runsPath, useData, useDocument, useEngine } from '../store';
import { engine } from '../transport';
import { formatColumn } from './verdict';

/** What the engine found a run to be good for. Asked once as long as neither the run nor the data change. */

export type Result =
  | { readonly is: 'loading' }
  | { readonly is: 'ready'; readonly value: Evaluation }
  | { readonly is: 'failed'; readonly text: string };

const useResults = create<{ readonly byRun: ReadonlyMap<string, Result> }>()(() => ({ byRun: new Map() }));

function keep(key: string, result: Result) {
  useResults.setState(({ byRun }) => ({ byRun: new Map(byRun).set(key, result) }));
}

/** Which curve of a forecast: the target by number, and how many steps ahead, from 1. */
export interface Curve {
  readonly target: number;
  readonly ahead: number;
}

async function load(key: string, request: Curve & { projectPath: string; run: string }) {
  keep(key, { is: 'loading' });
  try {
    const value = await engine.job('evaluate', request).result;
    keep(key, { is: 'ready', value });
    rememberResult(request.projectPath, value);
  } catch (error) {
    keep(key, { is: 'failed', text: sayFailure(error) });
  }
}

/** What the list of recent projects says of this one: the error on the test part in the data's own unit, or the accuracy. */
function rememberResult(projectPath: string, value: Evaluation) {
  const path = useDocument.getState().document?.path;
  if (path !== projectPath) return;
  const result =
    value.is === 'classification'
      ? `${formatMeasure(value.accuracy, 4)} accuracy`
      : `${formatColumn([value.scores[0]?.mae ?? null])[0]} MAE`;
  // A list that cannot be written is no reason to disturb anyone.
  engine.call('shell.remember', { path, result }).catch(() => undefined);
}

/** Evaluates a run of the open project; `retry` asks again after a failure. */
export function useEvaluation(run: RunSummary, { target, ahead }: Curve): { result: Result; retry: () => void } {
  const projectPath = useDocument(({ document }) => (document ? runsPath(document) : undefined));
  const ready = useEngine((state) => state.status.is === 'ready');
  const changes = useData(({ readings }) => readings.changes);
  const key = projectPath === undefined ? undefined : `${runKey(projectPath, run)} ${changes} ${target} ${ahead}`;
  const known = useResults(({ byRun }) => (key === undefined ? undefined : byRun.get(key)));
  const start = () => {
    if (key !== undefined && projectPath !== undefined) load(key, { projectPath, run: run.run, target, ahead });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: `start` follows from the key
  useEffect(() => {
    if (ready && key !== undefined && !useResults.getState().byRun.has(key)) start();
  }, [key, ready]);
  return { result: known ?? { is: 'loading' }, retry: start };
}
