import { openDataset } from '../data/open';
import { nativeOperations } from '../kernels/fused/native';
import { tensorflow } from '../kernels/tensorflow';
import type { TableRecipe } from '../project';
import { samplesFolder } from '../project/resources';

/** Enough for what works on rows to be compiled. */
const ROWS = 20_000;

/**
 * Loads TensorFlow, our kernels and the database, and takes a small table from text to its first batch, so that whoever comes
 * next need not wait for what is done once. For a third of a second the process answers nobody meanwhile.
 */
export async function warmUp(): Promise<void> {
  const tf = tensorflow();
  nativeOperations(tf);
  const lines = Array.from({ length: ROWS }, (_, row) => `${Math.sin(row).toFixed(4)},${row % 24}`);
  const dataset = await openDataset(tf, recipeOf(['value,hour', ...lines].join('\n')), {
    projectPath: null,
    samplesFolder: samplesFolder(),
  });
  tf.dispose(Object.values(dataset.gather('train', Int32Array.of(0))));
  dataset.dispose();
}

function recipeOf(text: string): TableRecipe {
  return {
    is: 'table',
    source: { is: 'inline', text },
    time: null,
    features: ['value', 'hour'],
    targets: ['value'],
    window: 2,
    horizon: 1,
    targetAt: 'after',
    missing: 'interpolate',
    scaling: 'standard',
    split: { train: 0.7, validation: 0.15 },
  };
}
