import type { Prepared, Profile, TableProfile, TextProfile } from '../../engine/api';
import type { Graph, GraphNode, Params } from '../../engine/graph';
import { type DataSpec, defaultParams, nodeType, versionOf } from '../../engine/nodes';
import {
  type CharactersRecipe,
  defaultTraining,
  emptyProject,
  type LabelledRecipe,
  OPTIMISERS,
  type Project,
  type Recipe,
  type Source,
  type Split,
  type TableRecipe,
  type TrainingSettings,
  type WordsRecipe,
} from '../../engine/project';

/** A first project for somebody's own file: a recipe and a network that train at once, in about half a minute. */

/** What a file can become, or why it cannot. */
export type Starter<T> = { readonly is: 'fits'; readonly value: T } | { readonly is: 'refused'; readonly text: string };

const HELD_OUT: Split = { train: 0.7, validation: 0.15 };
/** A text too short to spare any of it is learned whole. */
const NONE_HELD_OUT: Split = { train: 1, validation: 0 };
const SHORT_TEXT = 1500;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Time steps in a window by the distance between rows: one full turn of what repeats at that pace. */
const TURNS: readonly { readonly upTo: number; readonly window: number }[] = [
  { upTo: 0.6 * HOUR, window: 48 },
  { upTo: 2 * HOUR, window: 24 },
  { upTo: 2 * DAY, window: 14 },
  { upTo: 10 * DAY, window: 26 },
  { upTo: 45 * DAY, window: 12 },
];
const USUAL_WINDOW = 10;
/** A window takes at most this share of the rows, so that enough windows are left. */
const WINDOW_SHARE = 1 / 12;

/** Words are told apart up to here; a larger vocabulary is better learned by character. */
const MOST_WORDS = 5000;
const LONGEST_LINE = 40;
const CHARACTER_WINDOW = 40;
/** Character windows to learn from; more only take longer to say the same. */
const MOST_WINDOWS = 20_000;

/** Samples that a first training reads in all: what takes about half a minute. */
const SAMPLES_READ = { table: 150_000, words: 20_000, characters: 100_000, labelled: 20_000, task: 100_000 } as const;

export function starterRecipe(profile: Profile, source: Source): Starter<Recipe> {
  if (profile.is === 'table' && profile.labelled) return { is: 'fits', value: labelledRecipe(profile.labelled, source) };
  return profile.is === 'table' ? tableRecipe(profile, source) : { is: 'fits', value: textRecipe(profile, source) };
}

/** Words that have an index, and words of a text that are read, where nobody said otherwise. */
const USUAL_VOCABULARY = 10_000;
const USUAL_LENGTH = 50;

export function labelledRecipe({ text, label }: NonNullable<TableProfile['labelled']>, source: Source): LabelledRecipe {
  return {
    is: 'labelled',
    source,
    text,
    label,
    vocabulary: USUAL_VOCABULARY,
    unknownWord: false,
    length: USUAL_LENGTH,
    padding: 'pre',
    truncation: 'pre',
    order: 'shuffled',
    seed: 1,
    split: HELD_OUT,
  };
}

export function tableRecipe(profile: TableProfile, source: Source): Starter<TableRecipe> {
  const numeric = profile.columns.filter(({ type, numbers }) => type === 'number' && numbers !== null).map(({ name }) => name);
  const target = profile.suggestion.targets.find((name) => numeric.includes(name)) ?? numeric[numeric.length - 1];
  if (target === undefined) {
    const found = profile.columns.map(({ name }) => `"${name}"`).join(', ');
    return {
      is: 'refused',
      text: `"${profile.name}" has no column of numbers to forecast, only ${found || 'empty lines'}: open a table with numbers, or a text file.`,
    };
  }
  const features = profile.suggestion.features.filter((name) => numeric.includes(name));
  return {
    is: 'fits',
    value: {
      is: 'table',
      source,
      time: profile.suggestion.time,
      features: features.length > 0 ? features : numeric,
      targets: [target],
      window: windowFor(profile),
      horizon: 1,
      targetAt: 'after',
      missing: 'interpolate',
      scaling: 'standard',
      split: HELD_OUT,
    },
  };
}

function windowFor({ rows, columns, suggestion }: TableProfile): number {
  const span = columns.find(({ name }) => name === suggestion.time)?.span;
  const step = span ? (Date.parse(span.to) - Date.parse(span.from)) / Math.max(1, rows - 1) : Number.NaN;
  const turn = step > 0 ? TURNS.find(({ upTo }) => step <= upTo)?.window : undefined;
  return Math.max(1, Math.min(turn ?? USUAL_WINDOW, Math.floor(rows * WINDOW_SHARE)));
}

