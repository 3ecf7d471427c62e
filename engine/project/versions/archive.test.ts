import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readProjectFile } from '../file';
import { projectSchema } from '../project';

const archive = join(__dirname, 'archive');

describe('a project that version 1 wrote', () => {
  test.each(['series', 'stateful', 'text'])('opens with all that stands in it: %s', async (name) => {
    const path = join(archive, '1', `${name}.unroll.json`);
    const read = await readProjectFile(path);
    if (read.is === 'refused') throw new Error(read.text);
    expect(read.project).toMatchObject(JSON.parse(await readFile(path, 'utf8')));
    expect(projectSchema.parse(read.project)).toEqual(read.project);
  });
});
