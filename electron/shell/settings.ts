import { join } from 'node:path';
import { z } from 'zod';
import { type JsonKind, openJsonFile } from './jsonFile';

export type Settings = Record<string, z.core.util.JSONType>;

export interface SettingsStore {
  read(): Promise<Settings>;
  /** Sets the given keys, and the given fields of an object; leaves the others, which may be another window's. */
  write(settings: Settings): Promise<Settings>;
}

const kind: JsonKind<Settings> = {
  document: 'settings file',
  format: 'unroll-settings',
  schema: z.record(z.string(), z.json()),
  empty: {},
};

export function openSettings(home: string, report: (error: unknown) => void): SettingsStore {
  const file = openJsonFile(join(home, 'settings.json'), kind, report);
  return {
    read: () => file.read(),
    write: (settings) => file.update((old) => merge(old, settings)),
  };
}

function merge(old: Settings, settings: Settings): Settings {
  const merged = Object.entries(settings).map(([key, value]) => {
    const before = old[key];
    return [key, isObject(before) && isObject(value) ? { ...before, ...value } : value];
  });
  return { ...old, ...Object.fromEntries(merged) };
}

function isObject(value: Settings[string] | undefined): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
