import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Template } from '../api';
import { EXTENSION } from '../project';
import { projectName, readProjectFile } from '../project/file';
import { templatesFolder } from '../project/resources';

/** The projects that come with the program. Their files are in order: a number, then the id. */
export async function findTemplates(folder = templatesFolder()): Promise<{ id: string; file: string }[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(EXTENSION)).sort();
  return names.map((name) => ({ id: projectName(name).replace(/^\d+-/, ''), file: join(folder, name) }));
}

/** A broken one is a fault of ours. */
export async function readTemplates(folder?: string): Promise<Template[]> {
  return Promise.all(
    (await findTemplates(folder)).map(async ({ id, file }) => {
      const read = await readProjectFile(file);
      if (read.is === 'refused') throw new Error(`The template ${file} is broken. ${read.text}`);
      return { id, project: read.project };
    }),
  );
}
