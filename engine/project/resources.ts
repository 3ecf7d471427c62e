import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Where the files that come with the program stand. The nearest `resources` folder above this file is the one, and that
 * holds for the source, for the built `out/node/engine.js`, and for a package, where it stands beside the archive.
 */

export function samplesFolder(): string {
  return join(resourcesFolder(), 'samples');
}

export function templatesFolder(): string {
  return join(resourcesFolder(), 'templates');
}

function resourcesFolder(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    const candidate = join(folder, 'resources');
    if (existsSync(join(candidate, 'templates'))) return candidate;
    if (dirname(folder) === folder) throw new Error(`No resources folder stands above ${start}.`);
  }
}

/** `unroll-layers.js`, which goes with exports that hold layers of our own; `npm run build` puts it beside the engine. */
export function companionFile(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const beside = join(here, 'unroll-layers.js');
  return existsSync(beside) ? beside : join(dirname(resourcesFolder()), 'out', 'node', 'unroll-layers.js');
}
