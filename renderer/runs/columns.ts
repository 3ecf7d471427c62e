import type { RunSummary } from '../../engine/api';
import { formatBytes } from '../../engine/check';
import { formatCount, formatDuration, formatMeasure } from '../charts';
import { optimiserTitle } from '../training/facts';
import { metricTitle, STATE_WORDS } from './names';

/** The columns of the table of runs. */
export interface Column {
  readonly id: string;
  readonly title: string;
  readonly numeric: boolean;
  readonly text: (run: RunSummary) => string;
  /** What the table is sorted by; numbers before words. */
  readonly key: (run: RunSummary) => number | string | null;
}

/** The measures of a run: those of its best epoch where it knows one. */
export function measuresOf({ best, last }: RunSummary): RunSummary['last'] {
  return best?.metrics ?? last;
}

export function columnsOf(list: readonly RunSummary[]): Column[] {
  const names = [...new Set(list.flatMap((run) => Object.keys(measuresOf(run))))];
  return [
    { id: 'state', title: 'State', numeric: false, text: (run) => STATE_WORDS[run.state], key: (run) => run.state },
    {
      id: 'epochs',
      title: 'Epochs',
      numeric: true,
      text: ({ epochs, epochsPlanned }) =>
        epochs === epochsPlanned ? formatCount(epochs) : `${formatCount(epochs)} / ${formatCount(epochsPlanned)}`,
      key: ({ epochs }) => epochs,
    },
    ...names.sort(byImportance).map(
      (name): Column => ({
        id: name,
        title: metricTitle(name),
        numeric: true,
        text: (run) => formatMeasure(measuresOf(run)[name]),
        key: (run) => measuresOf(run)[name] ?? null,
      }),
    ),
    { id: 'seconds', title: 'Time', numeric: true, text: ({ seconds }) => formatDuration(seconds), key: ({ seconds }) => seconds },
    {
      id: 'architecture',
      title: 'Layers',
      numeric: false,
      text: ({ architecture }) => architecture,
      key: ({ architecture }) => architecture,
    },
    {
      id: 'parameters',
      title: 'Parameters',
      numeric: true,
      text: ({ parameters }) => formatCount(parameters),
      key: ({ parameters }) => parameters,
    },
    {
      id: 'optimiser',
      title: 'Optimiser',
      numeric: false,
      text: ({ optimiser }) => optimiserTitle(optimiser),
      key: ({ optimiser }) => optimiser,
    },
    { id: 'seed', title: 'Seed', numeric: true, text: ({ seed }) => String(seed), key: ({ seed }) => seed },
    { id: 'bytes', title: 'Disk', numeric: true, text: ({ bytes }) => formatBytes(bytes), key: ({ bytes }) => bytes },
  ];
}

export interface Sorting {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

/** Sorted by a column; runs without a value there stand last either way. null: newest first, as the list comes. */
export function sortRuns(list: readonly RunSummary[], columns: readonly Column[], sorting: Sorting | null): readonly RunSummary[] {
  const column = sorting && columns.find(({ id }) => id === sorting.column);
  if (!column || !sorting) return list;
  const sign = sorting.direction === 'ascending' ? 1 : -1;
  return [...list].sort((a, b) => {
    const [left, right] = [column.key(a), column.key(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (typeof left === 'number' && typeof right === 'number' ? left - right : String(left).localeCompare(String(right)));
  });
}

/** The run with the lowest validation loss, or loss where none has validation; only where one of several is better than all others. */
export function bestRun(list: readonly RunSummary[]): string | undefined {
  const measured = measuredRuns(list);
  const lowest = lowestRuns(measured);
  return lowest.length === 1 && measured.length > 1 ? lowest[0] : undefined;
}

/** The run that `bestRun` would mark; all of them where several are as good, and the one where there is no other. */
export function bestRuns(list: readonly RunSummary[]): string[] {
  return lowestRuns(measuredRuns(list));
}

interface Measured {
  readonly run: string;
  readonly value: number;
}

function measuredRuns(list: readonly RunSummary[]): Measured[] {
  const name = list.some((run) => measuresOf(run).val_loss != null) ? 'val_loss' : 'loss';
  return list.flatMap((run) => {
    const value = measuresOf(run)[name];
    return value === null || value === undefined ? [] : [{ run: run.run, value }];
  });
}

function lowestRuns(measured: readonly Measured[]): string[] {
  const lowest = Math.min(...measured.map(({ value }) => value));
  return measured.filter(({ value }) => value === lowest).map(({ run }) => run);
}

/** What counts stands first: validation before training, the loss before metrics. */
function byImportance(a: string, b: string): number {
  const rank = (name: string) => (name === 'loss' ? 1 : name === 'val_loss' ? 0 : name.startsWith('val_') ? 2 : 3);
  return rank(a) - rank(b) || a.localeCompare(b);
}
