import { GROUPS, type Group, type NodeType } from '../../engine/nodes';

/** Node types by group, in the palette's order; groups without any are left out. */
export function groupsOf(types: readonly NodeType[]): readonly { group: Group; types: readonly NodeType[] }[] {
  const names = Object.keys(GROUPS) as Group[];
  return names.map((group) => ({ group, types: types.filter((type) => type.group === group) })).filter((one) => one.types.length > 0);
}

/** Whether every word stands in the title, the group or the summary. */
export function matchesWords(type: NodeType, words: string): boolean {
  const text = `${type.title} ${type.type} ${GROUPS[type.group]} ${type.summary}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
