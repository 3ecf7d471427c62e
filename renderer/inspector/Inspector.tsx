import { ActionIcon, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Resizer } from '../app/frame/Resizer';
import { Icon } from '../icons';
import { INSPECTOR_WIDTH, setLayout, useGraph, useLayout, useSelection, WIDE_ENOUGH } from '../store';
import classes from './Inspector.module.css';
import { NodeInspector } from './NodeInspector';
import { ProjectSummary } from './ProjectSummary';
import { SeveralSelected } from './SeveralSelected';

/** What is selected, in full; with nothing selected, the project. */
export function Inspector() {
  const { inspectorOpen, inspectorWidth: width } = useLayout();
  const wide = useMediaQuery(`(min-width: ${WIDE_ENOUGH.inspector}px)`, undefined, { getInitialValueInEffect: false });
  const open = inspectorOpen ?? wide;
  if (!open) {
    return (
      <div className={classes.closed} data-region="inspector">
        <Tooltip label="Show the inspector" position="left">
          <ActionIcon aria-label="Show the inspector" variant="default" onClick={() => setLayout({ inspectorOpen: true })}>
            <Icon name="panelRight" />
          </ActionIcon>
        </Tooltip>
      </div>
    );
  }
  return (
    <aside className={classes.inspector} style={{ width }} aria-label="Inspector" data-region="inspector" data-inspector-open>
      <Resizer
        label="Width of the inspector"
        edge="left"
        size={width}
        {...INSPECTOR_WIDTH}
        onChange={(inspectorWidth) => setLayout({ inspectorWidth })}
        onReset={() => setLayout({ inspectorWidth: INSPECTOR_WIDTH.usual })}
      />
      <Content />
    </aside>
  );
}

function Content() {
  const graph = useGraph();
  const nodes = useSelection((state) => state.nodes);
  const chosen = graph.nodes.filter((node) => nodes.has(node.id));
  const [first] = chosen;
  if (!first) return <ProjectSummary />;
  return chosen.length === 1 ? <NodeInspector key={first.id} node={first} /> : <SeveralSelected nodes={chosen} />;
}
