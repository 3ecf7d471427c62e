import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Template } from '../api';
import { EXTENSION } from '../project';
import { projectName, readProjectFile } from '../project/file';
import { templatesFolder } from '../project/resources';

/** The projects that come with the program, in the order of their file names: a number, then the id. A broken one is a fault of ours. */
export async function readTemplates(folder = templatesFolder()): Promise<Template[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(EXTENSION)).sort();
  return Promise.all(
    names.map(async (name) => {
      const read = await readProjectFile(join(folder, name));
      if (read.is === 'refused') throw new Error(`The template ${name} is broken. ${read.text}`);
      return { id: projectName(name).replace(/^\d+-/, ''), project: read.project };
    }),
  );
}
