import type { TensorFlow } from '../kernels/tensorflow';
import type { Recipe } from '../project';
import { type ArrangeOptions, arrange } from './arrange';
import { createBatches, fingerprint } from './batches';
import type { Dataset } from './dataset';
import { scaleOf, type TableArrangement } from './table/arrange';
import { unscale } from './table/scaler';
import type { TextArrangement } from './text/arrangement';
import { createSpeaker } from './text/speaker';

/**
 * Carries a recipe out and keeps its numbers as tensors, until `dispose`. With `fitted`, the pipeline of a run, the data are
 * scaled or encoded as they were for that run, whatever they hold now.
 */
export async function openDataset(tf: TensorFlow, recipe: Recipe, options: ArrangeOptions): Promise<Dataset> {
  const arrangement = await arrange(recipe, options);
  return arrangement.is === 'table' ? openTableDataset(tf, arrangement) : openTextDataset(tf, arrangement);
}

function openTableDataset(tf: TensorFlow, arrangement: TableArrangement): Dataset {
  const { spec, counts, starts, pipeline, rows, label, targetSeries } = arrangement;
  const targetAt = (target: number) => {
    const [name, series] = [pipeline.targets[target], targetSeries[target]];
    if (name === undefined || !series) throw new Error(`There is no target ${target}: there are ${pipeline.targets.length}.`);
    return { name, series };
  };
  const batches = createBatches(tf, arrangement);
  return {
    is: 'table',
    spec,
    counts,
    pipeline,
    fingerprint: fingerprint(arrangement),
    ...batches,
    show: (part, index) => arrangement.show(starts[part] + index),
    rows,
    targets: pipeline.targets,
    series: (target) => targetAt(target).series,
    windowStart: (part, index) => starts[part] + index,
    latestInput: () => batches.inputAt(Int32Array.of(rows - pipeline.window)),
    label,
    unscale: (values, target) => unscale(values, scaleOf(pipeline.scales, targetAt(target).name)),
  };
}

function openTextDataset(tf: TensorFlow, arrangement: TextArrangement): Dataset {
  const { is, spec, counts, pipeline } = arrangement;
  return {
    is,
    spec,
    counts,
    pipeline,
    fingerprint: fingerprint(arrangement),
    ...createBatches(tf, arrangement),
    show: (part, index) => arrangement.show(arrangement.starts[part] + index),
    ...createSpeaker(tf, pipeline),
  };
}
