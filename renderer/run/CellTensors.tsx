import { useMemo } from 'react';
import { type Cell, tracesOf } from '../inspection/traces';
import { Tex } from '../inspector/Equations';
import classes from './run.module.css';
import { TensorCard } from './TensorCard';

/** Every gate and state of a recurrent layer, step by step, for the first sample. */
export function CellTensors({ cell, isOneOfTwo }: { cell: Cell; isOneOfTwo: boolean }) {
  const traces = useMemo(
    () =>
      tracesOf(cell).map(({ name, tex, title, rows, scale }) => {
        const values = Array.from({ length: cell.steps }, (_, step) => rows.map((row) => row[step] ?? null)).flat();
        return { name, tex, title, scale, tensor: { shape: [1, cell.steps, cell.units], values, cut: false } };
      }),
    [cell],
  );
  return (
    <>
      <h3 className={classes.inside}>
        Inside the cell{isOneOfTwo ? `, reading ${cell.direction}` : ''} <span>first sample, one row for each step</span>
      </h3>
      {traces.map(({ name, tex, title, scale, tensor }) => (
        <TensorCard
          key={name}
          title={
            <>
              <Tex tex={tex} /> {title}
            </>
          }
          tensor={tensor}
          stepNames={[]}
          kind={scale === 'gate' ? 'gate' : 'values'}
        />
      ))}
    </>
  );
}
