import { Fragment } from 'react';
import classes from './charts.module.css';
import { formatMeasure } from './numbers';
import { lastPoint, pointAt, type Series } from './points';
import { VOICES } from './voices';

interface LegendProps {
  readonly series: readonly Series[];
  /** Place on the axis to read at; the last point of each curve without one. */
  readonly cursor: number | null;
  readonly say?: (value: number | null | undefined) => string;
}

/** Who is who, and what each says under the cursor: no tooltip hides the curve. */
export function Legend({ series, cursor, say = formatMeasure }: LegendProps) {
  return (
    <ul className={classes.legend}>
      {series.map(({ id, label, voice, points, band, bandLabel }) => {
        const point = cursor === null ? lastPoint(points) : pointAt(points, cursor);
        const near = cursor === null ? band?.[band.length - 1] : band?.find((each) => each.x >= cursor);
        return (
          <Fragment key={id}>
            <li className={classes.key}>
              <Swatch voice={voice} />
              <span className={classes.keyLabel}>{label}</span>
              <b>{say(point?.y)}</b>
            </li>
            {bandLabel !== undefined && (
              <li className={classes.key}>
                <span className={classes.bandSwatch} />
                {bandLabel}
                {near && (
                  <b>
                    {say(near.low)} – {say(near.high)}
                  </b>
                )}
              </li>
            )}
          </Fragment>
        );
      })}
    </ul>
  );
}

export function Swatch({ voice }: { voice: Series['voice'] }) {
  const { stroke, width, dash } = VOICES[voice];
  return (
    <svg width="18" height="8" aria-hidden="true" className={classes.swatch}>
      <path d="M1 4h16" stroke={stroke} strokeWidth={width} strokeDasharray={dash} strokeLinecap="round" />
    </svg>
  );
}
