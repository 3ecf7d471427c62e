import type { Prepared, Profile } from '../../engine/api';
import type { Recipe } from '../../engine/project';

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
const WORDS_WIDTH = 17;
const CHARACTERS_WIDTH = 7;
/** How many windows wide the shown stretch is. */
const WINDOWS_SHOWN = 5;
const FEWEST_POINTS = 40;
const MOST_POINTS = 120;
/** Curves beside the target. */
const MOST_FEATURES = 2;

export function dataPicture(recipe: Recipe, prepared: Prepared, profile: Profile | null): DataPicture | null {
  switch (recipe.is) {
    case 'none':
    case 'labelled':
    case 'task':
      return null;
    case 'words':
    case 'characters': {
      const mono = recipe.is === 'characters';
      const lines = prepared.shown.map(({ input, target }) => ({ input: lastPart(input, mono), target: visible(target) }));
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

/** Spaces and line ends as signs, so that one can see what is predicted. */
export function visible(token: string): string {
  return token.replaceAll(' ', '␣').replaceAll('\n', '↵').replaceAll('\t', '⇥');
}

/** A token on its own: a single space or line end as a sign, words as they are. */
export function visibleToken(token: string): string {
  return token.length === 1 ? visible(token) : token;
}

/** The end of a sample, as long as fits. */
function lastPart(tokens: readonly string[], mono: boolean): string {
  const present = tokens.filter((token) => token !== '');
  if (mono) return visible(present.join('').slice(-CHARACTERS_WIDTH));
  let text = '';
  for (const word of [...present].reverse()) {
    const longer = text === '' ? word : `${word} ${text}`;
    if (longer.length > WORDS_WIDTH) break;
    text = longer;
  }
  return text;
}
