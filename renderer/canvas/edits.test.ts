import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyMend, check, freePort, refuseWire } from '../../engine/check';
import {
  connect,
  disconnect,
  extract,
  type Graph,
  moveNodes,
  removeNodes,
  rename,
  setBypassed,
  setParams,
  setParent,
} from '../../engine/graph';
import { nodeType, nodeTypes } from '../../engine/nodes';
import { insertBlock } from '../../engine/nodes/blocks/block';
import { transformerBlock } from '../../engine/nodes/blocks/transformer';
import { emptyProject, OPTIMISERS, type Project, type Recipe, readProject, withSource } from '../../engine/project';
import { moveBoundary } from '../data/split';
import { beginHistory, recordEdit, redo, undo } from '../store/history';
import { alignNodes, distributeNodes } from './align';
import { arrangeGraph } from './arrange';
import { partFromText, partToText, pastePart } from './clipboard';
import { closeGaps } from './gaps';
import { fitGroups, foldGroups, groupAt, groupNodes, isGroup, looseNodes, placeNodes, ungroup } from './groups';
import { addLayer, canHold, setInFrame, spliceLayer, takeOutOfFrame } from './layers';

/** Every edit of a project: those of the canvas, each from a few numbers that choose what it is done to. */

type Edit = (graph: Graph, a: number, b: number) => Graph;

const pick = <T>(list: readonly T[], number: number): T | undefined => list[number % Math.max(1, list.length)];
const outer = (graph: Graph) => graph.nodes.filter((node) => node.parent === undefined);

const edits: Readonly<Record<string, Edit>> = {
  add: (graph, a, b) => addLayer(graph, pick(nodeTypes, a)?.type ?? 'lstm', { x: b % 900, y: a % 700 }).graph,
  connect: (graph, a, b) => {
    const [source, target] = [pick(outer(graph), a), pick(outer(graph), b)];
    const output = source && pick(nodeType(source.type)?.outputs(source.params) ?? [], a);
    const input = target && pick(nodeType(target.type)?.inputs(target.params) ?? [], b);
    if (!source || !target || !output || !input) return graph;
    const from = { node: source.id, port: output.id };
    const to = freePort(graph, target.id, input);
    return refuseWire(graph, check(graph), from, to) ? graph : connect(graph, from, to);
  },
  remove: (graph, a) => closeGaps(removeNodes(graph, [pick(graph.nodes, a)?.id ?? ''])),
  cut: (graph, a) => {
    const edge = pick(graph.edges, a);
    return edge ? closeGaps(disconnect(graph, [edge])) : graph;
  },
  splice: (graph, a, b) => {
    const edge = pick(graph.edges, b);
    if (!edge) return graph;
    const added = addLayer(graph, pick(nodeTypes, a)?.type ?? 'dropout', { x: 10, y: 10 });
    return spliceLayer(added.graph, added.id, edge, {}) ?? graph;
  },
  frame: (graph, a, b) => {
    const frame = pick(
      graph.nodes.filter((node) => nodeType(node.type)?.holds),
      a,
    );
    const node =
      frame &&
      pick(
        outer(graph).filter((one) => canHold(graph, frame.id, one)),
        b,
      );
    return frame && node ? setInFrame(graph, node.id, frame.id) : graph;
  },
  takeOut: (graph, a) => {
    const node = pick(
      graph.nodes.filter((one) => one.parent !== undefined),
      a,
    );
    return node ? takeOutOfFrame(graph, node.id, { x: a % 500, y: 5 }) : graph;
  },
  paste: (graph, a, b) => {
    if (graph.nodes.length > 40) return graph;
    const part = extract(graph, [pick(graph.nodes, a)?.id ?? '', pick(graph.nodes, b)?.id ?? '']);
    if (part.nodes.length === 0) return graph;
    const read = partFromText(partToText(part));
    if (read.is === 'refused') throw new Error(read.text);
    return pastePart(graph, read.graph, { x: 30, y: 40 }).graph;
  },
  rename: (graph, a, b) => {
    const node = pick(graph.nodes, a);
    const name = `layer ${b}`;
    return node && !graph.nodes.some((one) => one.name === name) ? rename(graph, node.id, name) : graph;
  },
  bypass: (graph, a, b) => setBypassed(graph, [pick(outer(graph), a)?.id ?? ''], b % 2 === 0),
  units: (graph, a, b) => {
    const node = pick(
      graph.nodes.filter((one) => 'units' in one.params),
      a,
    );
    return node ? setParams(graph, node.id, { units: 1 + (b % 300) }) : graph;
  },
  sequences: (graph, a, b) => {
    const node = pick(
      graph.nodes.filter((one) => 'returnSequences' in one.params),
      a,
    );
    return node ? setParams(graph, node.id, { returnSequences: b % 2 === 0 }) : graph;
  },
  mend: (graph, a) => {
    const mend = pick(
      check(graph).problems.flatMap((problem) => problem.mend ?? []),
      a,
    );
    return mend ? applyMend(graph, mend) : graph;
  },
  move: (graph, a, b) => moveNodes(graph, new Map([[pick(outer(graph), a)?.id ?? '', { x: a % 3000, y: b % 3000 }]])),
  align: (graph, a) =>
    alignNodes(graph, new Set(graph.nodes.map((node) => node.id)), pick(['left', 'middle', 'bottom'] as const, a) ?? 'left'),
  distribute: (graph, a) => distributeNodes(graph, new Set(graph.nodes.map((node) => node.id)), a % 2 === 0 ? 'across' : 'down'),
  group: (graph, a, b) => groupNodes(graph, [pick(graph.nodes, a)?.id ?? '', pick(graph.nodes, b)?.id ?? ''])?.graph ?? graph,
  ungroup: (graph, a) => ungroup(graph, [pick(graph.nodes.filter(isGroup), a)?.id ?? '']).graph,
  fold: (graph, a, b) => foldGroups(graph, [pick(graph.nodes.filter(isGroup), a)?.id ?? ''], b % 2 === 0),
  regroup: (graph, a, b) => {
    const node = pick(looseNodes(graph), a);
    if (!node) return graph;
    const place = { x: a % 1500, y: b % 1500 };
    const group = groupAt(graph, node, place);
    return fitGroups(placeNodes(setParent(graph, [node.id], group), new Map([[node.id, place]])));
  },
  block: (graph, a, b) => (graph.nodes.length > 40 ? graph : insertBlock(graph, transformerBlock(), { x: a % 900, y: b % 900 }).graph),
  layOut: (graph, a) => arrangeGraph(graph, 600 + (a % 2000)),
};

