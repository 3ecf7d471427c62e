import { SegmentedControl, VisuallyHidden } from '@mantine/core';
import { useElementSize, useMergedRef, useUncontrolled } from '@mantine/hooks';
import { type ReactNode, useId, useMemo, useRef, useState } from 'react';
import type { ScaleName } from './axis';
import classes from './charts.module.css';
import { describeChart } from './describe';
import { ExportMenu } from './ExportMenu';
import { type Across, frameOf } from './frame';
import { Legend } from './Legend';
import { Plot, type Stretch } from './Plot';
import type { Series } from './points';
import { ReadOut } from './ReadOut';

interface LineChartProps {
  readonly title: string;
  readonly series: readonly Series[];
  readonly across: Across;
  /** The number that matters now, beside the title. */
  readonly headline?: string | undefined;
  /** How values are written in the legend. */
  readonly say?: (value: number | null | undefined) => string;
  /** Offers a logarithmic axis. */
  readonly withScale?: boolean;
  /** The axis it opens with. */
  readonly initialScale?: ScaleName;
  /** Nothing above this is shown. */
  readonly upTo?: number | undefined;
  /** Starts at zero, however little of it is used. */
  readonly fromZero?: boolean;
  readonly stretches?: readonly Stretch[];
  /** The model's curve is still growing. */
  readonly live?: boolean;
  /** Where the reader looks, for charts that share it. */
  readonly cursor?: number | null;
  readonly onCursor?: (cursor: number | null) => void;
  /** More controls in the head of the chart. */
  readonly children?: ReactNode;
  /** `inline`: the names of the others stand at their curves, where there is no room for a legend. */
  readonly legend?: 'head' | 'inline';
  readonly withExport?: boolean;
}

/** Every line chart of the program. It fills the height it is given. */
export function LineChart(props: LineChartProps) {
  const { title, series, across, headline, say, withScale = false, upTo, fromZero = false, stretches, live = false, children } = props;
  const { legend = 'head', withExport = true } = props;
  const [scale, setScale] = useState<ScaleName>(props.initialScale ?? 'linear');
  const [cursor, setCursor] = useUncontrolled<number | null>({
    value: props.cursor,
    defaultValue: null,
    ...(props.onCursor ? { onChange: props.onCursor } : {}),
  });
  const { ref, width, height } = useElementSize();
  const plot = useRef<HTMLDivElement>(null);
  const plotRef = useMergedRef(ref, plot);
  const about = useId();
  const description = useMemo(() => describeChart(title, series, across), [title, series, across]);
  const frame = useMemo(
    () =>
      width > 0 && height > 0
        ? frameOf(series, { size: { width, height }, across, upward: { scale, fromZero, ...(upTo === undefined ? {} : { upTo }) } })
        : undefined,
    [series, across, scale, upTo, fromZero, width, height],
  );

  return (
    <figure className={classes.chart} aria-label={title} aria-describedby={about}>
      <div className={classes.head}>
        <h3 className={classes.title}>
          {title} {headline !== undefined && <span className={classes.headline}>{headline}</span>}
        </h3>
        {legend === 'head' && <Legend series={series} cursor={cursor} {...(say ? { say } : {})} />}
        {withScale && (
          <SegmentedControl
            size="xs"
            aria-label={`Scale of ${title}`}
            value={scale}
            onChange={(value) => setScale(value === 'log' ? 'log' : 'linear')}
            data={[
              { value: 'linear', label: 'Linear' },
              { value: 'log', label: 'Log' },
            ]}
          />
        )}
        {children}
        {withExport && <ExportMenu {...{ title, series, across, frame, plot }} />}
      </div>
      <div ref={plotRef} className={classes.plot}>
        {frame && (
          <>
            <Plot frame={frame} series={series} {...(stretches ? { stretches } : {})} />
            <ReadOut {...{ title, frame, series, across, cursor, live, say }} named={legend === 'inline'} onCursor={setCursor} />
          </>
        )}
      </div>
      <VisuallyHidden id={about}>{description}</VisuallyHidden>
    </figure>
  );
}
