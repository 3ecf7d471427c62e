import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const templates = resolve(__dirname, '..', 'resources', 'templates');

/** Puts a template into a folder as a project of one's own. → its path. */
export async function copyTemplate(template: string, folder: string, name: string): Promise<string> {
  const { about: _, ...project } = JSON.parse(await readFile(join(templates, `${template}.unroll.json`), 'utf8'));
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
