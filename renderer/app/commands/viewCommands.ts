import { openGuide } from '../../guide/openGuide';
import { DOCK_TABS, type DockTab, select, setLayout, showPanel, useLayout } from '../../store';
import { openSummary } from '../../summary';
import type { Command } from './command';
import { noProject } from './fileCommands';
import { openPalette, openSheet } from './openings';
import { goToRegion } from './regions';

export const TAB_TITLES: Readonly<Record<DockTab, string>> = {
  data: 'Data',
  training: 'Training',
  evaluation: 'Evaluation',
  inspection: 'Inspection',
  runs: 'Runs',
  problems: 'Problems',
};

const layout = () => useLayout.getState();

export const viewCommands: readonly Command[] = [
  ...DOCK_TABS.map(
    (tab, i): Command => ({
      id: `view.${tab}`,
      title: `Show ${TAB_TITLES[tab]}`,
      group: 'View',
      words: 'panel dock tab',
      shortcuts: [`Alt+Digit${i + 1}`],
      blocked: noProject,
      run: () => showPanel(tab),
    }),
  ),
  {
    id: 'view.dock',
    title: 'Show or hide the dock',
    group: 'View',
    shortcuts: ['Mod+KeyJ'],
    blocked: noProject,
    checked: () => layout().dockOpen,
    run: () => setLayout({ dockOpen: !layout().dockOpen, dockMaximised: false }),
  },
  {
    id: 'view.maximise',
    title: 'Maximise the dock',
    group: 'View',
    icon: 'maximise',
    shortcuts: ['Mod+Shift+KeyJ'],
    blocked: noProject,
    checked: () => layout().dockMaximised,
    run: () => setLayout({ dockMaximised: !layout().dockMaximised, dockOpen: true }),
  },
  {
    id: 'view.palette',
    title: 'Show or fold the palette',
    group: 'View',
    words: 'layers rail sidebar',
    icon: 'panel',
    blocked: noProject,
    run: () => setLayout({ paletteOpen: document.querySelector('[data-palette-open]') === null }),
  },
  {
    id: 'view.inspector',
    title: 'Show or hide the inspector',
    group: 'View',
    words: 'properties parameters sidebar',
    icon: 'panelRight',
    blocked: noProject,
    run: () => setLayout({ inspectorOpen: document.querySelector('[data-inspector-open]') === null }),
  },
  {
    id: 'view.summaryDialog',
    title: 'Summary…',
    group: 'View',
    words: 'layers parameters shapes totals picture svg png copy',
    icon: 'table',
    blocked: noProject,
    run: openSummary,
  },
  {
    id: 'view.summary',
    title: 'Show the network as a table',
    group: 'View',
    words: 'summary layers parameters shapes accessible',
    icon: 'table',
    blocked: noProject,
    run: () => {
      setLayout({ inspectorOpen: true, dockMaximised: false });
      select([]);
      // The table may have to be drawn first.
      requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-summary]')?.focus());
    },
  },
  {
    id: 'view.nextRegion',
    title: 'Go to the next part of the window',
    group: 'View',
    words: 'focus palette canvas inspector dock keyboard',
    shortcuts: ['F6'],
    inFields: true,
    run: () => goToRegion(1),
  },
  {
    id: 'view.previousRegion',
    title: 'Go to the part of the window before',
    group: 'View',
    words: 'focus palette canvas inspector dock keyboard',
    shortcuts: ['Shift+F6'],
    inFields: true,
    run: () => goToRegion(-1),
  },
  ...(['light', 'dark', 'system'] as const).map(
    (theme): Command => ({
      id: `view.${theme}`,
      title: theme === 'system' ? 'Theme: as the system' : `Theme: ${theme}`,
      group: 'View',
      words: 'colour appearance night day mode',
      icon: theme === 'light' ? 'sun' : theme === 'dark' ? 'moon' : 'screen',
      checked: () => layout().theme === theme,
      run: () => setLayout({ theme }),
    }),
  ),
];

export const helpCommands: readonly Command[] = [
  {
    id: 'help.palette',
    title: 'Search commands',
    group: 'Help',
    icon: 'search',
    shortcuts: ['Mod+KeyK', 'Mod+Shift+KeyP'],
    run: openPalette,
  },
  { id: 'help.guide', title: 'Guide', group: 'Help', words: 'manual documentation help learn', icon: 'help', run: openGuide },
  { id: 'help.shortcuts', title: 'Keyboard shortcuts', group: 'Help', icon: 'keyboard', shortcuts: ['Shift+Slash'], run: openSheet },
];
