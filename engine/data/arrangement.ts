import { rowsOfSpans, type Span } from '../kernels/gather';
import type { DataSpec } from '../nodes';
import type { Part } from './dataset';
import type { Pipeline } from './pipeline';

/** Numbers that stay in memory, and the rule by which samples read them: the one source of batches and of previews. */
export interface Reading {
  /** Row by row; with `columns` null a plain list, of which a row is one number. */
  readonly cells: Float32Array | Int32Array;
  readonly columns: number | null;
  /** Rows that one sample reads. */
  readonly steps: number;
  /** Which ones. sample: its number over all parts, in order. */
  span(sample: number): Span;
}

/** A recipe carried out, before any tensor is made. */
export interface Arrangement {
  readonly spec: DataSpec;
  /** Number of the first sample of each part, and how many it has. */
  readonly starts: Readonly<Record<Part, number>>;
  readonly counts: Readonly<Record<Part, number>>;
  readonly pipeline: Pipeline;
  /** `oneHot`: each index becomes a vector of this length, batch by batch. */
  readonly input: Reading & { readonly oneHot: number | null };
  readonly target: Reading;
  /** What was mended on the way, in sentences. */
  readonly notes: readonly string[];
  /** A sample in words: one text for each time step. */
  show(sample: number): { input: string[]; target: string };
}

/** The span of a sample without padding. */
export function consecutive(first: number, count: number): Span {
  return { first, count, at: 0 };
}

/** The same of a single row. */
export function oneRow(row: number): Span {
  return consecutive(row, 1);
}

/** The rows a sample reads. */
export function rowsOf(reading: Pick<Reading, 'span' | 'steps'>, sample: number): Int32Array {
  return rowsOfSpans([reading.span(sample)], reading.steps);
}

/** The numbers of a sample's input tensor, time step by time step: at most `limit` of them. */
export function inputNumbers({ input }: Arrangement, sample: number, limit: number): number[] {
  const numbers: number[] = [];
  for (const row of rowsOf(input, sample)) {
    const width = input.oneHot ?? input.columns ?? 1;
    for (let column = 0; column < width; column++) {
      if (numbers.length === limit) return numbers;
      if (input.oneHot === null) numbers.push(input.cells[row * width + column] ?? 0);
      else numbers.push(input.cells[row] === column ? 1 : 0);
    }
  }
  return numbers;
}
