/** A table as it stands in its file, numbers only: what cannot enter a network is described, not kept. */
export interface Table {
  /** As sentences name it. */
  readonly name: string;
  readonly bytes: number;
  readonly rows: number;
  readonly dialect: { readonly delimiter: string; readonly header: boolean } | null;
  readonly columns: readonly Column[];
  /** First rows as text, in the order of `columns`. */
  readonly preview: readonly (readonly (string | null)[])[];
  /** Lines that could not be read: the first of them, and how many in all. */
  readonly rejects: readonly Reject[];
  readonly rejected: number;
  /** What was understood otherwise than it stands there, in sentences. */
  readonly notes: readonly string[];
  readonly licence: string | null;
}

interface Described {
  readonly name: string;
  /** Cells without a usable value. */
  readonly missing: number;
  /** Different values; of numbers no more than a thousand are counted. */
  readonly distinct: number;
}

/** Values in the order of the file, NaN where there is none. */
export type Column =
  | (Described & { readonly type: 'number' | 'boolean'; readonly values: Float64Array })
  /** Milliseconds since 1970 in UTC. */
  | (Described & { readonly type: 'time'; readonly values: Float64Array })
  | (Described & { readonly type: 'text'; readonly example: string });

export interface Reject {
  /** From 1. */
  readonly line: number;
  readonly column: string | null;
  /** `has 2 of 3 fields`. */
  readonly reason: string;
  readonly text: string;
}
