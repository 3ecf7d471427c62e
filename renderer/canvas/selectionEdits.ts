import { disconnect, edgeId, extract, findNode, type Graph, moveNodes, type Position, removeNodes, setBypassed } from '../../engine/graph';
import { nodeType } from '../../engine/nodes';
import { announce, tell } from '../notices';
import { currentGraph, editGraph, select, settleGesture, useSelection } from '../store';
import { connectInOrder } from './adding';
import { type Alignment, type Axis, alignNodes, distributeNodes } from './align';
import { arrangeGraph } from './arrange';
import { partFromText, partToText, pastePart } from './clipboard';
import { useFlow } from './flow';
import { closeGaps } from './gaps';
import { fitGroups, foldGroups, groupNodes, isFolded, isFramed, isGroup, outermost, ungroup } from './groups';
import { GRID, type Size } from './measures';
import { fitView, focusCanvas, middleOfView, showNode, viewSize } from './view';

/** What can be done with what is selected on the canvas; each is one undo step. */

const selection = () => useSelection.getState();

/** `"lstm-1"`, or `3 layers`. */
function nameOf(graph: Graph, ids: ReadonlySet<string>): string {
  const [id] = ids;
  return ids.size === 1 && id !== undefined ? `"${findNode(graph, id)?.name ?? id}"` : `${ids.size} layers`;
}

export function deleteSelection() {
  const { nodes, edges } = selection();
  const graph = currentGraph();
  const label = nodes.size > 0 ? `Delete ${nameOf(graph, nodes)}` : edges.size === 1 ? 'Delete a wire' : `Delete ${edges.size} wires`;
  editGraph(label, (now) => {
    const cut = disconnect(
      now,
      now.edges.filter((edge) => edges.has(edgeId(edge))),
    );
    return fitGroups(closeGaps(removeNodes(cut, nodes)));
  });
  announce(`${label}.`);
  focusCanvas();
}

/** The selected layers as text; undefined where none is selected. A layer in a frame is copied alone. */
export function selectionAsText(): string | undefined {
  const { nodes } = selection();
  return nodes.size === 0 ? undefined : partToText(extract(currentGraph(), nodes));
}

/** Times in a row that the same text was pasted: each lands a step further. */
let pasted = { text: '', times: 0 };

/** Pastes layers from text, or says why they cannot be. */
export function pasteText(text: string) {
  const part = partFromText(text);
  if (part.is === 'refused') {
    tell({ id: 'paste', tone: 'warning', text: part.text });
    return;
  }
  if (part.graph.nodes.length === 0) return;
  pasted = { text, times: pasted.text === text ? pasted.times + 1 : 1 };
  insertPart(part.graph, `Paste ${part.graph.nodes.length === 1 ? 'a layer' : `${part.graph.nodes.length} layers`}`, pasted.times);
}

function insertPart(part: Graph, label: string, times: number) {
  const outer = part.nodes.filter((node) => node.parent === undefined);
  const [x, y] = [Math.min(...outer.map((node) => node.position.x)), Math.min(...outer.map((node) => node.position.y))];
  const middle = middleOfView();
  const { width, height } = viewSize();
  const seen = Math.abs(x - middle.x) < width / 2 && Math.abs(y - middle.y) < height / 2;
  const start = seen ? { x, y } : { x: Math.round(middle.x), y: Math.round(middle.y) };
  const { graph, ids } = pastePart(currentGraph(), part, { x: start.x + 2 * GRID * times, y: start.y + 2 * GRID * times });
  editGraph(label, () => graph);
  select(ids);
  announce(`${label}.`);
}

export function duplicateSelection() {
  const { nodes } = selection();
  const graph = currentGraph();
  insertPart(extract(graph, nodes), `Duplicate ${nameOf(graph, nodes)}`, 1);
}

export function selectAll() {
  const graph = currentGraph();
  select(
    graph.nodes.filter((node) => node.parent === undefined).map((node) => node.id),
    graph.edges.map(edgeId),
  );
  announce(`${graph.nodes.length} layers selected.`);
}

/** Layers that pass their first input on when they are bypassed: those with an input and an output. */
function bypassable(graph: Graph, ids: ReadonlySet<string>): readonly string[] {
  return [...ids].filter((id) => {
    const node = findNode(graph, id);
    const type = node && nodeType(node.type);
    return (
      node !== undefined &&
      type !== undefined &&
      !isFramed(graph, node) &&
      type.inputs(node.params).length > 0 &&
      type.outputs(node.params).length > 0
    );
  });
}

export function canBypass(): boolean {
  return bypassable(currentGraph(), selection().nodes).length > 0;
}

