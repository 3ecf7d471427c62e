import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { calls, jobKinds } from '../../engine/api';
import { path as pathSchema } from '../../engine/api/schemas';
import { emptyProject } from '../../engine/project';
import { admitPaths, PATH_KEYS } from './callPaths';
import { createJail, type Jail } from './jail';

let folder: string;
let jail: Jail;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'unroll-paths-')));
  jail = await createJail(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const job = (kind: string, request: object) => ({ job: 'j', kind, request });
const table = (path: string) => ({ ...emptyProject, data: { is: 'table', source: { is: 'file', path } } });

describe('a call from a browser', () => {
  test.each([
    ['project.open', { path: '/etc/passwd' }],
    ['project.save', { path: 'ok.unroll.json', project: emptyProject, movedFrom: '/etc/x.unroll.json' }],
    ['project.save', { path: 'ok.unroll.json', project: table('/etc/passwd'), movedFrom: null }],
    ['project.save', { path: 'deep/ok.unroll.json', project: table('../../outside.csv'), movedFrom: null }],
    ['train.start', { projectPath: 'ok.unroll.json', project: table('/etc/passwd'), resume: null }],
    ['job.start', job('profile', { source: { is: 'file', path: '../x.csv' }, projectPath: null })],
    ['job.start', job('prepare', { recipe: table('/etc/passwd').data, projectPath: 'ok.unroll.json', from: 0, show: 0 })],
    ['job.start', job('export', { projectPath: 'ok.unroll.json', run: 'r', format: 'tfjs', folder: '/usr/lib' })],
    ['job.start', job('predict', { projectPath: 'ok.unroll.json', run: 'r', data: '/etc/passwd' })],
    ['job.start', job('predict', { projectPath: 'deep/ok.unroll.json', run: 'r', data: '../../outside.csv' })],
    ['runs.remove', { projectPath: '/home/someone/x.unroll.json', run: 'r' }],
    ['shell.list', { folder: '/' }],
    ['shell.saveDraft', { path: 'd.unroll.json', of: '/etc/passwd', project: emptyProject }],
    ['shell.claim', { path: '../x' }],
  ])('%s cannot name a place outside of the folder: %j', async (_, payload) => {
    await expect(admitPaths(payload, jail)).rejects.toMatchObject({ name: 'Refusal' });
  });

  test.each([
    { path: 'ok.unroll.json' },
    { path: 'deep/ok.unroll.json', project: table('../data.csv'), movedFrom: null },
    { source: { is: 'sample', name: 'weather.csv' }, projectPath: null },
    { text: '../../etc/passwd' },
    job('predict', { projectPath: 'deep/ok.unroll.json', run: 'r', data: '../inside.csv' }),
    null,
    'text',
    {},
  ])('may name what is in it: %j', async (payload) => {
    await expect(admitPaths(payload, jail)).resolves.toBeUndefined();
  });

  test('holds a path under no other name than those that are looked at', () => {
    const found = new Map<string, string>();
    for (const [name, { in: schema }] of Object.entries(calls)) for (const key of pathKeysOf(schema)) found.set(key, name);
    for (const [kind, { request }] of Object.entries(jobKinds)) for (const key of pathKeysOf(request)) found.set(key, kind);
    expect([...found.keys()].filter((key) => !PATH_KEYS.has(key))).toEqual([]);
    expect(found.size).toBeGreaterThan(3);
  });
});

/** The keys under which a schema holds paths, however deep. */
function pathKeysOf(schema: unknown, key = '', seen = new Set<unknown>()): string[] {
  if (schema === pathSchema) return [key];
  if (seen.has(schema)) return [];
  seen.add(schema);
  if (schema instanceof z.ZodObject) return Object.entries(schema.shape).flatMap(([name, inner]) => pathKeysOf(inner, name, seen));
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) return pathKeysOf(schema.unwrap(), key, new Set());
  if (schema instanceof z.ZodArray) return pathKeysOf(schema.element, key, seen);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => pathKeysOf(option, key, seen));
  return [];
}
