import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { type HeatScale, paint, type Rows } from './cells';
import classes from './charts.module.css';
import { heatStops } from './colours';

interface HeatCellsProps {
  readonly rows: Rows;
  readonly scale: HeatScale;
  /** What has the strongest colour; the largest value unless given. */
  readonly largest?: number | undefined;
}

/** One pixel a cell, drawn large: thousands of cells cost no more than one picture. It fills the place it is given. */
export function HeatCells({ rows, scale, largest }: HeatCellsProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useComputedColorScheme();
  const columns = rows[0]?.length ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme changes what the tokens read below say
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || columns === 0) return;
    context.putImageData(new ImageData(paint(rows, scale, heatStops(scale), largest), columns, rows.length), 0, 0);
  }, [rows, scale, largest, columns, scheme]);
  return <canvas ref={canvas} width={columns} height={rows.length} className={classes.pixels} />;
}
