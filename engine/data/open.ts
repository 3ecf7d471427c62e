import type { TensorFlow } from '../kernels/tensorflow';
import type { Recipe } from '../project';
import { type ArrangeOptions, arrange } from './arrange';
import type { Arrangement } from './arrangement';
import { createBatches } from './batches';
import type { Dataset, LabelledDataset, Part, TableDataset, TextDataset } from './dataset';
import { fingerprint } from './fingerprint';
import type { LabelledArrangement } from './labelled/arrange';
import { padWords } from './labelled/padding';
import { scaleOf, type TableArrangement } from './table/arrange';
import { unscale } from './table/scaler';
import { SYMBOLS } from './task/copy';
import type { TextArrangement } from './text/arrangement';
import { createSpeaker } from './text/speaker';
import { createEncoder, splitWords } from './text/tokenizer';

/**
 * Carries a recipe out and keeps its numbers as tensors, until `dispose`. With `fitted`, the pipeline of a run, the data are
 * scaled or encoded as they were for that run, whatever they hold now.
 */
export async function openDataset(tf: TensorFlow, recipe: Recipe, options: ArrangeOptions): Promise<Dataset> {
  const arrangement = await arrange(recipe, options);
  switch (arrangement.is) {
    case 'table':
      return openTableDataset(tf, arrangement);
    case 'labelled':
      return openLabelledDataset(tf, arrangement);
    case 'task':
      return { ...samplesOf(tf, arrangement), is: 'task', pipeline: arrangement.pipeline, className: symbolOf };
    default:
      return openTextDataset(tf, arrangement);
  }
}

/** What every kind of data has. */
function samplesOf(tf: TensorFlow, arrangement: Arrangement) {
  const { spec, counts, starts } = arrangement;
  return {
    spec,
    counts,
    fingerprint: () => fingerprint(arrangement),
    ...createBatches(tf, arrangement),
    show: (part: Part, index: number) => arrangement.show(starts[part] + index),
  };
}

function symbolOf(index: number): string {
  return SYMBOLS[index] ?? String(index);
}

function openLabelledDataset(tf: TensorFlow, arrangement: LabelledArrangement): LabelledDataset {
  const { pipeline, starts, texts } = arrangement;
  const encode = createEncoder(pipeline);
  return {
    ...samplesOf(tf, arrangement),
    is: 'labelled',
    pipeline,
    className: (index) => pipeline.labels[index] ?? String(index),
    text: (part, index) => texts[starts[part] + index] ?? '',
    encode: (text) => {
      const words = splitWords(text, pipeline.filters);
      const { indices, unknown } = encode(words);
      const strange = new Set(unknown);
      const input = tf.tensor2d(padWords(indices, pipeline), [1, pipeline.steps], 'int32');
      return { input, words: words.map((word) => ({ word, known: !strange.has(word) })) };
    },
  };
}

function openTableDataset(tf: TensorFlow, arrangement: TableArrangement): TableDataset {
  const { starts, pipeline, rows, label, targetSeries } = arrangement;
  const targetAt = (target: number) => {
    const [name, series] = [pipeline.targets[target], targetSeries[target]];
    if (name === undefined || !series) throw new Error(`There is no target ${target}: there are ${pipeline.targets.length}.`);
    return { name, series };
  };
  const samples = samplesOf(tf, arrangement);
  return {
    ...samples,
    is: 'table',
    pipeline,
    className: String,
    rows,
    targets: pipeline.targets,
    series: (target) => targetAt(target).series,
    windowStart: (part, index) => starts[part] + index,
    latestInput: () => samples.inputAt(Int32Array.of(rows - pipeline.window)),
    label,
    unscale: (values, target) => unscale(values, scaleOf(pipeline.scales, targetAt(target).name)),
  };
}

function openTextDataset(tf: TensorFlow, arrangement: TextArrangement): TextDataset {
  const { is, pipeline } = arrangement;
  const speaker = createSpeaker(tf, pipeline);
  return { ...samplesOf(tf, arrangement), is, pipeline, ...speaker, className: (index) => speaker.decode(index) || 'padding' };
}
