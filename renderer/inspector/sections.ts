import type { Params } from '../../engine/graph';
import type { NodeType, ParamKind, Section } from '../../engine/nodes';
import { formatParam } from '../canvas/cardFacts';

/** The parameters of a node in the groups they are shown in. */
export interface ParamSection {
  readonly title: Section;
  readonly params: readonly { readonly name: string; readonly kind: ParamKind }[];
  /** What stands beside a folded section's title: what was changed in it, or that nothing was. */
  readonly state: string;
  readonly openAtFirst: boolean;
}

/** Sections that most people leave alone, with what they say then. */
const UNTOUCHED: Readonly<Partial<Record<Section, string>>> = {
  Regularisation: 'none',
  Constraints: 'none',
  Initialisation: 'Keras defaults',
  State: 'none',
  Variant: 'standard',
};

export function sectionsOf(type: NodeType, params: Params): readonly ParamSection[] {
  const bySection = new Map<Section, { name: string; kind: ParamKind }[]>();
  for (const [name, kind] of Object.entries(type.params)) {
    if (kind.shown && !kind.shown(params)) continue;
    const list = bySection.get(kind.section);
    if (list) list.push({ name, kind });
    else bySection.set(kind.section, [{ name, kind }]);
  }
  return [...bySection].map(([title, list]) => {
    const changed = list.filter(({ name, kind }) => JSON.stringify(params[name]) !== JSON.stringify(kind.default));
    const words = changed.map(({ name, kind }) => `${kind.label.toLowerCase()} ${formatParam(kind, params[name] ?? null)}`);
    const alone = bySection.size === 1;
    return {
      title,
      params: list,
      state: words.length > 0 ? words.join(', ') : (UNTOUCHED[title] ?? 'defaults'),
      openAtFirst: alone || UNTOUCHED[title] === undefined || changed.length > 0,
    };
  });
}
