import type { Command } from '../app/commands/command';
import { setLayout, useLayout } from '../store';
import { noLayers, noProject } from './blocked';
import { layOut } from './selectionEdits';
import { fitView, zoomBy, zoomTo } from './view';
import { ZOOM_STEP } from './ZoomControl';

/** How the canvas is looked at and laid out. */

export const canvasViewCommands: readonly Command[] = [
  {
    id: 'view.layOut',
    title: 'Lay out',
    group: 'View',
    words: 'arrange auto layout tidy',
    icon: 'layout',
    shortcuts: ['Mod+Shift+KeyL'],
    blocked: noLayers,
    run: layOut,
  },
  {
    id: 'view.fit',
    title: 'Fit the graph',
    group: 'View',
    words: 'zoom all',
    icon: 'fit',
    shortcuts: ['Shift+Digit1'],
    blocked: noLayers,
    run: () => fitView(),
  },
  {
    id: 'view.actualSize',
    title: 'Full size',
    group: 'View',
    words: 'zoom 100 %',
    shortcuts: ['Shift+Digit0'],
    blocked: noProject,
    run: () => zoomTo(1),
  },
  {
    id: 'view.zoomIn',
    title: 'Zoom in',
    group: 'View',
    shortcuts: ['Equal', 'Shift+Equal'],
    scope: 'canvas',
    blocked: noProject,
    run: () => zoomBy(ZOOM_STEP),
  },
  {
    id: 'view.zoomOut',
    title: 'Zoom out',
    group: 'View',
    shortcuts: ['Minus'],
    scope: 'canvas',
    blocked: noProject,
    run: () => zoomBy(1 / ZOOM_STEP),
  },
  {
    id: 'view.snap',
    title: 'Snap to the grid',
    group: 'View',
    checked: () => useLayout.getState().snap,
    run: () => setLayout({ snap: !useLayout.getState().snap }),
  },
  {
    id: 'view.minimap',
    title: 'Show the overview',
    group: 'View',
    words: 'minimap',
    icon: 'map',
    checked: () => useLayout.getState().minimap,
    run: () => setLayout({ minimap: !useLayout.getState().minimap }),
  },
];
