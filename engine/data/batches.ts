import type { Tensor } from '@tensorflow/tfjs';
import { bestGatherer } from '../kernels/gather';
import type { TensorFlow } from '../kernels/tensorflow';
import type { Arrangement, Reading } from './arrangement';
import type { Dataset } from './dataset';

/** Batches gathered from tensors that stay in memory. */
export interface Batches extends Pick<Dataset, 'gather' | 'prepare' | 'targetsOf' | 'dispose'> {
  /** Inputs of samples by their number over all parts; a sample needs no target for it. */
  inputAt(samples: Int32Array): Tensor;
}

/** What of an arrangement batches are made of. */
type Laid = Pick<Arrangement, 'input' | 'target' | 'starts' | 'counts' | 'spec'>;

/** Keeps an arrangement's numbers as two tensors, from which samples are gathered by their spans. */
export function createBatches(tf: TensorFlow, { input, target, starts, counts, spec }: Laid): Batches {
  const gatherer = bestGatherer(tf);
  const targetShape = spec.target.is === 'class' ? spec.target.shape.slice(0, -1) : spec.target.shape;
  const fromInput = gatherer({ cells: residentTensor(tf, input), steps: input.steps, oneHot: input.oneHot, shape: spec.input.shape });
  const fromTarget = gatherer({ cells: residentTensor(tf, target), steps: target.steps, oneHot: null, shape: targetShape });
  const beginInputs = (samples: Int32Array) => fromInput.begin(Array.from(samples, (sample) => input.span(sample)));
  const beginTargets = (samples: Int32Array) => fromTarget.begin(Array.from(samples, (sample) => target.span(sample)));
  const prepare: Batches['prepare'] = (part, indices) => {
    const samples = indices.map((index) => {
      if (index < 0 || index >= counts[part]) throw new Error(`There is no ${part} sample ${index}: the part has ${counts[part]}.`);
      return starts[part] + index;
    });
    const [inputs, targets] = [beginInputs(samples), beginTargets(samples)];
    return () => ({ inputs: inputs(), targets: targets() });
  };
  return {
    prepare,
    gather: (part, indices) => prepare(part, indices)(),
    targetsOf: (part) => beginTargets(Int32Array.from({ length: counts[part] }, (_, i) => starts[part] + i))(),
    inputAt: (samples) => beginInputs(samples)(),
    dispose: () => {
      fromInput.dispose();
      fromTarget.dispose();
    },
  };
}

function residentTensor(tf: TensorFlow, { cells, columns }: Reading): Tensor {
  const dtype = cells instanceof Int32Array ? 'int32' : 'float32';
  return columns === null ? tf.tensor1d(cells, dtype) : tf.tensor2d(cells, [cells.length / columns, columns], dtype);
}
