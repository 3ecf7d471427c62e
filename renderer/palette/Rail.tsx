import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { GROUPS, type Group, type NodeType, nodeTypes } from '../../engine/nodes';
import { openPalette } from '../app/commands/openings';
import { GroupIcon, Icon } from '../icons';
import { setLayout } from '../store';
import { groupsOf } from './groups';
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
      {groupsOf(nodeTypes).map(({ group, types }) => (
        <RailGroup key={group} group={group} types={types} />
      ))}
    </aside>
  );
}

function RailGroup({ group, types }: { group: Group; types: readonly NodeType[] }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover position="right-start" opened={open} onChange={setOpen} offset={8} trapFocus>
      <Popover.Target>
        <ActionIcon
          aria-label={GROUPS[group]}
          title={GROUPS[group]}
          className={classes.railGroup}
          data-group={group}
          onClick={() => setOpen(!open)}
        >
          <GroupIcon group={group} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={4} aria-label={`${GROUPS[group]} layers`} onClick={() => setOpen(false)} data-group={group}>
        {types.map((type) => (
          <PaletteItem key={type.type} type={type} />
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
