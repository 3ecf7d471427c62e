import { useEffect } from 'react';
import { create } from 'zustand';
import type { RunHistory, RunSummary } from '../../engine/api';
import { sayFailure } from '../panel';
import { runsPath, useDocument } from '../store';
import { engine } from '../transport';
import { runKey } from './runKey';

/** Runs that were looked at, epoch by epoch. A run that has ended never changes, so it is read once. */

export type History =
  | { readonly is: 'loading' }
  | { readonly is: 'ready'; readonly value: RunHistory }
  | { readonly is: 'failed'; readonly text: string };

const useHistories = create<{ readonly byRun: ReadonlyMap<string, History> }>()(() => ({ byRun: new Map() }));

function keep(key: string, history: History) {
  useHistories.setState(({ byRun }) => ({ byRun: new Map(byRun).set(key, history) }));
}

async function load(key: string, projectPath: string, run: string) {
  keep(key, { is: 'loading' });
  try {
    keep(key, { is: 'ready', value: await engine.call('runs.read', { projectPath, run }) });
  } catch (error) {
    keep(key, { is: 'failed', text: sayFailure(error) });
  }
}

/** The epochs of a run of the open project; undefined for none. A run that was gone on with is read again. */
export function useHistory(run: RunSummary | undefined): History | undefined {
  const projectPath = useDocument(({ document }) => (document ? runsPath(document) : undefined));
  const key = run && projectPath !== undefined ? runKey(projectPath, run) : undefined;
  const known = useHistories(({ byRun }) => (key === undefined ? undefined : byRun.get(key)));
  const name = run?.run;
  useEffect(() => {
    if (key === undefined || projectPath === undefined || name === undefined) return;
    if (!useHistories.getState().byRun.has(key)) load(key, projectPath, name);
  }, [key, projectPath, name]);
  return key === undefined ? undefined : (known ?? { is: 'loading' });
}
