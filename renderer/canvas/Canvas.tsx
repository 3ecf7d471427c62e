import './flow.css';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { Background, BackgroundVariant, type EdgeChange, type NodeChange, ReactFlow, SelectionMode } from '@xyflow/react';
import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { edgeId } from '../../engine/graph';
import { select, useDocument, useLayout, useSelection } from '../store';
import { closeQuickAdd, openQuickAdd } from './adding';
import classes from './Canvas.module.css';
import { CanvasMenu, openMenu } from './CanvasMenu';
import { watchCards } from './cards';
import { endWire } from './connecting';
import { dragCards, dropCards } from './dropping';
import { EmptyHint } from './EmptyHint';
import { applyFlowChanges, useFlow, watchFlow } from './flow';
import type { CardNode, WireEdge } from './flowElements';
import { isFar, isLarge } from './largeGraphs';
import { GRID } from './measures';
import { watchModality } from './modality';
import { Card } from './nodes/Card';
import { Frame } from './nodes/Frame';
import { Group } from './nodes/Group';
import { Overview } from './Overview';
import { QuickAdd } from './QuickAdd';
import { startRenaming } from './renaming';
import { usePasting } from './systemClipboard';
import { attachView, fitView, isRoomy } from './view';
import { ConnectionLine } from './wires/ConnectionLine';
import { watchRoutes } from './wires/routes';
import { SketchedWires } from './wires/SketchedWires';
import { Wire } from './wires/Wire';
import { WireLabels } from './wires/WireLabels';
import { beginDrag, beginMove, connectEnds, endMove, letGo, mayConnect, moveEnd } from './wiring';
import { ZoomControl } from './ZoomControl';

const nodeTypes = { card: Card, frame: Frame, group: Group };
const edgeTypes = { wire: Wire };
const snapGrid: [number, number] = [GRID, GRID];
const NO_WIRES: WireEdge[] = [];
const SEVERAL = ['Shift', 'Control', 'Meta'];
/** The middle button drags the view; the left one draws a box around what is to be selected, or drags the view with Space. */
const VIEW_BUTTONS = [1];

interface Selected {
  readonly id: string;
  readonly selected: boolean;
}

function withChanges(before: ReadonlySet<string>, changes: readonly Selected[]): ReadonlySet<string> {
  const now = new Set(before);
  for (const { id, selected } of changes) {
    if (selected) now.add(id);
    else now.delete(id);
  }
  return now;
}

function changeNodes(changes: readonly NodeChange<CardNode>[]) {
  const selections = changes.filter((change) => change.type === 'select');
  const { nodes, edges } = useSelection.getState();
  if (selections.length > 0) select(withChanges(nodes, selections), edges);
  applyFlowChanges(changes);
}

function changeEdges(changes: readonly EdgeChange<WireEdge>[]) {
  const selections = changes.filter((change) => change.type === 'select');
  const { nodes, edges } = useSelection.getState();
  if (selections.length > 0) select(nodes, withChanges(edges, selections));
}

const placeOf = (event: { clientX: number; clientY: number }) => ({ x: event.clientX, y: event.clientY });

function clickWithOtherButton(event: MouseEvent, node: CardNode) {
  event.preventDefault();
  if (!useSelection.getState().nodes.has(node.id)) select([node.id]);
  openMenu({ is: 'layers', at: placeOf(event) });
}

function clickWire(event: MouseEvent, { data }: WireEdge) {
  event.preventDefault();
  if (!data) return;
  select([], [edgeId(data.edge)]);
  openMenu({ is: 'wire', at: placeOf(event), edge: data.edge });
}

function clickPane() {
  endWire();
  closeQuickAdd();
}

/** Enter or Space on a card or wire that has the keyboard selects it, as a click would. */
function press(event: KeyboardEvent<HTMLElement>) {
  const { target } = event;
  const isPress = event.key === ' ' || (event.key === 'Enter' && !event.ctrlKey && !event.metaKey);
  if (!isPress || !(target instanceof Element)) return;
  const id = target.getAttribute('data-id');
  const isNode = target.classList.contains('react-flow__node');
  const isEdge = target.classList.contains('react-flow__edge');
  if (id === null || (!isNode && !isEdge)) return;
  event.preventDefault();
  const { nodes, edges } = useSelection.getState();
  const adds = event.shiftKey || event.ctrlKey || event.metaKey;
  const chosen = [{ id, selected: true }];
  if (isNode) select(withChanges(adds ? nodes : new Set(), chosen), adds ? edges : []);
  else select(adds ? nodes : [], withChanges(adds ? edges : new Set(), chosen));
}

