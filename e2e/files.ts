import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const templates = resolve(__dirname, '..', 'resources', 'templates');

/** Puts a template into a folder as a project of one's own. → its path. */
export async function copyTemplate(template: string, folder: string, name: string): Promise<string> {
  const { about: _, ...project } = JSON.parse(await readFile(join(templates, `${template}.unroll.json`), 'utf8'));
  const path = join(folder, `${name}.unroll.json`);
  await writeFile(path, JSON.stringify(project));
  return path;
}
