import type { TensorFlow, Tf } from '../../kernels/tensorflow';

/** TensorBoard event files, so that `tensorboard --logdir name.runs` shows the curves. */
export interface ScalarLog {
  write(values: Readonly<Record<string, number>>, step: number): void;
  /** Writes what waits. */
  flush(): void;
  /** Writes what waits and closes the file. */
  close(): void;
}

/** The part of tfjs-node's backend that writes summaries; its own front keeps every writer for good. */
interface SummaryBackend {
  summaryWriter(folder: string): Tf.Tensor;
  createSummaryFileWriter(writer: Tf.Tensor, folder: string, maxQueue: number, flushMillis: number, suffix: string): void;
  writeScalarSummary(writer: Tf.Tensor, step: number, name: string, value: number): void;
  executeMultipleOutputs(operation: string, attributes: readonly object[], inputs: readonly Tf.Tensor[], outputs: number): Tf.Tensor[];
}

/** Events waiting at most, and for how long, in milliseconds. */
const QUEUE = 100;
const FLUSH_EVERY = 10_000;

export function createScalarLog(tf: TensorFlow, folder: string): ScalarLog {
  const backend = tf.backend() as unknown as SummaryBackend;
  const writer = tf.tidy(() => {
    const made = backend.summaryWriter(folder);
    backend.createSummaryFileWriter(made, folder, QUEUE, FLUSH_EVERY, '.v2');
    return tf.keep(made);
  });
  return {
    write: (values, step) => {
      for (const [name, value] of Object.entries(values)) {
        if (Number.isFinite(value)) backend.writeScalarSummary(writer, step, name, value);
      }
    },
    flush: () => {
      backend.executeMultipleOutputs('FlushSummaryWriter', [], [writer], 0);
    },
    close: () => {
      backend.executeMultipleOutputs('CloseSummaryWriter', [], [writer], 0);
      writer.dispose();
    },
  };
}
