import { create } from 'zustand';
import { type Prepared, type Profile, Refusal } from '../../engine/api';
import type { DataSpec } from '../../engine/nodes';
import { type Recipe, recipeKey, sourceOf } from '../../engine/project';
import { engine } from '../transport';
import { useDocument } from './document';
import { useEngine } from './engine';
import { addReading, forgetReadings, noReadings, type Readings } from './readings';

/** What the engine found in the open project's data. */

export type Loaded<T> =
  | { readonly is: 'none' }
  /** `last`: what stood before, to be shown until the new one is there. */
  | { readonly is: 'loading'; readonly last: T | null }
  | { readonly is: 'ready'; readonly value: T }
  | { readonly is: 'refused'; readonly text: string };

interface DataState {
  /** The raw file. */
  readonly profile: Loaded<Profile>;
  /** The recipe carried out. */
  readonly prepared: Loaded<Prepared>;
  /** What one sample looks like; kept while a changed recipe is being carried out. */
  readonly spec: DataSpec | undefined;
  /** Number of the first sample shown. */
  readonly from: number;
  /** Kept while the data are being read. */
  readonly readings: Readings;
}

const nothing: Omit<DataState, 'readings'> = { profile: { is: 'none' }, prepared: { is: 'none' }, spec: undefined, from: 0 };

/** Samples shown at a time. */
export const SHOWN_SAMPLES = 20;
/** Milliseconds of quiet after which a changed recipe is carried out. */
const QUIET = 250;

export const useData = create<DataState>()(() => ({ ...nothing, readings: noReadings }));

/** The newest value there is, be it ready or about to be replaced. */
export function latest<T>(loaded: Loaded<T>): T | null {
  if (loaded.is === 'ready') return loaded.value;
  return loaded.is === 'loading' ? loaded.last : null;
}

let asked = { profile: 0, prepare: 0 };
let timer: ReturnType<typeof setTimeout> | undefined;
/** Whether the person wished the file to be read again and it has not been yet. */
let again = false;

function textOf(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  console.error(error);
  return `The data could not be read, through a fault of the program: ${error instanceof Error ? error.message : String(error)}`;
}

function place() {
  const { document } = useDocument.getState();
  return document ? { recipe: document.history.present.data, projectPath: document.path } : undefined;
}

async function profile() {
  const at = place();
  const source = at && sourceOf(at.recipe);
  if (!at || !source) {
    asked.profile++;
    useData.setState({ profile: { is: 'none' } });
    return;
  }
  const number = ++asked.profile;
  useData.setState(({ profile }) => ({ profile: { is: 'loading', last: latest(profile) } }));
  const found = await engine.job('profile', { source, projectPath: at.projectPath }).result.then(
    (value): Loaded<Profile> => ({ is: 'ready', value }),
    (error): Loaded<Profile> => ({ is: 'refused', text: textOf(error) }),
  );
  if (number === asked.profile) useData.setState({ profile: found });
}

async function prepare() {
  const at = place();
  if (!at || at.recipe.is === 'none') return;
  const number = ++asked.prepare;
  const { from } = useData.getState();
  const found = await engine.job('prepare', { recipe: at.recipe, projectPath: at.projectPath, from, show: SHOWN_SAMPLES }).result.then(
    (value): Loaded<Prepared> => ({ is: 'ready', value }),
    (error): Loaded<Prepared> => ({ is: 'refused', text: textOf(error) }),
  );
  if (number !== asked.prepare) return;
  if (found.is !== 'ready') {
    useData.setState({ prepared: found, spec: undefined });
    return;
  }
  const { fingerprint, spec: specNow } = found.value;
  const read = { recipe: recipeKey(at.recipe), fingerprint, again };
  again = false;
  useData.setState(({ spec, readings }) => ({ prepared: found, spec: sameSpec(spec, specNow), readings: addReading(readings, read) }));
}

/** Carries the recipe out after `wait` milliseconds; an earlier answer that is still on its way no longer counts. */
function prepareSoon(wait: number) {
  asked.prepare++;
  clearTimeout(timer);
  useData.setState(({ prepared }) => ({ prepared: { is: 'loading', last: latest(prepared) } }));
  timer = setTimeout(prepare, wait);
}

/** Keeps the old object where nothing changed, so that nothing that depends on it is done again. */
function sameSpec(before: DataSpec | undefined, now: DataSpec): DataSpec {
  return before && JSON.stringify(before) === JSON.stringify(now) ? before : now;
}

/** Shows samples from another number on. */
export function showSamples(from: number) {
  useData.setState({ from });
  prepareSoon(0);
}

/** Reads the file again, such as after it changed on disk. */
export function reloadData() {
  again = true;
  profile();
  prepareSoon(0);
}

/**
 * Asks whether the file still holds what the window knows of it. Where it does, the engine looks at its stamp alone; where it holds other
 * data they are read again, so that whatever was made from the old ones is known for it.
 */
export async function lookAgain(): Promise<void> {
  const [at, { prepared }, number] = [place(), useData.getState(), asked.prepare];
  if (!at || at.recipe.is === 'none' || prepared.is !== 'ready') return;
  const request = { recipe: at.recipe, projectPath: at.projectPath, from: 0, show: 0 };
  // A file that cannot be read any more is told to whoever needs it.
  const found = await engine.job('prepare', request).result.catch(() => undefined);
  if (found && number === asked.prepare && found.fingerprint !== prepared.value.fingerprint) reloadData();
}

const rawDataOf = (recipe: Recipe | undefined) => (recipe === undefined ? null : sourceOf(recipe));

/** Follows the open project's recipe. → stops doing so. */
export function watchData(): () => void {
  const follow = (wait: number, sourceChanged: boolean) => {
    const at = place();
    if (!at || at.recipe.is === 'none') {
      asked = { profile: asked.profile + 1, prepare: asked.prepare + 1 };
      clearTimeout(timer);
      useData.setState(nothing);
      return;
    }
    if (sourceChanged) {
      useData.setState({ from: 0 });
      profile();
    }
    prepareSoon(wait);
  };
  const stops = [
    useDocument.subscribe(({ document }, before) => {
      const opened = document?.draftPath !== before.document?.draftPath;
      if (opened) {
        again = false;
        useData.setState(({ readings }) => ({ ...nothing, readings: forgetReadings(readings) }));
      }
      const now = document?.history.present.data;
      const then = before.document?.history.present.data;
      if (!opened && now === then) return;
      const moved = opened || JSON.stringify(rawDataOf(now)) !== JSON.stringify(rawDataOf(then));
      follow(opened ? 0 : QUIET, moved);
    }),
    // A run reads the file as it is when it starts: where that was not what the window knows, the window reads it too.
    engine.on('train.ended', ({ summary }) => {
      const at = place();
      if (!at || recipeKey(at.recipe) !== summary.recipe) return;
      if (useData.getState().readings.byRecipe.get(summary.recipe) === summary.fingerprint) return;
      profile();
      prepareSoon(0);
    }),
    // A request that died with the engine is made again once there is a new one.
    useEngine.subscribe(({ status }, before) => {
      if (status.is === 'ready' && before.status.is !== 'ready') follow(0, true);
    }),
  ];
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}
