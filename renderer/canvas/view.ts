import type { ReactFlowInstance, Rect, Viewport } from '@xyflow/react';
import type { Position } from '../../engine/graph';
import { currentGraph, useLayout } from '../store';
import type { CardNode, WireEdge } from './flowElements';
import { seenNode } from './groups';
import { sizeOf } from './measures';

/** The canvas's own view: where it is scrolled to, and how large it is drawn. No part of the document. */

let flow: ReactFlowInstance<CardNode, WireEdge> | undefined;
let pane: HTMLElement | undefined;

export function attachView(instance: ReactFlowInstance<CardNode, WireEdge> | undefined, element: HTMLElement | undefined) {
  flow = instance;
  pane = element;
}

/** Milliseconds of a change of view that the person asked for; none for those who want no motion. */
function glide(): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 200;
}

/** Free space around the graph when it is fitted into the view, in pixels; below, the zoom control has its place. */
const PADDING = { top: 32, side: 40, bottom: 64 };
/** A graph that leaves much room stands near the top, as a text does on its page. */
const HIGHEST_TOP = 64;
const LEAST_ZOOM = 0.1;
/** The graph drawn small in the lower right corner, in pixels. */
export const OVERVIEW = { width: 146, height: 92, space: 12 } as const;

/** Shows the whole graph, at full size if it fits, and nothing of it under the overview. */
export function fitView({ smooth = true } = {}) {
  const nodes = flow?.getNodes() ?? [];
  if (!flow || nodes.length === 0 || viewSize().width === 0) return;
  const bounds = flow.getNodesBounds(nodes);
  const boxes = nodes.map((node) => flow?.getNodesBounds([node]) ?? bounds);
  const whole = fitInto(bounds, { right: PADDING.side, bottom: PADDING.bottom });
  const overview = overviewSize();
  const hides = (at: Viewport) => overview !== undefined && boxes.some((box) => isUnder(box, at, overview));
  const aside = overview && [
    fitInto(bounds, { right: PADDING.side, bottom: overview.height }),
    fitInto(bounds, { right: overview.width, bottom: PADDING.bottom }),
  ];
  const best = hides(whole) && aside ? aside.reduce((a, b) => (a.zoom >= b.zoom ? a : b)) : whole;
  flow.setViewport(best, { duration: smooth ? glide() : 0 });
}

/** The view that shows some bounds with free space around them, in pixels. */
function fitInto(bounds: Rect, free: { right: number; bottom: number }): Viewport {
  const view = viewSize();
  const width = view.width - PADDING.side - free.right;
  const height = view.height - PADDING.top - free.bottom;
  const zoom = Math.max(LEAST_ZOOM, Math.min(1, width / bounds.width, height / bounds.height));
  const top = Math.min(HIGHEST_TOP, PADDING.top + (height - bounds.height * zoom) / 2);
  const left = PADDING.side + (width - bounds.width * zoom) / 2;
  return { x: left - bounds.x * zoom, y: top - bounds.y * zoom, zoom };
}

/** Pixels of canvas from which on the overview takes no room that the graph needs. */
const ROOMY = { width: 640, height: 540 };
/** Height of the hint of the first steps, in pixels. */
const FIRST_STEPS = 40;

export function isRoomy({ width, height }: { width: number; height: number }): boolean {
  return width >= ROOMY.width && height >= ROOMY.height;
}

/** Pixels that the overview takes in the lower right corner, with the space around it; undefined where it is not shown. */
function overviewSize(): { width: number; height: number } | undefined {
  const { width, height } = viewSize();
  // The hint of the first steps takes room that the canvas has again, and with it the overview, once it is gone.
  if (!useLayout.getState().minimap || !isRoomy({ width, height: height + FIRST_STEPS })) return undefined;
  return { width: OVERVIEW.width + 2 * OVERVIEW.space, height: OVERVIEW.height + 2 * OVERVIEW.space };
}

function isUnder(box: Rect, { x, y, zoom }: Viewport, corner: { width: number; height: number }): boolean {
  const view = viewSize();
  return (box.x + box.width) * zoom + x > view.width - corner.width && (box.y + box.height) * zoom + y > view.height - corner.height;
}

export function zoomBy(factor: number) {
  if (flow) flow.zoomTo(flow.getZoom() * factor, { duration: glide() });
}

export function zoomTo(zoom: number) {
  flow?.zoomTo(zoom, { duration: glide() });
}

/** Brings a card into view, without moving what is in view already. */
export function showNode(id: string) {
  const node = flow?.getInternalNode(seenNode(currentGraph(), id));
  const box = pane?.getBoundingClientRect();
  if (!flow || !node || !box) return;
  const { x, y } = node.internals.positionAbsolute;
  // One that has just come is not measured yet.
  const estimated = sizeOf(currentGraph(), node.internals.userNode.data.node);
  const width = node.measured.width ?? estimated.width;
  const height = node.measured.height ?? estimated.height;
  const start = flow.flowToScreenPosition({ x, y });
  const end = flow.flowToScreenPosition({ x: x + width, y: y + height });
  if (start.x >= box.left && start.y >= box.top && end.x <= box.right && end.y <= box.bottom) return;
  const seen = start.x < box.right && start.y < box.bottom && end.x > box.left && end.y > box.top;
  if (seen) {
    // Only as far as is needed: its upper left corner, where its name stands, before anything else.
    const { x: left, y: top, zoom } = flow.getViewport();
    const across = shiftInto(start.x - MARGIN, end.x + MARGIN, box.left, box.right);
    const down = shiftInto(start.y - MARGIN, end.y + MARGIN, box.top, box.bottom);
    flow.setViewport({ x: left + across, y: top + down, zoom }, { duration: glide() });
    return;
  }
  flow.setCenter(x + width / 2, y + height / 2, { zoom: flow.getZoom(), duration: glide() });
}

/** Free space beside what is brought into view, in pixels. */
const MARGIN = 12;

/** How far a stretch has to be moved to lie within another one, or to begin where that one does if it is longer. */
function shiftInto(start: number, end: number, from: number, to: number): number {
  if (start < from || end - start > to - from) return from - start;
  return end > to ? to - end : 0;
}

/** The canvas point under a point of the window. */
export function toCanvas(client: Position): Position {
  return flow?.screenToFlowPosition(client, { snapToGrid: false }) ?? client;
}

/** The point of the window over a canvas point. */
export function toWindow(point: Position): Position {
  return flow?.flowToScreenPosition(point) ?? point;
}

/** The middle of what is in view, in canvas pixels. */
export function middleOfView(): Position {
  const box = pane?.getBoundingClientRect();
  return box ? toCanvas({ x: box.left + box.width / 2, y: box.top + box.height / 2 }) : { x: 0, y: 0 };
}

/** Size of the canvas in the window, in pixels. */
export function viewSize(): { width: number; height: number } {
  const box = pane?.getBoundingClientRect();
  return { width: box?.width ?? 1000, height: box?.height ?? 600 };
}

export function currentZoom(): number {
  return flow?.getZoom() ?? 1;
}

/** Whether a point of the window lies on the canvas. */
export function isOverCanvas({ x, y }: Position): boolean {
  const box = pane?.getBoundingClientRect();
  return box !== undefined && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}

/** Gives the canvas the keyboard. */
export function focusCanvas() {
  pane?.focus({ preventScroll: true });
}

/** Gives a card the keyboard, once it is drawn. */
export function focusNode(id: string) {
  requestAnimationFrame(() => {
    pane?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
  });
}
