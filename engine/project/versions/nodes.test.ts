import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { emptyGraph, type Graph, type Params } from '../../graph';
import { type NodeType, nodeType, nodeTypes, type ParamsMigration, versionOf } from '../../nodes';
import { readProjectFile, writeProjectFile } from '../file';
import { bringNodes } from './nodes';
import { olderVersion, projectVersions } from './project';

/** The program of a made-up tomorrow: units of a dense layer were once called `size`, and before that counted in pairs. */
const tomorrow: { versions: readonly ParamsMigration[] } = { versions: [] };

vi.mock('../../nodes', async (original) => {
  const real = await original<typeof import('../../nodes')>();
  const typeOf = (name: string) => {
    const type = real.nodeType(name);
    return type && name === 'dense' ? { ...type, versions: tomorrow.versions } : type;
  };
  return { ...real, nodeType: typeOf };
});

const pairs: ParamsMigration = {
  to: 2,
  name: 'single units',
  why: 'other layers count so',
  up: ({ pairs, ...rest }) => ({ ...rest, size: 2 * Number(pairs) }),
};
const words: ParamsMigration = {
  to: 3,
  name: 'size is called units',
  why: "the field's word",
  up: ({ size = 1, ...rest }) => ({ ...rest, units: size }),
};

beforeEach(() => {
  tomorrow.versions = [pairs, words];
});

function graphOf(params: Params, version?: number): Graph {
  const node = { id: 'd', type: 'dense', name: 'head', params, position: { x: 0, y: 0 } };
  return { ...emptyGraph, nodes: [version === undefined ? node : { ...node, version }] };
}

/** The one node of a graph that was brought up; throws where it was refused. */
function brought(graph: Graph) {
  const result = bringNodes(graph, nodeType);
  if (result.is === 'refused') throw new Error(result.text);
  return result.graph.nodes[0];
}

function dense(): NodeType {
  const type = nodeType('dense');
  if (!type) throw new Error('There is no dense layer.');
  return type;
}

describe('the parameters of a node', () => {
  test('go through the later changes of its type in order, and it says its version', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), (units) => {
        const today = { version: 3, params: { units, useBias: false } };
        expect(brought(graphOf({ pairs: units, useBias: false }))).toMatchObject({ ...today, params: { units: 2 * units } });
        expect(brought(graphOf({ pairs: units, useBias: false }, 1))).toMatchObject({ ...today, params: { units: 2 * units } });
        expect(brought(graphOf({ size: units, useBias: false }, 2))).toMatchObject(today);
        expect(brought(graphOf({ units, useBias: false }, 3))).toMatchObject(today);
      }),
    );
  });

  test('have none of the old names afterwards, and what is missing has its default', () => {
    const node = brought(graphOf({ pairs: 2 }));
    expect(Object.keys(node?.params ?? {}).sort()).toEqual(Object.keys(dense().params).sort());
  });

  test('say no version as long as there is one only', () => {
    tomorrow.versions = [];
    expect(brought(graphOf({ units: 2 }))).not.toHaveProperty('version');
    expect(brought(graphOf({ units: 2 }, 1))).not.toHaveProperty('version');
    expect(versionOf(dense())).toEqual({});
    tomorrow.versions = [pairs, words];
    expect(versionOf(dense())).toEqual({ version: 3 });
  });

  test('of a newer program, or that a change cannot understand, are refused by the name of the node and its type', () => {
    expect(bringNodes(graphOf({}, 4), nodeType)).toMatchObject({
      text: `The node "head" (${dense().title}) was saved by a newer Unroll (version 4; this one reads up to 3): update Unroll to open it.`,
    });
    const up = () => {
      throw new Error('no size');
    };
    tomorrow.versions = [pairs, { ...words, up }];
    expect(bringNodes(graphOf({ pairs: 1 }), nodeType)).toMatchObject({
      text: expect.stringContaining(
        `The node "head" (${dense().title}) is of version 1 and could not be brought to version 3 (size is called units: no size).`,
      ),
    });
  });

  test('of a type that is not known stay as they are', () => {
    const graph = { ...emptyGraph, nodes: graphOf({ a: 1 }, 9).nodes.map((node) => ({ ...node, type: 'crystal' })) };
    expect(bringNodes(graph, nodeType)).toEqual({ is: 'current', graph });
  });

  test('have whole lists of changes in every type', () => {
    for (const { type, versions = [] } of nodeTypes) {
      expect({ type, to: versions.map(({ to }) => to) }).toEqual({ type, to: versions.map((_, index) => index + 2) });
    }
  });
});

describe('a saved project', () => {
  const stored = join(__dirname, 'archive', '1', 'series.unroll.json');
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unroll-versions-'));
    path = join(folder, 'series.unroll.json');
    await copyFile(stored, path);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function open() {
    const read = await readProjectFile(path);
    if (read.is === 'refused') throw new Error(read.text);
    return read.project;
  }

  test('with an older node keeps its original beside it, once', async () => {
    tomorrow.versions = [{ to: 2, name: 'nothing', why: 'a test', up: (old) => old }];
    const project = await open();
    await writeProjectFile(path, project);
    await writeProjectFile(path, { ...project, seed: 2 });
    expect((await readdir(folder)).sort()).toEqual(['series.unroll.json', 'series.v1.unroll.json']);
    expect(await readFile(join(folder, 'series.v1.unroll.json'))).toEqual(await readFile(stored));
    expect((await open()).graph.nodes.find(({ type }) => type === 'dense')?.version).toBe(2);
  });

  test('in the form of today keeps none', async () => {
    tomorrow.versions = [];
    await writeProjectFile(path, await open());
    expect(await readdir(folder)).toEqual(['series.unroll.json']);
  });

  test.each(['', '{"format": "unroll"', 'null', '{"format":"other","version":1}', '{"format":"unroll","graph":7}'])(
    'in the place of %j is written, for that is no older project',
    async (text) => {
      tomorrow.versions = [];
      const project = await open();
      await writeFile(path, text);
      await writeProjectFile(path, project);
      expect(await readdir(folder)).toEqual(['series.unroll.json']);
    },
  );

  test('is not saved over where its original cannot be kept', async () => {
    // Room in the name for the file that it is saved through, but not for the one of its original.
    const long = join(folder, `${'n'.repeat(223)}.unroll.json`);
    await copyFile(stored, long);
    tomorrow.versions = [{ to: 2, name: 'nothing', why: 'a test', up: (old) => old }];
    await expect(writeProjectFile(long, await open())).rejects.toThrow('ENAMETOOLONG');
    expect(await readFile(long)).toEqual(await readFile(stored));
  });
});

describe('the version of a saved project that is older than today', () => {
  const later = { ...projectVersions, newest: projectVersions.newest + 1 };

  test('is its own, or undefined where nothing in it is older', () => {
    const document = { format: 'unroll', version: 1, graph: graphOf({}, 3) };
    expect(olderVersion(document, projectVersions, nodeType)).toBeUndefined();
    expect(olderVersion({ ...document, graph: graphOf({}, 2) }, projectVersions, nodeType)).toBe(1);
    expect(olderVersion({ ...document, graph: graphOf({}) }, projectVersions, nodeType)).toBe(1);
    expect(olderVersion(document, later, nodeType)).toBe(1);
    expect(olderVersion({ format: 'unroll' }, later, nodeType)).toBe(1);
    expect(olderVersion({ ...document, version: 9 }, later, nodeType)).toBeUndefined();
    expect(olderVersion({ ...document, format: 'unroll-draft' }, later, nodeType)).toBeUndefined();
  });
});
