import { createRequire } from 'node:module';

/** TensorBoard event files, so that `tensorboard --logdir name.runs` shows the curves. */
export interface ScalarLog {
  write(values: Readonly<Record<string, number>>, step: number): void;
  flush(): void;
}

/** The part of tfjs-node that writes summaries. */
interface SummaryNode {
  summaryFileWriter(folder: string): { scalar(name: string, value: number, step: number): void; flush(): void };
}

export function createScalarLog(folder: string): ScalarLog {
  const { node } = createRequire(import.meta.url)('@tensorflow/tfjs-node') as { node: SummaryNode };
  const writer = node.summaryFileWriter(folder);
  return {
    write: (values, step) => {
      for (const [name, value] of Object.entries(values)) if (Number.isFinite(value)) writer.scalar(name, value, step);
    },
    flush: () => writer.flush(),
  };
}