export function toggleBypass() {
  const graph = currentGraph();
  const ids = bypassable(graph, selection().nodes);
  const on = ids.some((id) => !findNode(graph, id)?.bypassed);
  const label = `${on ? 'Bypass' : 'Use'} ${nameOf(graph, new Set(ids))}`;
  editGraph(label, (now) => setBypassed(now, ids, on));
  announce(`${label}.`);
}

/** Puts a group around the selected layers. */
export function groupSelection() {
  const { nodes } = selection();
  const graph = currentGraph();
  const grouped = groupNodes(graph, nodes);
  if (!grouped) return;
  const label = `Group ${nameOf(graph, nodes)}`;
  editGraph(label, () => grouped.graph);
  select([grouped.id]);
  requestAnimationFrame(() => showNode(grouped.id));
  announce(`${label}.`);
}

function selectedGroups(): readonly string[] {
  const graph = currentGraph();
  return [...selection().nodes].filter((id) => {
    const node = findNode(graph, id);
    return node !== undefined && isGroup(node);
  });
}

export function hasGroupSelected(): boolean {
  return selectedGroups().length > 0;
}

/** Takes the selected groups away; what stood in them stays. */
export function ungroupSelection() {
  const graph = currentGraph();
  const groups = selectedGroups();
  const label = `Ungroup ${nameOf(graph, new Set(groups))}`;
  const { graph: next, freed } = ungroup(graph, groups);
  editGraph(label, () => next);
  select(freed);
  announce(`${label}.`);
}

/** Folds groups up into cards, or unfolds them where all of them are. */
export function toggleFolded(groups: readonly string[] = selectedGroups()) {
  const graph = currentGraph();
  const folds = groups.some((id) => {
    const node = findNode(graph, id);
    return node !== undefined && !isFolded(node);
  });
  const label = `${folds ? 'Fold' : 'Unfold'} ${nameOf(graph, new Set(groups))}`;
  editGraph(label, (now) => foldGroups(now, groups, folds));
  announce(`${label}.`);
}

export function connectSelection() {
  const before = currentGraph();
  editGraph('Connect layers', (now) => connectInOrder(now, selection().nodes));
  const added = currentGraph().edges.length - before.edges.length;
  if (added === 0) tell({ id: 'connect', tone: 'info', text: 'These layers do not go together in their order from left to right.' });
  else announce(`${added} ${added === 1 ? 'wire' : 'wires'} drawn.`);
}

export function alignSelection(to: Alignment) {
  editGraph(`Align ${to}`, (now) => fitGroups(alignNodes(now, selection().nodes, to)));
}

export function distributeSelection(axis: Axis) {
  editGraph(axis === 'across' ? 'Distribute across' : 'Distribute down', (now) => fitGroups(distributeNodes(now, selection().nodes, axis)));
}

/** Milliseconds within which arrow keys pressed in a row are one step. */
const NUDGE_PAUSE = 800;
let nudging: ReturnType<typeof setTimeout> | undefined;

/** Moves the selected layers by some canvas pixels. */
export function nudge(x: number, y: number) {
  const { nodes } = selection();
  const label = `Move ${nameOf(currentGraph(), nodes)}`;
  editGraph(
    label,
    (now) => {
      const moved = outermost(now, nodes).map((node): [string, Position] => [node.id, { x: node.position.x + x, y: node.position.y + y }]);
      return fitGroups(moveNodes(now, new Map(moved)));
    },
    { gesture: `nudge ${[...nodes].sort().join(' ')}` },
  );
  clearTimeout(nudging);
  nudging = setTimeout(settleGesture, NUDGE_PAUSE);
}

/** Sizes of the cards as they are drawn. */
function measuredSizes(): ReadonlyMap<string, Size> {
  return new Map(
    useFlow.getState().nodes.flatMap((node): [string, Size][] => {
      const { width, height } = node.measured ?? {};
      return width === undefined || height === undefined ? [] : [[node.id, { width, height }]];
    }),
  );
}

/** Free space on both sides of a row, in canvas pixels. */
const SIDES = 80;

/** Lays everything out in rows that fit the view at full size. */
export function layOut() {
  editGraph('Lay out', (now) => arrangeGraph(now, Math.max(600, viewSize().width - SIDES), measuredSizes()));
  announce('Laid out.');
  // Groups are measured anew once they are drawn around what stands in them now.
  requestAnimationFrame(() => requestAnimationFrame(() => fitView()));
}

/** How many layers and groups are selected that can be moved by themselves. */
export function selectedOuter(): number {
  const { nodes } = selection();
  return outermost(currentGraph(), nodes).length;
}

/** The layer that stands alone in the selection. */
export function selectedId(): string | undefined {
  const { nodes } = selection();
  return nodes.size === 1 ? [...nodes][0] : undefined;
}
