import type { Prepared, Profile } from '../../engine/api';
import type { Recipe, TypedInput } from '../../engine/project';

/** What a card shows of a project's data: a few samples of a text, or a stretch of series with one window marked. */
export type DataPicture =
  | { readonly is: 'text'; readonly mono: boolean; readonly lines: readonly { readonly input: string; readonly target: string }[] }
  | {
      readonly is: 'series';
      /** Target first. */
      readonly curves: readonly (readonly (number | null)[])[];
      /** Ends of one window, and the place of its target, as shares of the width. */
      readonly window: { readonly from: number; readonly to: number; readonly target: number };
    };

/** Characters of a line that fit. */
const WORDS_WIDTH = 20;
const CHARACTERS_WIDTH = 7;
const ROWS_SHOWN = 4;
/** How many windows wide the shown stretch is. */
const WINDOWS_SHOWN = 5;
const FEWEST_POINTS = 40;
const MOST_POINTS = 120;
/** Curves beside the target. */
const MOST_FEATURES = 2;

export function dataPicture(recipe: Recipe, prepared: Prepared, profile: Profile | null): DataPicture | null {
  switch (recipe.is) {
    case 'none':
      return null;
    case 'task': {
      const lines = prepared.shown.map(({ input, target }) => ({ input: remembered(input), target: lastPart(Array.from(target), true) }));
      return { is: 'text', mono: true, lines };
    }
    case 'words':
    case 'labelled':
    case 'characters': {
      const mono = recipe.is === 'characters';
      const lines = prepared.shown.map(({ input, target }) => ({ input: lastPart(input, mono, target.length), target: visible(target) }));
      return { is: 'text', mono, lines };
    }
    case 'table': {
      const target = recipe.targets[0];
      const columns = profile?.is === 'table' ? profile.columns : [];
      const names = [target, ...recipe.features.filter((name) => name !== target).slice(0, MOST_FEATURES)];
      const pictures = names.flatMap((name) => columns.filter((column) => column.name === name && column.picture.length > 1));
      const [first] = pictures;
      if (!first || profile?.is !== 'table') return null;
      const perRow = first.picture.length / Math.max(1, profile.rows);
      const wanted = Math.ceil(recipe.window * WINDOWS_SHOWN * perRow);
      const points = Math.min(first.picture.length, Math.max(FEWEST_POINTS, Math.min(MOST_POINTS, wanted)));
      const width = Math.min(0.4, Math.max(0.08, (recipe.window * perRow) / points));
      const to = 0.74;
      return {
        is: 'series',
        curves: pictures.map(({ picture }) => picture.slice(-points)),
        window: { from: to - width, to, target: Math.min(1, to + Math.max(0.02, (recipe.horizon / recipe.window) * width)) },
      };
    }
  }
}

/** The first rows of numbers that were typed in. */
export function numbersPicture(inputs: readonly TypedInput[]): DataPicture | null {
  const [first] = inputs;
  const width = first?.shape.at(-1) ?? 0;
  if (!first || width === 0) return null;
  const rows = Array.from({ length: Math.min(ROWS_SHOWN, first.values.length / width) }, (_, row) =>
    first.values.slice(row * width, (row + 1) * width).join(' '),
  );
  return { is: 'text', mono: true, lines: rows.map((input) => ({ input, target: '' })) };
}

/** What a task's sample asks to be remembered: the marked numbers, or the first symbols. */
function remembered(input: readonly string[]): string {
  const marked = input.filter((step) => step.endsWith(' marked')).map((step) => Number.parseFloat(step).toFixed(2));
  return marked.length > 0 ? marked.join('+') : input.slice(0, CHARACTERS_WIDTH).join('');
}

/** Spaces and line ends as signs, so that one can see what is predicted. */
export function visible(token: string): string {
  return token.replaceAll(' ', '␣').replaceAll('\n', '↵').replaceAll('\t', '⇥');
}

/** A token on its own: a single space or line end as a sign, words as they are. */
export function visibleToken(token: string): string {
  return token.length === 1 ? visible(token) : token;
}

/** The end of a sample, as long as fits. `besides`: characters that stand behind it. */
function lastPart(tokens: readonly string[], mono: boolean, besides = 0): string {
  const present = tokens.filter((token) => token !== '');
  if (mono) return visible(present.join('').slice(-CHARACTERS_WIDTH));
  let text = '';
  for (const word of [...present].reverse()) {
    const longer = text === '' ? word : `${word} ${text}`;
    if (longer.length + besides > WORDS_WIDTH) break;
    text = longer;
  }
  return text;
}
