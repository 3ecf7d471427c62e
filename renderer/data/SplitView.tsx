import { useMemo } from 'react';
import type { Prepared } from '../../engine/api';
import type { Split } from '../../engine/project';
import { type Across, formatValue, LineChart, type Series, type Stretch } from '../charts';
import classes from './data.module.css';
import { Notes } from './Notes';
import { SplitBar } from './SplitBar';

/** The target series with the three parts shaded, and where they are divided. */
export function SplitView({ split, prepared }: { split: Split; prepared: Prepared | null }) {
  const series = prepared?.series ?? null;
  const drawn = useMemo(() => {
    if (!series || series.values.length < 2) return null;
    const last = series.values.length - 1;
    const curve: Series = { id: 'target', label: series.name, voice: 'truth', points: series.values.map((y, x) => ({ x, y })) };
    const across: Across = {
      label: '',
      domain: [0, last],
      say: (x) => `${Math.round((x / last) * 100)} % of the rows`,
      tick: (x) => `${Math.round((x / last) * 100)} %`,
    };
    const stretches: Stretch[] = [
      { from: series.trainEnd * last, to: series.validationEnd * last, fill: 'var(--d-band)' },
      { from: series.validationEnd * last, to: last, fill: 'var(--bg-hover)' },
    ].filter(({ from, to }) => to > from);
    return { curve: [curve], across, stretches };
  }, [series]);
  return (
    <div className={classes.splitView}>
      {drawn && (
        <div className={classes.series}>
          <LineChart
            title="Target"
            series={drawn.curve}
            across={drawn.across}
            stretches={drawn.stretches}
            say={sayValue}
            withExport={false}
          />
        </div>
      )}
      <SplitBar split={split} samples={prepared?.samples} />
      <Notes prepared={prepared} />
    </div>
  );
}

const sayValue = (value: number | null | undefined) => formatValue(value);
