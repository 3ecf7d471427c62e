import type { Prepared, ShownSample } from '../api';
import type { Recipe } from '../project';
import { type AnyArrangement, type ArrangeOptions, arrange } from './arrange';
import { type Arrangement, inputNumbers } from './arrangement';
import { PARTS } from './dataset';
import { fingerprint, preparedFingerprint } from './fingerprint';
import type { TableArrangement } from './table/arrange';
import { thin } from './thin';

const MAX_NUMBERS = 400;
const MAX_VOCABULARY = 2000;
const SERIES_POINTS = 800;

/** Carries a recipe out and shows what the network will see. from: number of the first sample shown, over all parts in order. */
export async function prepareRecipe(recipe: Recipe, options: ArrangeOptions & { from: number; show: number }): Promise<Prepared> {
  const arrangement = await arrange(recipe, options);
  const { spec, counts, notes, pipeline } = arrangement;
  return {
    fingerprint: preparedFingerprint({ fingerprint: fingerprint(arrangement), pipeline }),
    spec,
    samples: { ...counts },
    shown: samplesFrom(arrangement, options.from, options.show),
    ...tokensOf(arrangement),
    ...tableOf(arrangement),
    classes: arrangement.is === 'labelled' ? [...arrangement.classes] : [],
    notes: [...notes],
  };
}

function samplesFrom(arrangement: Arrangement, from: number, show: number): ShownSample[] {
  const shown: ShownSample[] = [];
  let before = 0;
  for (const part of PARTS) {
    const count = arrangement.counts[part];
    for (let index = Math.max(0, from - before); index < count && shown.length < show; index++) {
      const sample = arrangement.starts[part] + index;
      shown.push({ part, ...arrangement.show(sample), tensor: inputNumbers(arrangement, sample, MAX_NUMBERS) });
    }
    before += count;
  }
  return shown;
}

function tokensOf(arrangement: AnyArrangement): Pick<Prepared, 'vocabulary' | 'vocabularySize' | 'unknown'> {
  if (arrangement.is === 'table' || arrangement.is === 'task') return { vocabulary: [], vocabularySize: 0, unknown: 0 };
  const { counted, unknown } = arrangement;
  return { vocabulary: counted.slice(0, MAX_VOCABULARY), vocabularySize: counted.length, unknown };
}

function tableOf(arrangement: AnyArrangement): Pick<Prepared, 'scaling' | 'series'> {
  if (arrangement.is !== 'table') return { scaling: [], series: null };
  const { pipeline, targetSeries } = arrangement;
  const [name = ''] = pipeline.targets;
  const [values = new Float64Array()] = targetSeries;
  return {
    scaling: pipeline.scales.filter(({ offset, factor }) => offset !== 0 || factor !== 1),
    series: { name, values: thin(values, SERIES_POINTS), ...partEnds(arrangement) },
  };
}

/** Ends of the train and of the validation part, as shares of the rows. */
function partEnds({ windows, rows }: TableArrangement): { trainEnd: number; validationEnd: number } {
  const [first = rows, second = rows] = windows.ends;
  return { trainEnd: first / rows, validationEnd: (windows.counts.validation === 0 ? first : second) / rows };
}
