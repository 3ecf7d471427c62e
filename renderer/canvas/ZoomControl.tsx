import { ActionIcon, Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { Panel, useStore } from '@xyflow/react';
import { Icon } from '../icons';
import classes from './Canvas.module.css';
import { layOut } from './selectionEdits';
import { fitView, zoomBy, zoomTo } from './view';

export const ZOOM_STEP = 1.25;
const LEVELS = [0.5, 0.75, 1, 1.5, 2];

/** How large the graph is drawn, fitting it into view, and laying it out. */
export function ZoomControl() {
  const percent = useStore(({ transform }) => Math.round(transform[2] * 100));
  return (
    <Panel position="bottom-left" className={classes.float}>
      <Tooltip label="Zoom out">
        <ActionIcon aria-label="Zoom out" onClick={() => zoomBy(1 / ZOOM_STEP)}>
          <Icon name="minus" />
        </ActionIcon>
      </Tooltip>
      <Menu position="top" width={100}>
        <Menu.Target>
          <UnstyledButton className={classes.percent} aria-label={`Zoom, ${percent} %`}>
            {percent} %
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {LEVELS.map((level) => (
            <Menu.Item key={level} onClick={() => zoomTo(level)}>
              {level * 100} %
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Tooltip label="Zoom in">
        <ActionIcon aria-label="Zoom in" onClick={() => zoomBy(ZOOM_STEP)}>
          <Icon name="plus" />
        </ActionIcon>
      </Tooltip>
      <span className={classes.line} />
      <Tooltip label="Fit the graph">
        <ActionIcon aria-label="Fit the graph" onClick={() => fitView()}>
          <Icon name="fit" />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Lay out">
        <ActionIcon aria-label="Lay out" onClick={layOut}>
          <Icon name="layout" />
        </ActionIcon>
      </Tooltip>
    </Panel>
  );
}
