import type { ColumnProfile } from '../../engine/api';
import type { TableRecipe } from '../../engine/project';

/** Which column enters the network and which is forecast. */

export type Role = 'feature' | 'target';

const FIELD = { feature: 'features', target: 'targets' } as const;

export function hasRole(recipe: Pick<TableRecipe, 'features' | 'targets'>, role: Role, column: string): boolean {
  return recipe[FIELD[role]].includes(column);
}

/** Why a column cannot be given or lose a role now; undefined where it can. */
export function roleBlocked(
  recipe: Pick<TableRecipe, 'features' | 'targets'>,
  role: Role,
  { name, type }: ColumnProfile,
): string | undefined {
  const having = recipe[FIELD[role]];
  if (having.includes(name)) {
    if (having.length > 1) return undefined;
    return role === 'feature' ? 'The network needs at least one column to look at.' : 'At least one column must be forecast.';
  }
  if (type === 'text' || type === 'time')
    return `A column of ${type === 'text' ? 'text' : 'times'} holds no numbers a network could ${role === 'feature' ? 'take in' : 'forecast'}.`;
  return undefined;
}

/** Gives or takes a role; columns keep the order of the file, so that the same choice is the same tensor. */
export function toggleRole(
  recipe: Pick<TableRecipe, 'features' | 'targets'>,
  role: Role,
  column: string,
  order: readonly string[],
): Partial<TableRecipe> {
  const field = FIELD[role];
  const having = recipe[field];
  const chosen = having.includes(column) ? having.filter((name) => name !== column) : [...having, column];
  return { [field]: chosen.sort((a, b) => order.indexOf(a) - order.indexOf(b)) };
}
