import type { Tf } from '../build';

export interface Seen {
  /** Time steps of the query, of the value and of a key of its own that count, [batch, queries] or [batch, time]. */
  readonly query?: Tf.Tensor | undefined;
  readonly value?: Tf.Tensor | undefined;
  readonly key?: Tf.Tensor | undefined;
  /** No query sees time steps behind its own. */
  readonly causal: boolean;
  readonly queries: number;
  readonly time: number;
}

/** 1 where a query sees a time step and 0 where not, [batch or 1, queries or 1, time or 1]; undefined where all see everything. */
export function seen(tf: typeof Tf, { query, value, key, causal, queries, time }: Seen): Tf.Tensor | undefined {
  const parts = [
    ...(query ? [tf.expandDims(tf.cast(query, 'float32'), 2)] : []),
    ...[value, key].flatMap((mask) => (mask ? [tf.expandDims(tf.cast(mask, 'float32'), 1)] : [])),
    ...(causal ? [tf.expandDims(tf.linalg.bandPart(tf.ones([queries, time]), -1, 0), 0)] : []),
  ];
  return parts.length === 0 ? undefined : parts.reduce((both, part) => tf.mul(both, part));
}

/** Added to the score of what is not seen: so much that its weight is 0. */
const UNSEEN = 1e9;

/** 0 where something is seen and −10⁹ where not. */
export function penaltyOf(tf: typeof Tf, visible: Tf.Tensor): Tf.Tensor {
  return tf.mul(tf.sub(visible, 1), UNSEEN);
}
