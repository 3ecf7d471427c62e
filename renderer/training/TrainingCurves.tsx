import { Select } from '@mantine/core';
import { useElementSize, useThrottledValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import type { EpochRecord } from '../../engine/api';
import { type Across, formatCount, formatMeasure, LineChart } from '../charts';
import { metricTitle, runLabel } from '../runs/names';
import { isTraining } from '../store';
import { batchSeries, metricNames, modelSeries, otherSeries } from './curves';
import { type ShownRun, useOtherRun } from './shownRun';
import classes from './training.module.css';
import { setView, useView } from './view';

/** Milliseconds between two drawings: the eye sees no more, and training needs the processor. */
const REDRAW = 250;
/** Narrower than this, two charts beside each other cannot be read. */
const ROOM_FOR_TWO = 720;

const SMOOTHING = [0, 0.3, 0.6, 0.9, 0.97];

/** Loss and one metric, or loss and gradient batch by batch. */
export function TrainingCurves({ shown }: { shown: ShownRun }) {
  const { by: wished, smoothing, metric } = useView();
  const { ref, width } = useElementSize();
  const [cursor, setCursor] = useState<number | null>(null);
  const epochs = useThrottledValue(shown.epochs, REDRAW);
  const batches = useThrottledValue(shown.batches, REDRAW);
  const other = useOtherRun(shown.summary ?? shown.live?.run ?? undefined);
  const { label, epochsPlanned } = shown;
  const live = isTraining(shown.live);
  // A first epoch can take minutes: until it has ended its batches are all there is to see.
  const by = epochs.length === 0 && batches.length > 1 ? 'batch' : wished;

  const metrics = metricNames(epochs).join('\n');
  // By what they are, so that the curves of another run are not made anew with every epoch of this one.
  const names = useMemo(() => ['loss', ...metrics.split('\n').filter((name) => name !== '')], [metrics]);
  const second = names.find((name) => name === metric) ?? names[1];
  const otherEpochs = other.history?.is === 'ready' ? other.history.value.epochs : undefined;
  const otherLabel = other.summary ? runLabel(other.summary) : '';

  const beside = useMemo(() => {
    const other = (name: string) => (otherEpochs ? otherSeries({ label: otherLabel, epochs: otherEpochs, name, smoothing }) : []);
    return new Map(names.map((name) => [name, other(name)]));
  }, [names, smoothing, otherEpochs, otherLabel]);
  const seriesOf = useMemo(() => {
    const own = (name: string) => modelSeries({ label, epochs, name, smoothing });
    return new Map(names.map((name) => [name, [...own(name), ...(beside.get(name) ?? [])]]));
  }, [names, label, epochs, smoothing, beside]);
  const byBatch = useMemo(
    () => ({
      loss: batchSeries({ label, batches, of: 'loss', smoothing }),
      gradient: batchSeries({ label, batches, of: 'gradientNorm', smoothing }),
    }),
    [label, batches, smoothing],
  );
  const across = useMemo(
    (): Across => ({
      label: 'Epoch',
      domain: [0, Math.max(1, epochsPlanned, epochs[epochs.length - 1]?.epoch ?? 0)],
      say: (x) => `Epoch ${formatCount(x)}`,
      tick: formatCount,
    }),
    [epochsPlanned, epochs],
  );

  const charts =
    by === 'epoch'
      ? names.map((name) => ({
          id: name,
          title: metricTitle(name),
          series: seriesOf.get(name) ?? [],
          across,
          headline: headlineOf(name, epochs, live ? shown.live?.progress?.loss : undefined),
        }))
      : [
          { id: 'loss', title: 'Loss by batch', series: byBatch.loss, across: BATCHES, headline: undefined },
          { id: 'gradient', title: 'Gradient norm by batch', series: byBatch.gradient, across: BATCHES, headline: undefined },
        ];
  const secondId = by === 'epoch' ? second : 'gradient';
  const two = width === 0 || width >= ROOM_FOR_TWO;
  const drawn = two
    ? charts.filter(({ id }) => id === 'loss' || id === secondId)
    : charts.filter(({ id }) => id === (metric !== null && charts.some((chart) => chart.id === metric) ? metric : 'loss'));
  const choice = two ? charts.slice(1) : charts;

  return (
    <div ref={ref} className={classes.curves} data-two={drawn.length > 1 || undefined}>
      {drawn.map(({ id, title, series, across: axis, headline }, index) => (
        <LineChart key={id} {...{ title, series, headline, live, cursor }} across={axis} onCursor={setCursor} withScale={index === 0}>
          {index === drawn.length - 1 && (
            <>
              {choice.length > 1 && (
                <Select
                  aria-label="Metric"
                  className={classes.metric}
                  value={id}
                  data={choice.map((chart) => ({ value: chart.id, label: chart.title }))}
                  onChange={(value) => setView({ metric: value })}
                />
              )}
              <Select
                aria-label="Smoothing"
                className={classes.smooth}
                value={String(smoothing)}
                data={SMOOTHING.map((weight) => ({ value: String(weight), label: `Smooth ${weight}` }))}
                onChange={(value) => setView({ smoothing: Number(value) })}
              />
            </>
          )}
        </LineChart>
      ))}
    </div>
  );
}

const BATCHES: Across = { label: 'Batch', say: (x) => `Batch ${formatCount(x)}`, tick: formatCount };

/** The newest value; of the loss the mean of the epoch under way where that is known. */
function headlineOf(name: string, epochs: readonly EpochRecord[], underWay: number | null | undefined): string | undefined {
  if (name === 'loss' && underWay != null) return formatMeasure(underWay);
  const last = epochs[epochs.length - 1]?.metrics[name];
  return last === undefined ? undefined : formatMeasure(last);
}
