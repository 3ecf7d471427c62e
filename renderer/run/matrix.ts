import type { InspectedTensor } from '../../engine/api';
import type { Rows } from '../charts';

/** One tensor as a picture: rows down, columns across. */

export interface Matrix {
  readonly rows: Rows;
  /** What rows and columns count: `step`, `feature`. */
  readonly rowTitle: string;
  readonly columnTitle: string;
}

/** Axes of a tensor that a picture has no room for: the batch, and heads of an attention. */
export function frontAxes({ shape }: InspectedTensor): readonly number[] {
  return shape.length <= 3 ? shape.slice(0, 1) : shape.slice(0, shape.length - 2);
}

/** The last two axes at a place along the others. tensor: [batch, …]; front: an index for each of `frontAxes`. */
export function matrixOf(tensor: InspectedTensor, front: readonly number[]): Matrix {
  const axes = frontAxes(tensor);
  const rest = tensor.shape.slice(axes.length);
  const [height, width] = rest.length === 2 ? [rest[0] ?? 0, rest[1] ?? 0] : [1, rest[0] ?? 1];
  const offset = axes.reduce((sum, size, axis) => sum * size + (front[axis] ?? 0), 0) * height * width;
  const rows = Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (__, column) => tensor.values[offset + row * width + column] ?? null),
  );
  return {
    rows,
    rowTitle: rest.length === 2 ? 'step' : 'sample',
    columnTitle: rest.length === 2 || tensor.shape.length === 2 ? 'feature' : 'value',
  };
}

/** Nested lists, as they are pasted into a program. */
export function toJson({ shape, values }: InspectedTensor): string {
  let level: unknown[] = values.slice();
  for (const size of [...shape.slice(1)].reverse()) {
    const above: unknown[] = [];
    for (let at = 0; at < level.length; at += Math.max(1, size)) above.push(level.slice(at, at + size));
    level = above;
  }
  return JSON.stringify(level);
}
