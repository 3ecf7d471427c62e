import { ActionIcon, Tabs, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon } from '../../icons';
import { DOCK_HEIGHT, DOCK_TABS, type DockTab, setLayout, showPanel, useCheck, useLayout, useRuns } from '../../store';
import { TAB_TITLES } from '../commands/viewCommands';
import classes from './Dock.module.css';
import { dockPanels } from './dockPanels';
import { Resizer } from './Resizer';

/** The panels under the canvas. */
export function Dock() {
  const { tab, dockOpen, dockMaximised, dockHeight } = useLayout();
  const { Panel, Actions } = dockPanels[tab];
  const counts = useCounts();
  const open = dockOpen || dockMaximised;
  return (
    <section
      aria-label="Dock"
      data-region="dock"
      className={classes.dock}
      data-open={open || undefined}
      data-maximised={dockMaximised || undefined}
      style={open && !dockMaximised ? { height: heightOf(dockHeight) } : undefined}
    >
      {open && !dockMaximised && (
        <Resizer
          label="Height of the dock"
          edge="top"
          size={dockHeight}
          least={DOCK_HEIGHT.least}
          most={Math.max(DOCK_HEIGHT.least, window.innerHeight - 240)}
          onChange={(height) => setLayout({ dockHeight: height })}
          onReset={() => setLayout({ dockHeight: DOCK_HEIGHT.usual })}
        />
      )}
      <Tabs value={tab} onChange={(next) => isTab(next) && showPanel(next)} keepMounted={false} classNames={{ root: classes.tabs }}>
        <div className={classes.head}>
          <Tabs.List className={classes.list} aria-label="Panels of the dock">
            {DOCK_TABS.map((one) => (
              <Tabs.Tab key={one} value={one} className={classes.tab} onClick={() => !open && showPanel(one)} rightSection={counts[one]}>
                {TAB_TITLES[one]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <div className={classes.actions}>
            {open && Actions && <Actions />}
            <Tooltip label={dockMaximised ? 'Back to the canvas' : 'Maximise'}>
              <ActionIcon
                aria-label={dockMaximised ? 'Restore the dock' : 'Maximise the dock'}
                onClick={() => setLayout({ dockMaximised: !dockMaximised, dockOpen: true })}
              >
                <Icon name={dockMaximised ? 'restore' : 'maximise'} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={open ? 'Hide the panel' : 'Show the panel'}>
              <ActionIcon
                aria-label={open ? 'Hide the dock' : 'Show the dock'}
                aria-expanded={open}
                onClick={() => setLayout({ dockOpen: !open, dockMaximised: false })}
              >
                <Icon name={open ? 'chevronDown' : 'chevronUp'} />
              </ActionIcon>
            </Tooltip>
          </div>
        </div>
        {open && (
          <Tabs.Panel value={tab} className={classes.panel} tabIndex={-1}>
            <Panel />
          </Tabs.Panel>
        )}
      </Tabs>
    </section>
  );
}

/** Left as it comes, the dock takes less of a low window, where the graph needs the room more. */
function heightOf(chosen: number): string {
  return chosen === DOCK_HEIGHT.usual ? `min(${chosen}px, 36vh)` : `${chosen}px`;
}

function isTab(value: string | null): value is DockTab {
  return DOCK_TABS.some((tab) => tab === value);
}

/** How much there is to see in a panel. */
function useCounts(): Readonly<Partial<Record<DockTab, ReactNode>>> {
  const runs = useRuns((state) => state.list.length + state.unreadable.length);
  const problems = useCheck((state) => state.problems.length);
  const errors = useCheck((state) => state.problems.some((problem) => problem.severity === 'error'));
  const tone = problems === 0 ? undefined : errors ? 'error' : 'warning';
  return {
    runs: runs > 0 && <span className={classes.count}>{runs}</span>,
    problems: (
      <span className={classes.count} data-tone={tone}>
        {problems}
      </span>
    ),
  };
}
