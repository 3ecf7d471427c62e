import { dirname } from 'node:path';
import type { Jail } from './jail';

/** Every name under which a call of the contract holds a path; a test keeps this list whole. */
export const PATH_KEYS: ReadonlySet<string> = new Set(['path', 'projectPath', 'movedFrom', 'of', 'folder', 'data']);

/** Where relative data paths of a call start: at its project file. */
const BASE_KEYS = ['projectPath', 'of', 'path'];

/** Refuses a call that names a path outside the jail, wherever in its payload. */
export async function admitPaths(payload: unknown, jail: Jail): Promise<void> {
  if (!isObject(payload)) return;
  // What a job is asked with is looked at as what a call is.
  if (isObject(payload.request)) return admitPaths(payload.request, jail);
  const base = BASE_KEYS.map((key) => payload[key]).find((value) => typeof value === 'string');
  const from = typeof base === 'string' ? dirname(await jail.admit(base)) : jail.folder;
  for (const path of pathsIn(payload)) await jail.admit(path, from);
}

function* pathsIn(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    for (const item of value) yield* pathsIn(item);
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (typeof item !== 'string') yield* pathsIn(item);
      else if (PATH_KEYS.has(key)) yield item;
    }
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
