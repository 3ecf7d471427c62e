import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chain } from '../nodes/testing/graphs';
import { writeFileAtomic } from './atomicFile';
import { projectName, readProjectFile, runsFolder, writeProjectFile } from './file';
import { emptyProject, type Project } from './project';
import { parseProject } from './read';
import { type Recipe, sourceOf, tableSchema, withSource } from './recipe';

const graph = chain([{ type: 'lstm', params: { units: 64 } }, { type: 'dense' }]);
const project: Project = { ...emptyProject, graph };
const text = JSON.stringify(project);

/** Why a document is refused; throws where it is not. */
function refusalOf(document: string): string {
  const read = parseProject(document);
  if (read.is === 'project') throw new Error('It was not refused.');
  return read.text;
}

/** The project with something changed by path, such as `graph.nodes.1.params.units`. */
function changed(path: string, value: unknown): string {
  const copy = JSON.parse(text);
  const keys = path.split('.');
  const last = keys.pop() as string;
  const place = keys.reduce((object, key) => object[key], copy);
  place[last] = value;
  return JSON.stringify(copy);
}

describe('a project', () => {
  test('reads as it was written', () => {
    expect(parseProject(text)).toEqual({ is: 'project', project });
  });

  test.each([
    ['empty', '', 'The project file is empty'],
    ['cut off', text.slice(0, text.length / 2), 'not whole JSON, as if it had been cut off'],
    ['of something else', '{"name":"package"}', 'This is not an Unroll project'],
    [
      'of a newer version',
      changed('version', 7),
      'The project was saved by a newer Unroll (version 7; this one reads up to 1): update Unroll',
    ],
    ['of a version that is none', changed('version', '1'), 'The project is damaged: its version is "1", which must be a whole number'],
    [
      'with a newer node',
      changed('graph.nodes.1.version', 2),
      'The node "lstm-2" (LSTM) was saved by a newer Unroll (version 2; this one reads up to 1)',
    ],
    ['with a node of version 0', changed('graph.nodes.1.version', 0), 'node "lstm-2" › version'],
    ['with __proto__', text.replace('"seed"', '"__proto__":{"admin":true},"seed"'), 'holds the key "__proto__"'],
    ['with −1 units', changed('graph.nodes.1.params.units', -1), 'node "lstm-2": units must be a whole number of 1 or more, but is -1'],
    ['with 1.5 units', changed('graph.nodes.1.params.units', 1.5), 'node "lstm-2": units must be a whole number of 1 or more, but is 1.5'],
    ['with an unknown parameter', changed('graph.nodes.1.params.magic', 1), 'has a parameter "magic" that LSTM does not have'],
    ['with an unknown type', changed('graph.nodes.1.type', 'crystal'), 'of the type "crystal", which this Unroll does not know'],
    ['with two nodes of one id', changed('graph.nodes.2.id', 'lstm-2'), 'has the id "lstm-2" of another node'],
    ['with a dangling wire', changed('graph.edges.1.to.node', 'gone'), 'hangs: there is no node "gone"'],
    ['with a wire to no port', changed('graph.edges.1.to.port', 'ear'), '"dense-3" has no input "ear"'],
    ['with two wires at one input', changed('graph.edges.2.to', { node: 'dense-3', port: 'input' }), 'second wire at its input'],
    ['with a layer in no frame', changed('graph.nodes.1.parent', 'dense-3'), 'cannot stand in "dense-3"'],
    ['with a foreign key', changed('extra', 1), 'Unrecognized key'],
    ['with epochs of 0', changed('training.epochs', 0), 'training › epochs'],
    ['with a share above 1', changed('data', { ...tableRecipe(), split: { train: 0.9, validation: 0.9 } }), 'data › split'],
  ])('%s is refused in a sentence that names the place', (_, document, sentence) => {
    expect(refusalOf(document)).toContain(sentence);
  });

  test('with a circle is refused', () => {
    const copy = JSON.parse(text);
    copy.graph.edges[0] = { from: { node: 'dense-3', port: 'output' }, to: { node: 'lstm-2', port: 'sequence' } };
    expect(refusalOf(JSON.stringify(copy))).toContain('run in a circle through "lstm-2", "dense-3"');
  });

  test('cut off anywhere is refused, and never throws', () => {
    fc.assert(fc.property(fc.nat(text.length - 1), (length) => parseProject(text.slice(0, length)).is === 'refused'));
  });

  test('of any other JSON is refused, and never throws', () => {
    fc.assert(fc.property(fc.json(), (json) => parseProject(json).is === 'refused'));
  });
});