const split = { train: 0.7, validation: 0.15 };
const typed = { is: 'inline', text: 'to be or not to be' } as const;

const RECIPES: readonly Recipe[] = [
  { is: 'none' },
  { is: 'words', source: typed, length: null, maxWords: null, split },
  { is: 'task', kind: 'adding', length: 20, samples: 100, seed: 1, split },
];

/** Edits of data and training, which stand in the same history. */
const projectEdits: Readonly<Record<string, (project: Project, a: number, b: number) => Project>> = {
  recipe: (project, a) => ({ ...project, data: pick(RECIPES, a) ?? project.data }),
  divide: (project, a, b) =>
    project.data.is === 'none'
      ? project
      : {
          ...project,
          data: { ...project.data, split: moveBoundary(project.data.split, a % 2 === 0 ? 'train' : 'validation', (b % 101) / 100) },
        },
  type: (project, a) => ({ ...project, data: withSource(project.data, { is: 'inline', text: `line ${a}` }) }),
  epochs: (project, a) => ({ ...project, training: { ...project.training, epochs: 1 + (a % 500) } }),
  optimiser: (project, a) => ({
    ...project,
    training: { ...project.training, optimiser: pick(Object.values(OPTIMISERS), a) ?? OPTIMISERS.adam },
  }),
  clip: (project, a) => ({
    ...project,
    training: { ...project.training, clip: { ...project.training.clip, norm: a % 2 === 0 ? 1 : null } },
  }),
  seed: (project, a) => ({ ...project, seed: a % 1000 }),
};

const names = [...Object.keys(edits), ...Object.keys(projectEdits)];

function carryOut(project: Project, name: string, a: number, b: number): Project {
  const ofProject = projectEdits[name];
  if (ofProject) return ofProject(project, a, b);
  const graph = edits[name]?.(project.graph, a, b) ?? project.graph;
  return graph === project.graph ? project : { ...project, graph };
}

test('200 edits at random, undone wholly, give the first document; redone, the last; and every document between can be opened', () => {
  const step = fc.record({ edit: fc.constantFrom(...names), a: fc.nat(), b: fc.nat() });
  fc.assert(
    fc.property(fc.array(step, { minLength: 200, maxLength: 200 }), (steps) => {
      let history = beginHistory<Project>(emptyProject);
      const seen: Project[] = [history.present];
      for (const { edit, a, b } of steps) {
        history = recordEdit(history, carryOut(history.present, edit, a, b), edit);
        if (history.present === seen.at(-1)) continue;
        seen.push(history.present);
        const read = readProject(JSON.parse(JSON.stringify(history.present)));
        if (read.is === 'refused') throw new Error(`After "${edit}": ${read.text}`);
      }
      for (const project of [...seen].reverse().slice(1)) {
        history = undo(history);
        expect(history.present).toBe(project);
      }
      expect(history.present).toBe(emptyProject);
      for (const project of seen.slice(1)) {
        history = redo(history);
        expect(history.present).toBe(project);
      }
    }),
    // Shrinking 200 steps would take minutes; the seed and the steps are enough to go by.
    { numRuns: 20, endOnFailure: true },
  );
});
