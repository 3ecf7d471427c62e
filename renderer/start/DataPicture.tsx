import type { DataPicture as Picture } from './dataDrawing';
import classes from './pictures.module.css';

const SIZE = { width: 104, height: 92 } as const;

/** A project's data drawn small; said in words beside it. */
export function DataPicture({ picture }: { picture: Picture }) {
  if (picture.is === 'series') return <SeriesPicture {...picture} />;
  return (
    <div className={classes.samples} data-mono={picture.mono || undefined} aria-hidden="true">
      {picture.lines.map(({ input, target }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: samples have no name but their place
        <div key={index} className={classes.sample}>
          <span>
            <bdi>{input}</bdi>
          </span>
          <b>{target}</b>
        </div>
      ))}
    </div>
  );
}

function SeriesPicture({ curves, window }: Extract<Picture, { is: 'series' }>) {
  const height = SIZE.height / curves.length;
  const [target = []] = curves;
  const at = Math.round(window.target * (target.length - 1));
  return (
    <svg className={classes.series} viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} aria-hidden="true">
      <rect
        className={classes.window}
        x={window.from * SIZE.width}
        y={1}
        width={(window.to - window.from) * SIZE.width}
        height={SIZE.height - 2}
        rx={2}
      />
      {curves.map((curve, index) => {
        const place = placer(curve, { top: index * height + 6, height: height - 12 });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: curves have no name here but their place
          <g key={index}>
            <path className={index === 0 ? classes.target : classes.feature} d={pathOf(curve, place)} />
            {index === 0 && <circle className={classes.next} cx={window.target * SIZE.width} cy={place(target[at] ?? null)} r={2.5} />}
          </g>
        );
      })}
    </svg>
  );
}

function placer(values: readonly (number | null)[], { top, height }: { top: number; height: number }) {
  const measured = values.filter((value) => value !== null);
  const low = Math.min(...measured);
  const span = Math.max(...measured) - low;
  return (value: number | null) => top + height * (span > 0 && value !== null ? 1 - (value - low) / span : 0.5);
}

function pathOf(values: readonly (number | null)[], place: (value: number) => number): string {
  let pen = 'M';
  return values
    .map((value, index) => {
      const step =
        value === null ? '' : `${pen}${((index / Math.max(1, values.length - 1)) * SIZE.width).toFixed(1)} ${place(value).toFixed(1)}`;
      pen = value === null ? 'M' : 'L';
      return step;
    })
    .join('');
}
