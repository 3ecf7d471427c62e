import { GROUPS, type Group, nodeTypes } from '../../engine/nodes';
import { type Addable, blocks } from '../canvas/blocks';

/** A part of the palette under one heading, in the colour of `group`. */
export interface PaletteSection {
  /** What it is remembered by when it is folded. */
  readonly id: string;
  readonly title: string;
  readonly group: Group;
  readonly items: readonly Addable[];
}

const names = Object.keys(GROUPS) as Group[];

/** Everything that can be put on the canvas, in the palette's order. */
export const addables: readonly Addable[] = [...nodeTypes, ...blocks];

const sections: readonly PaletteSection[] = [
  ...names.map(
    (group): PaletteSection => ({ id: group, title: GROUPS[group], group, items: nodeTypes.filter((type) => type.group === group) }),
  ),
  { id: 'blocks', title: 'Blocks', group: 'attention', items: blocks },
];

/** The sections with what goes by some words; those without any are left out. */
export function findSections(words: string): readonly PaletteSection[] {
  return sections
    .map((section) => ({ ...section, items: section.items.filter((item) => matchesWords(item, words)) }))
    .filter(({ items }) => items.length > 0);
}

/** Those that go by some words, first those that say them in their title. */
export function findAddables(among: readonly Addable[], words: string): readonly Addable[] {
  const found = among.filter((one) => matchesWords(one, words));
  const named = (one: Addable) => one.title.toLowerCase().includes(words.trim().toLowerCase());
  return [...found.filter(named), ...found.filter((one) => !named(one))];
}

/** Whether every word stands in the title, the group or the summary. */
function matchesWords({ title, type, group, summary }: Addable, words: string): boolean {
  const text = `${title} ${type} ${GROUPS[group]} ${summary}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
