import './flow.css';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { Background, BackgroundVariant, ReactFlow, SelectionMode } from '@xyflow/react';
import { useEffect, useRef, useState } from 'react';
import { useDocument, useLayout } from '../store';
import classes from './Canvas.module.css';
import { CanvasMenu } from './CanvasMenu';
import { watchCards } from './cards';
import { EmptyHint } from './EmptyHint';
import { useFlow, watchFlow } from './flow';
import type { CardNode, WireEdge } from './flowElements';
import {
  changeEdges,
  changeNodes,
  clickPane,
  clickPaneWithOtherButton,
  clickSelection,
  clickWire,
  clickWithOtherButton,
  doubleClick,
  dragNode,
  dragSelection,
  dropNode,
  dropSelection,
  press,
  renameNode,
} from './gestures';
import { isFar, isLarge, useSketched } from './largeGraphs';
import { GRID } from './measures';
import { watchModality } from './modality';
import { Card } from './nodes/Card';
import { Frame } from './nodes/Frame';
import { Group } from './nodes/Group';
import { Overview } from './Overview';
import { QuickAdd } from './QuickAdd';
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
  const sketched = large && far;
  const roomy = isRoomy(size);
  const opened = useDocument((state) => state.document?.draftPath);
  usePasting();
  useEffect(() => useSketched.setState({ sketched }), [sketched]);
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
        onNodeDrag={dragNode}
        onNodeDragStop={dropNode}
        onSelectionDrag={dragSelection}
        onSelectionDragStop={dropSelection}
        onNodeContextMenu={clickWithOtherButton}
        onSelectionContextMenu={clickSelection}
        onEdgeContextMenu={clickWire}
        onPaneContextMenu={clickPaneWithOtherButton}
        onNodeDoubleClick={renameNode}
        onDoubleClick={doubleClick}
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