function textRecipe(profile: TextProfile, source: Source): WordsRecipe | CharactersRecipe {
  const lines = profile.head.split(/\r?\n/).map((line) => line.split(/\s+/).filter((word) => word !== '').length);
  const longest = lines.reduce((most, words) => Math.max(most, words), 0);
  if (profile.distinctWords <= MOST_WORDS && longest >= 2 && longest <= LONGEST_LINE) {
    const split = profile.words < SHORT_TEXT ? NONE_HELD_OUT : HELD_OUT;
    return { is: 'words', source, length: null, maxWords: null, split };
  }
  const window = Math.max(1, Math.min(CHARACTER_WINDOW, Math.floor(profile.characters * WINDOW_SHARE)));
  const stride = Math.max(1, Math.ceil(profile.characters / MOST_WINDOWS));
  return { is: 'characters', source, lowerCase: true, window, stride, encoding: 'index', split: HELD_OUT };
}

/** Data in, LSTM, and a Dense as wide as the target; an Embedding first where the samples are indices. */
export function starterGraph(recipe: Recipe, spec: DataSpec): Graph {
  const { input, target } = spec;
  const width = target.shape[target.shape.length - 1] ?? 1;
  const everyStep = target.shape.length > 1;
  const activation = target.is === 'class' ? 'softmax' : target.is === 'binary' ? 'sigmoid' : 'linear';
  const units = UNITS[recipe.is];
  const embedding: Layer[] =
    input.dtype === 'index'
      ? [{ type: 'embedding', params: { vocabulary: input.vocabulary ?? 1000, dimensions: recipe.is === 'words' ? 64 : 32 } }]
      : [];
  return chain([
    { type: 'input' },
    ...embedding,
    { type: 'lstm', params: { units, returnSequences: everyStep } },
    { type: 'dense', params: { units: width, activation } },
    { type: 'output' },
  ]);
}

/** Of the one LSTM, by what it reads. */
const UNITS: Readonly<Record<Recipe['is'], number>> = { none: 32, table: 32, words: 128, characters: 128, labelled: 32, task: 64 };

interface Layer {
  readonly type: string;
  readonly params?: Params;
}

const PITCH = { x: 280, y: 260 } as const;
const LONGEST_ROW = 4;

/** Layers one behind the other; a long row goes on below, like a line of text. */
function chain(layers: readonly Layer[]): Graph {
  const wraps = layers.length > LONGEST_ROW;
  const inFirstRow = wraps ? Math.ceil(layers.length / 2) : layers.length;
  const nodes = layers.map(({ type, params }, index): GraphNode => {
    const known = nodeType(type);
    if (!known) throw new Error(`There is no node type "${type}".`);
    const row = index < inFirstRow ? 0 : 1;
    const column = row === 0 ? index : index - inFirstRow + (2 * inFirstRow - layers.length);
    const name = `${type}-1`;
    return {
      id: name,
      type,
      ...versionOf(known),
      name,
      params: { ...defaultParams(known), ...params },
      position: { x: 40 + column * PITCH.x, y: 60 + row * PITCH.y },
    };
  });
  const edges = nodes.slice(1).map((node, index) => {
    const before = nodes[index] ?? node;
    const output = nodeType(before.type)?.outputs(before.params)[0];
    const input = nodeType(node.type)?.inputs(node.params)[0];
    if (!output || !input) throw new Error(`"${before.type}" cannot lead to "${node.type}".`);
    return { from: { node: before.id, port: output.id }, to: { node: node.id, port: input.id } };
  });
  return { nodes, edges };
}

/** Batches grow with the data and epochs shrink, so that a first training ends before patience does. */
export function starterTraining(recipe: Recipe, samples: number): TrainingSettings {
  const read = recipe.is === 'none' ? SAMPLES_READ.table : SAMPLES_READ[recipe.is];
  const epochs = Math.max(3, Math.min(recipe.is === 'table' ? 60 : 200, Math.round(read / Math.max(1, samples))));
  const batchSize = samples <= 5000 ? 32 : samples <= 50_000 ? 128 : 512;
  const heldOut = recipe.is !== 'none' && recipe.split.validation > 0;
  const optimiser = recipe.is === 'words' ? { ...OPTIMISERS.adam, learningRate: 0.005 } : { ...OPTIMISERS.adam, learningRate: 0.002 };
  return { ...defaultTraining, epochs, batchSize, optimiser, patience: heldOut && epochs >= 15 ? 10 : null };
}

/** The whole project, once the recipe was carried out and its sizes are known. */
export function starterProject(recipe: Recipe, { spec, samples }: Pick<Prepared, 'spec' | 'samples'>): Project {
  return { ...emptyProject, graph: starterGraph(recipe, spec), data: recipe, training: starterTraining(recipe, samples.train) };
}
