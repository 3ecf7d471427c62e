import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const templates = resolve(__dirname, '..', 'resources', 'templates');

/** A template as its file has it, without what its card says. `id`: `word-language-model`. */
export async function readTemplate(id: string) {
  const file = (await readdir(templates)).find((name) => name.replace(/^\d+-/, '') === `${id}.unroll.json`);
  if (file === undefined) throw new Error(`There is no template "${id}".`);
  const { about: _, ...project } = JSON.parse(await readFile(join(templates, file), 'utf8'));
  return project;
}

/** Puts a template into a folder as a project of one's own. → its path. */
export async function copyTemplate(id: string, folder: string, name: string, { epochs }: { epochs?: number } = {}): Promise<string> {
  const project = await readTemplate(id);
  if (epochs !== undefined) project.training.epochs = epochs;
  const path = join(folder, `${name}.unroll.json`);
  await writeFile(path, JSON.stringify(project));
  return path;
}

/** The drafts that a program keeps now, as their texts. `home`: the program's. */
export async function readDrafts(home: string): Promise<string[]> {
  const folder = join(home, 'drafts');
  const names = await readdir(folder).catch(() => []);
  const whole = names.filter((name) => name.endsWith('.unroll.json') && !name.startsWith('.'));
  const texts = await Promise.all(whole.map((name) => readFile(join(folder, name), 'utf8').catch(() => undefined)));
  // One that went while the folder was read.
  return texts.filter((text) => text !== undefined);
}
