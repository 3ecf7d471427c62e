import { ActionIcon, SegmentedControl, Select, Tooltip } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { InspectedTensor } from '../../engine/api';
import { formatShape } from '../../engine/graph';
import { formatCount, formatMeasure, HeatMap, largestOf } from '../charts';
import { Icon } from '../icons';
import { announce } from '../notices';
import { visibleToken } from '../start/dataDrawing';
import { frontAxes, matrixOf, toJson } from './matrix';
import { NumberGrid } from './NumberGrid';
import classes from './run.module.css';

interface TensorCardProps {
  readonly title: ReactNode;
  readonly tensor: InspectedTensor;
  readonly stepNames: readonly string[];
  /** Shares from 0 to 1: gates, or the weights of an attention over steps both ways. */
  readonly kind?: 'values' | 'gate' | 'weights';
}

/** Numbers up to here are read one by one; more are seen as a picture first. */
const READABLE = { rows: 24, columns: 16 } as const;

/** Columns that stand beside another tensor. */
const NARROW = 5;

/** Pixels of a picture: what a row takes, what all rows take at most, and titles and read-out. */
const ROW_HEIGHT = 14;
const MOST_HEIGHT = 320;
const PICTURE_REST = 64;

/** One tensor without its batch: as coloured numbers, or as a heat map where there are many. */
export function TensorCard({ title, tensor, stepNames, kind = 'values' }: TensorCardProps) {
  const axes = frontAxes(tensor);
  const [front, setFront] = useState<readonly number[]>([]);
  const at = axes.map((size, axis) => Math.min(front[axis] ?? 0, Math.max(0, size - 1)));
  const place = at.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place says all of `at`
  const matrix = useMemo(() => matrixOf(tensor, at), [tensor, place]);
  const columns = matrix.rows[0]?.length ?? 0;
  const isSmall = matrix.rows.length <= READABLE.rows && columns <= READABLE.columns;
  const [wished, setWished] = useState<'picture' | 'numbers' | null>(null);
  const view = wished ?? (isSmall ? 'numbers' : 'picture');
  const largest = kind === 'gate' ? 1 : largestOf(matrix.rows);
  const isWeights = kind === 'weights';
  const scale = kind === 'values' ? 'signed' : 'gate';
  const isNamed = matrix.rowTitle === 'step' && stepNames.length === matrix.rows.length;
  const nameOf = (step: number) => visibleToken(stepNames[step] ?? '') || '·';
  const rowNames = matrix.rows.map((_, row) => (isNamed ? nameOf(row) : String(row + 1)));
  const isSquare = isWeights && stepNames.length === columns;
  const columnNames = Array.from({ length: columns }, (_, column) => (isSquare ? nameOf(column) : String(column + 1)));
  const columnTitle = isWeights ? 'looked-at step' : matrix.columnTitle;
  const say = (row: number, column: number) => formatMeasure(matrix.rows[row]?.[column], 4);
  const copy = async () => {
    await navigator.clipboard.writeText(toJson(tensor));
    announce('Copied as JSON.');
  };
  return (
    <section className={classes.card} data-wide={columns > NARROW || undefined} aria-label={typeof title === 'string' ? title : undefined}>
      <div className={classes.cardHead}>
        <h3 className={classes.title}>{title}</h3>
        <span className={classes.shape}>{formatShape(tensor.shape.slice(1)) || 'one number'}</span>
        {axes.map((size, axis) =>
          size < 2 ? null : (
            <Select
              // biome-ignore lint/suspicious/noArrayIndexKey: an axis is its place
              key={axis}
              aria-label={axis === 0 ? 'Sample of the batch' : 'Head'}
              className={classes.axis}
              value={String(at[axis])}
              data={Array.from({ length: size }, (_, index) => ({
                value: String(index),
                label: `${axis === 0 ? 'Sample' : 'Head'} ${formatCount(index + 1)}`,
              }))}
              onChange={(value) => setFront(at.map((index, other) => (other === axis ? Number(value) : index)))}
            />
          ),
        )}
        <SegmentedControl
          size="xs"
          aria-label="Show as"
          value={view}
          onChange={(value) => setWished(value === 'picture' ? 'picture' : 'numbers')}
          data={[
            { value: 'numbers', label: 'Numbers' },
            { value: 'picture', label: 'Picture' },
          ]}
        />
        <Tooltip label="Copy as JSON">
          <ActionIcon aria-label="Copy as JSON" onClick={copy}>
            <Icon name="copy" />
          </ActionIcon>
        </Tooltip>
      </div>
      {view === 'numbers' ? (
        <NumberGrid rows={matrix.rows} {...{ scale, largest, rowNames, columnNames }} rowTitle={matrix.rowTitle} />
      ) : (
        <div className={classes.picture} style={{ height: PICTURE_REST + Math.min(MOST_HEIGHT, matrix.rows.length * ROW_HEIGHT) }}>
          <HeatMap
            fills
            hint={false}
            title={typeof title === 'string' ? title : 'Tensor'}
            rows={matrix.rows}
            {...{ rowNames, columnNames, columnTitle, scale, largest }}
            rowTitle={isWeights ? 'asking step' : matrix.rowTitle}
            description={`${formatCount(matrix.rows.length)} by ${formatCount(columns)} numbers, the largest ${formatMeasure(largest, 3)}.`}
            write={({ row, column }) => formatMeasure(matrix.rows[row]?.[column], 2)}
            say={({ row, column }) => `${matrix.rowTitle} ${rowNames[row]}, ${columnTitle} ${columnNames[column]}: ${say(row, column)}`}
          />
        </div>
      )}
      {tensor.cut && <p className={classes.remark}>Only the first {formatCount(tensor.values.length)} numbers are shown.</p>}
    </section>
  );
}
