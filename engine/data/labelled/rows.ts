import { Refusal } from '../../api';
import type { LabelledRecipe } from '../../project';
import { plural } from '../plural';
import type { Located } from '../source/source';
import { listColumns } from '../table/columns';
import { identifier } from '../table/database';
import { withTexts } from '../table/open';

/** Texts and their labels as they stand in a file, in its order. */
export interface LabelledRows {
  readonly texts: readonly string[];
  /** null where the file has no labels: they are not needed to predict. */
  readonly labels: readonly string[] | null;
  readonly notes: readonly string[];
}

/** Names listed in a sentence before it trails off. */
const NAMES_LISTED = 8;

/** Reads two columns of a table as text. Rows without a text, or without a label where the file has labels, are left out. */
export function readLabelled(
  located: Located,
  { text, label }: Pick<LabelledRecipe, 'text' | 'label'>,
  { needsLabels }: { needsLabels: boolean },
): Promise<LabelledRows> {
  if (text === label) throw new Refusal(`The column "${text}" cannot be both text and label: choose another one for the labels.`);
  return withTexts(located, async (database, all) => {
    const names = (await listColumns(database)).map(({ name }) => name);
    for (const [role, name] of [
      ['text', text],
      ['label', label],
    ] as const) {
      if (names.includes(name) || (role === 'label' && !needsLabels)) continue;
      const shown = names.slice(0, NAMES_LISTED).map((one) => `"${one}"`);
      const rest = names.length > NAMES_LISTED ? `, and ${names.length - NAMES_LISTED} more` : '';
      throw new Refusal(`${located.name} has no column "${name}" for the ${role}s: choose one of ${shown.join(', ')}${rest}.`);
    }
    const labelled = names.includes(label);
    const cells = (name: string) => `trim(${identifier(name)}::VARCHAR)`;
    const rows = await database.rows(
      `SELECT ${identifier(text)}::VARCHAR, ${labelled ? cells(label) : 'NULL'} FROM file
       WHERE ${cells(text)} <> ''${labelled ? ` AND ${cells(label)} <> ''` : ''}`,
    );
    const without = all - rows.length;
    return {
      texts: rows.map(([cell]) => String(cell)),
      labels: labelled ? rows.map(([, cell]) => String(cell)) : null,
      notes: without > 0 ? [`Left out: ${plural(without, 'row')} without a ${labelled ? 'text or a label' : 'text'}.`] : [],
    };
  });
}