/** Elements that stay the same while cards are dragged, so that none of them is drawn again at every move. */
const behind = (
  <>
    <Background variant={BackgroundVariant.Dots} gap={GRID} size={2} color="var(--canvas-dot)" />
    <ZoomControl />
  </>
);
const labels = <WireLabels />;
const sketchedWires = <SketchedWires />;
const overview = <Overview />;
const above = (
  <>
    <EmptyHint />
    <QuickAdd />
    <CanvasMenu />
  </>
);

/** The graph, to be wired, moved and looked at. */
export function Canvas() {
  const pane = useRef<HTMLElement>(null);
  const nodes = useFlow((state) => state.nodes);
  const edges = useFlow((state) => state.edges);
  const snap = useLayout((state) => state.snap);
  const minimap = useLayout((state) => state.minimap);
  const size = useElementSize();
  const ref = useMergedRef(pane, size.ref);
  const [far, setFar] = useState(false);
  const large = isLarge(nodes);
  // Blocks and lines without words: all that can be seen of so many from so far.
  const sketched = large && far;
  const roomy = isRoomy(size);
  const opened = useDocument((state) => state.document?.draftPath);
  usePasting();
  useEffect(() => {
    const stops = [watchFlow(), watchCards(), watchRoutes(), watchModality(), () => attachView(undefined, undefined)];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return (
    <main
      ref={ref}
      className={classes.canvas}
      data-canvas
      data-region="canvas"
      data-sketched={sketched || undefined}
      aria-label="Canvas"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the keyboard for what is drawn in it, and is scrolled by it
      tabIndex={0}
      onKeyDown={press}
    >
      <ReactFlow<CardNode, WireEdge>
        key={opened}
        nodes={nodes}
        edges={sketched ? NO_WIRES : edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={changeNodes}
        onEdgesChange={changeEdges}
        onInit={(instance) => {
          attachView(instance, pane.current ?? undefined);
          requestAnimationFrame(() => fitView({ smooth: false }));
        }}
        onNodeDrag={(_event, _node, dragged) => dragCards(dragged)}
        onNodeDragStop={(_event, _node, dragged) => dropCards(dragged)}
        onSelectionDrag={(_event, dragged) => dragCards(dragged)}
        onSelectionDragStop={(_event, dragged) => dropCards(dragged)}
        onNodeContextMenu={clickWithOtherButton}
        onSelectionContextMenu={(event) => {
          event.preventDefault();
          openMenu({ is: 'layers', at: placeOf(event) });
        }}
        onEdgeContextMenu={clickWire}
        onPaneContextMenu={(event) => {
          event.preventDefault();
          openMenu({ is: 'canvas', at: placeOf(event) });
        }}
        onNodeDoubleClick={(_event, node) => startRenaming(node.id)}
        onDoubleClick={(event) => {
          const { target } = event;
          if (target instanceof Element && target.classList.contains('react-flow__pane')) openQuickAdd({ at: placeOf(event) });
        }}
        onMove={(_event, { zoom }) => setFar(isFar(zoom))}
        onlyRenderVisibleElements={large}
        onPaneClick={clickPane}
        isValidConnection={mayConnect}
        onConnectStart={(_event, params) => beginDrag(params)}
        onConnect={connectEnds}
        onConnectEnd={letGo}
        onReconnectStart={beginMove}
        onReconnect={moveEnd}
        onReconnectEnd={endMove}
        connectionLineComponent={ConnectionLine}
        connectionRadius={24}
        connectOnClick={false}
        snapToGrid={snap}
        snapGrid={snapGrid}
        selectionOnDrag
        selectionMode={SelectionMode.Partial}
        selectionKeyCode={null}
        multiSelectionKeyCode={SEVERAL}
        deleteKeyCode={null}
        panOnDrag={VIEW_BUTTONS}
        panOnScroll
        zoomOnDoubleClick={false}
        minZoom={0.1}
        maxZoom={2}
        disableKeyboardA11y
        nodeDragThreshold={3}
        edgesReconnectable
        proOptions={{ hideAttribution: true }}
        aria-label="Graph"
      >
        {behind}
        {sketched ? sketchedWires : labels}
        {minimap && roomy && overview}
      </ReactFlow>
      {above}
    </main>
  );
}
