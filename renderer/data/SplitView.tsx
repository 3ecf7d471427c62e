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
    const percent = (place: number) => (place / (series.values.length - 1)) * 100;
    const curve: Series = {
      id: 'target',
      label: series.name,
      voice: 'truth',
      points: series.values.map((y, place) => ({ x: percent(place), y })),
    };
    const across: Across = { label: '', domain: [0, 100], say: (x) => `${Math.round(x)} % of the rows`, tick: (x) => `${x} %` };
    const stretches: Stretch[] = [
      { from: series.trainEnd * 100, to: series.validationEnd * 100, fill: 'var(--d-band)' },
      { from: series.validationEnd * 100, to: 100, fill: 'var(--bg-hover)' },
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
