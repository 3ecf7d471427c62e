import type { GathererMaker, Span } from '../gather';
import type { TensorFlow, Tf } from '../tensorflow';
import type { NativeOperations } from './native';

/** Batches gathered on a thread of their own: native/porter.h. */
export function fusedGatherer(tf: TensorFlow, native: NativeOperations): GathererMaker {
  let [begun, finished] = [0, 0];
  const finish = (number: number) => {
    if (number <= finished) return;
    tf.dispose(native.run('UnrollGathered', [], [], 1));
    finished = begun;
  };
  return ({ cells, steps, oneHot, shape }) => {
    const wanted = tf.tensor1d([...shape], 'int32');
    const attributes = [
      ...native.types({ Cell: cells.dtype, Number: oneHot === null ? cells.dtype : 'float32' }),
      ...native.attributes({ steps, classes: oneHot ?? 0 }),
    ];
    return {
      begin: (spans) => {
        const numbers = tf.tensor2d(flat(spans), [spans.length, 3], 'int32');
        // Being written: nobody may read it before UnrollGathered has come back.
        const [batch] = native.run('UnrollGather', attributes, [cells, numbers, wanted], 1) as [Tf.Tensor];
        numbers.dispose();
        const number = ++begun;
        return () => {
          finish(number);
          return batch;
        };
      },
      dispose: () => tf.dispose([cells, wanted]),
    };
  };
}

/** [samples, 3], as native/porter.h reads them. */
function flat(spans: readonly Span[]): Int32Array {
  const numbers = new Int32Array(3 * spans.length);
  let at = 0;
  for (const span of spans) {
    numbers[at++] = span.first;
    numbers[at++] = span.count;
    numbers[at++] = span.at;
  }
  return numbers;
}
