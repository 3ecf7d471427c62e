import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { openPalette } from '../app/commands/openings';
import { GroupIcon, Icon } from '../icons';
import { setLayout } from '../store';
import { findSections, type PaletteSection } from './groups';
import classes from './Palette.module.css';
import { PaletteItem } from './PaletteItem';

/** The palette folded up: one button for each group. */
export function Rail() {
  return (
    <aside className={classes.rail} aria-label="Layers" data-region="palette">
      <Tooltip label="Unfold the palette" position="right">
        <ActionIcon aria-label="Unfold the palette" onClick={() => setLayout({ paletteOpen: true })}>
          <Icon name="panel" />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Search" position="right">
        <ActionIcon aria-label="Search layers and commands" onClick={openPalette}>
          <Icon name="search" />
        </ActionIcon>
      </Tooltip>
      <span className={classes.railLine} />
      {findSections('').map((section) => (
        <RailGroup key={section.id} section={section} />
      ))}
    </aside>
  );
}

function RailGroup({ section: { id, title, group, items } }: { section: PaletteSection }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover position="right-start" opened={open} onChange={setOpen} offset={8} trapFocus>
      <Popover.Target>
        <ActionIcon aria-label={title} title={title} className={classes.railGroup} data-group={group} onClick={() => setOpen(!open)}>
          {id === 'blocks' ? <Icon name="group" /> : <GroupIcon group={group} />}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={4} aria-label={`${title} layers`} onClick={() => setOpen(false)} data-group={group}>
        {items.map((item) => (
          <PaletteItem key={item.type} item={item} />
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
