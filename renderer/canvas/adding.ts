import { create } from 'zustand';
import {
  absolutePosition,
  type Edge,
  findNode,
  type Graph,
  type PortRef,
  type Position,
  setParent,
  withDescendants,
} from '../../engine/graph';
import { nodeType } from '../../engine/nodes';
import { announce } from '../notices';
import { currentGraph, editGraph, select, useCheck, useSelection } from '../store';
import { addable } from './blocks';
import { checkOptions } from './connecting';
import { snapped } from './dropping';
import { fitGroups, groupOf, isFramed, isGroup } from './groups';
import { addLayer, featuresOf, freePlace, type OpenEnd, spliceLayer, wireToEnd } from './layers';
import { CARD, GAP, sizeOf } from './measures';
import { currentZoom, focusNode, middleOfView, showNode, toCanvas, toWindow, viewSize } from './view';

/** New layers by a click, a key, or a wire that was let go over the empty canvas. */

interface QuickAdd {
  /** Where in the window it opens. */
  readonly at: Position;
  /** Where on the canvas the layer will stand. */
  readonly place: Position;
  /** What the layer is to be wired to. */
  readonly end: OpenEnd | null;
  /** The wire it is to be put into. */
  readonly into: Edge | null;
}

export const useQuickAdd = create<{ readonly open: QuickAdd | null }>()(() => ({ open: null }));

export function openQuickAdd({ at, end = null, into = null }: { at?: Position; end?: OpenEnd | null; into?: Edge | null } = {}) {
  const place = at ? toCanvas(at) : middleOfView();
  useQuickAdd.setState({ open: { at: at ?? toWindow(place), place, end, into } });
}

export function closeQuickAdd() {
  useQuickAdd.setState({ open: null });
}

/** The output that a layer added now is wired to: the first one of the layer that alone is selected. */
function selectedOutput(graph: Graph): PortRef | undefined {
  const { nodes } = useSelection.getState();
  const [id] = nodes;
  const node = nodes.size === 1 && id !== undefined ? findNode(graph, id) : undefined;
  const outer = node && isFramed(graph, node) ? findNode(graph, node.parent ?? '') : node;
  const [output] = (outer && nodeType(outer.type)?.outputs(outer.params)) ?? [];
  return outer && output ? { node: outer.id, port: output.id } : undefined;
}

/** Free space on both sides of a row, in canvas pixels. */
const SIDES = 80;

/** Beside the layer it follows; in a new row where that would lie out of view. */
function placeAfter(graph: Graph, from: PortRef): Position {
  const node = findNode(graph, from.node);
  if (!node) return middleOfView();
  const { x, y } = absolutePosition(graph, node.id);
  const beside = { x: x + sizeOf(graph, node).width + GAP.beside, y };
  const outer = graph.nodes.filter((one) => one.parent === undefined);
  const left = Math.min(...outer.map((one) => one.position.x));
  if (node.parent !== undefined || beside.x + CARD.width - left <= viewSize().width / currentZoom() - SIDES) return beside;
  const bottom = Math.max(...outer.map((one) => one.position.y + sizeOf(graph, one).height));
  return { x: left, y: bottom + GAP.row };
}

function finish(graph: Graph, id: string, type: string, { focus }: { focus: boolean }) {
  const title = addable(type)?.title ?? type;
  const own = withDescendants(graph, [id]);
  const wired = graph.edges.some(({ from, to }) => own.has(from.node) !== own.has(to.node));
  editGraph(`Add ${title}`, () => graph);
  select([id]);
  announce(`Added ${title} "${findNode(graph, id)?.name ?? id}"${wired ? ', connected' : ''}.`);
  requestAnimationFrame(() => showNode(id));
  if (focus) focusNode(id);
}

/** Adds a layer from the palette by a click: after the selected layer and wired to it, if they go together. */
export function addAfterSelection(type: string, { focus = false } = {}) {
  const graph = currentGraph();
  const from = selectedOutput(graph);
  const wanted = from ? placeAfter(graph, from) : graph.nodes.length === 0 ? cornerPlace() : middleOfView();
  const size = { width: CARD.width, height: CARD.header * 4 };
  const group = from && groupOf(graph, findNode(graph, from.node))?.id;
  const place = group === undefined ? freePlace(graph, wanted, size) : wanted;
  const features = from && featuresOf(useCheck.getState().checked, from);
  const added = addLayer(graph, type, snapped(place), { data: checkOptions().data, features });
  const inGroup = group === undefined ? added.graph : fitGroups(setParent(added.graph, [added.id], group));
  const wired = from ? wireToEnd(inGroup, added.id, { is: 'output', port: from }, checkOptions()) : inGroup;
  finish(wired, added.id, type, { focus });
}

/** Where the first layer of a graph stands, so that others find room beside it. */
function cornerPlace(): Position {
  const middle = middleOfView();
  const { width, height } = viewSize();
  return { x: middle.x - width / 2 + 40, y: middle.y - height / 2 + 60 };
}

/** Carries out what was chosen in quick add. */
export function addQuickly(type: string) {
  const { open } = useQuickAdd.getState();
  closeQuickAdd();
  if (!open) return;
  const { place, end, into } = open;
  const graph = currentGraph();
  const options = checkOptions();
  const { checked } = useCheck.getState();
  if (into) {
    const added = addLayer(graph, type, snapped({ x: place.x - CARD.width / 2, y: place.y + CARD.header }), {
      data: options.data,
      features: featuresOf(checked, into.from),
    });
    finish(spliceLayer(added.graph, added.id, into, options) ?? added.graph, added.id, type, { focus: true });
    return;
  }
  const port = CARD.header + CARD.port / 2;
  const corner = end
    ? { x: end.is === 'output' ? place.x : place.x - CARD.width, y: place.y - port }
    : { x: place.x - CARD.width / 2, y: place.y - CARD.header / 2 };
  const features = end?.is === 'output' ? featuresOf(checked, end.port) : undefined;
  const added = addLayer(graph, type, snapped(corner), { data: options.data, features });
  finish(end ? wireToEnd(added.graph, added.id, end, options) : added.graph, added.id, type, { focus: true });
}

/** Wires the selected layers one after the other, from left to right, as far as they go together. */
export function connectInOrder(graph: Graph, ids: ReadonlySet<string>): Graph {
  const chosen = graph.nodes
    .filter((node) => ids.has(node.id) && !isFramed(graph, node) && !isGroup(node))
    .map((node) => ({ ...node, at: absolutePosition(graph, node.id) }))
    .sort((a, b) => a.at.x - b.at.x || a.at.y - b.at.y);
  return chosen.slice(1).reduce((now, node, i) => {
    const before = chosen[i];
    const [output] = (before && nodeType(before.type)?.outputs(before.params)) ?? [];
    if (!before || !output || now.edges.some((edge) => edge.from.node === before.id && edge.to.node === node.id)) return now;
    return wireToEnd(now, node.id, { is: 'output', port: { node: before.id, port: output.id } }, checkOptions());
  }, graph);
}