describe('what a project may hold since it can be run by hand', () => {
  const withInput = (change: object) =>
    JSON.stringify({ ...project, inputs: [{ input: 'input-1', shape: [1, 2], values: [3, 0.5], ...change }] });

  test('are numbers typed for its Inputs', () => {
    expect(parseProject(withInput({}))).toMatchObject({
      is: 'project',
      project: { inputs: [{ input: 'input-1', shape: [1, 2], values: [3, 0.5] }] },
    });
  });

  test.each([
    ['without the name of an Input', { input: '' }, 'inputs › 0 › input'],
    ['without a shape', { shape: [] }, 'inputs › 0 › shape'],
    ['with a size of half a number', { shape: [1.5] }, 'inputs › 0 › shape › 0'],
    ['with words for numbers', { values: ['three'] }, 'inputs › 0 › values › 0'],
    ['with more than it should', { more: 1 }, 'inputs › 0'],
  ])('numbers %s are refused', (_, change, place) => {
    expect(refusalOf(withInput(change))).toContain(place);
  });
});

describe('where raw data stand', () => {
  const source = { is: 'file', path: 'a.csv' } as const;
  const other = { is: 'sample', name: 'b.csv' } as const;
  const table = tableSchema.parse(tableRecipe());
  const task: Recipe = { is: 'task', kind: 'copy', length: 9, samples: 1, seed: 1, split: table.split };

  test('is said and changed for every recipe that has any', () => {
    expect(sourceOf({ ...table, source })).toBe(source);
    expect(withSource({ ...table, source }, other)).toEqual({ ...table, source: other });
    for (const recipe of [task, { is: 'none' } as const]) {
      expect(sourceOf(recipe)).toBeNull();
      expect(withSource(recipe, other)).toBe(recipe);
    }
  });
});

function tableRecipe() {
  return {
    is: 'table',
    source: { is: 'sample', name: 'seattle-weather.csv' },
    time: 'date',
    features: ['wind'],
    targets: ['wind'],
    window: 10,
    horizon: 1,
    targetAt: 'after',
    missing: 'interpolate',
    scaling: 'standard',
    split: { train: 0.7, validation: 0.15 },
  };
}

describe('a project file', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unroll-project-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('is written whole, leaves nothing beside it, and reads back', async () => {
    const path = join(folder, 'hamlet.unroll.json');
    await writeProjectFile(path, project);
    await writeProjectFile(path, { ...project, seed: 2 });
    expect(await readdir(folder)).toEqual(['hamlet.unroll.json']);
    expect(await readProjectFile(path)).toEqual({ is: 'project', project: { ...project, seed: 2 } });
  });

  test('stays as it was when a newer one cannot be written', async () => {
    const path = join(folder, 'kept.txt');
    await writeFile(path, 'old');
    await expect(writeFileAtomic(join(path, 'below-a-file'), 'new')).rejects.toThrow();
    expect(await readFile(path, 'utf8')).toBe('old');
  });

  test('that is missing or a folder is refused', async () => {
    expect(await readProjectFile(join(folder, 'nothing.unroll.json'))).toMatchObject({
      is: 'refused',
      text: expect.stringContaining('There is no file'),
    });
    expect(await readProjectFile(folder)).toMatchObject({ is: 'refused', text: expect.stringContaining('could not be read') });
  });

  test('gives its runs their folder', () => {
    expect(runsFolder('/a/hamlet.unroll.json')).toBe('/a/hamlet.runs');
    expect(projectName('/a/hamlet.unroll.json')).toBe('hamlet');
  });
});
