import type { BatchRecord, EpochRecord, RunSummary } from '../../engine/api';
import { type History, useHistory } from '../runs/histories';
import { runLabel, wordOf } from '../runs/names';
import { type LiveRun, useRuns } from '../store';
import { useView } from './view';

/** The run whose curves are drawn: the one under way, or the newest. */
export interface ShownRun {
  readonly live: LiveRun | null;
  readonly summary: RunSummary | undefined;
  readonly label: string;
  readonly epochs: readonly EpochRecord[];
  readonly batches: readonly BatchRecord[];
  readonly epochsPlanned: number;
  /** Of a run that was read from disk. */
  readonly history: History | undefined;
}

/** undefined while the project has no run. */
export function useShownRun(): ShownRun | undefined {
  const live = useRuns((state) => state.live);
  const list = useRuns((state) => state.list);
  const summary = live ? (live.summary ?? list.find(({ run }) => run === live.run)) : list[0];
  const history = useHistory(live ? undefined : summary);
  if (!live && !summary) return undefined;
  const read = history?.is === 'ready' ? history.value : undefined;
  return {
    live,
    summary,
    label: summary ? runLabel(summary) : live?.run ? wordOf(live.run) : 'this run',
    epochs: live?.epochs ?? read?.epochs ?? [],
    batches: live?.batches ?? read?.batches ?? [],
    epochsPlanned: live?.progress?.epochs ?? summary?.epochsPlanned ?? 0,
    history,
  };
}

/** The run drawn in grey beside it. */
export function useOtherRun(shown: RunSummary | string | undefined): { summary: RunSummary | undefined; history: History | undefined } {
  const list = useRuns((state) => state.list);
  const against = useView((state) => state.against);
  const own = typeof shown === 'string' ? shown : shown?.run;
  const others = list.filter(({ run, epochs }) => run !== own && epochs > 0);
  const summary =
    against === 'none' ? undefined : against === 'previous' ? others[0] : (others.find(({ run }) => run === against.run) ?? undefined);
  return { summary, history: useHistory(summary) };
}
