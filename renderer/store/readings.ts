/** Which data the open project's recipes gave, and how often they turned out to be others: what was computed before no longer counts. */
export interface Readings {
  /**
   * Grows whenever the data are others than before, are read again on wish, or are those of another project. It is part of the key of
   * everything that is kept of the data; it never falls, so that data which are as they once were are still a change.
   */
  readonly changes: number;
  /** Fingerprint of the data as they are now, by what the recipe does: `recipeKey`. */
  readonly byRecipe: ReadonlyMap<string, string>;
}

export const noReadings: Readings = { changes: 0, byRecipe: new Map() };

/** Another project is open, of whose data nothing is known yet. */
export function forgetReadings({ changes }: Readings): Readings {
  return { changes: changes + 1, byRecipe: new Map() };
}

interface Reading {
  readonly recipe: string;
  readonly fingerprint: string;
  /** Whether it was wished: what is kept may have been made from the file while it was another one. */
  readonly again: boolean;
}

/** A recipe was carried out. One that is carried out for the first time has changed nothing. */
export function addReading({ changes, byRecipe }: Readings, { recipe, fingerprint, again }: Reading): Readings {
  const before = byRecipe.get(recipe);
  const changed = again || (before !== undefined && before !== fingerprint);
  return { changes: changes + Number(changed), byRecipe: new Map(byRecipe).set(recipe, fingerprint) };
}
