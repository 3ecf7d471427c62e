import { SegmentedControl, UnstyledButton } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import type { GraphNode } from '../../engine/graph';
import { nodeType } from '../../engine/nodes';
import { NodeChip } from '../icons';
import classes from './inspection.module.css';
import { lookAt, VIEWS } from './look';
import { useView } from './network';

const TITLES = { inside: 'Layers', gradients: 'Gradients', run: 'Run' } as const;

interface LookBarProps {
  readonly layers?: readonly GraphNode[];
  readonly layer?: GraphNode | undefined;
  /** What else can be chosen, at the right end. */
  readonly children?: ReactNode;
}

/** What is looked at: the view, the layer, the sample. */
export function LookBar({ layers = [], layer, children }: LookBarProps) {
  const view = useView();
  return (
    <div className={classes.bar}>
      <SegmentedControl
        aria-label="View of the inside"
        value={view}
        onChange={(value) => lookAt({ view: VIEWS.find((one) => one === value) ?? 'inside' })}
        data={VIEWS.map((value) => ({ value, label: TITLES[value] }))}
      />
      <nav className={classes.layers} aria-label="Layers">
        {layers.map((node, index) => (
          <Fragment key={node.id}>
            {index > 0 && <span className={classes.link} aria-hidden="true" />}
            <LayerButton node={node} chosen={node === layer} />
          </Fragment>
        ))}
      </nav>
      {children !== undefined && <div className={classes.choices}>{children}</div>}
    </div>
  );
}

function LayerButton({ node, chosen }: { node: GraphNode; chosen: boolean }) {
  return (
    <UnstyledButton
      className={classes.layer}
      aria-pressed={chosen}
      onClick={() => lookAt({ node: node.id, unit: null })}
      ref={(element) => {
        if (chosen) element?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
      }}
    >
      <NodeChip type={node.type} />
      {nodeType(node.type)?.title} <em>{node.name}</em>
    </UnstyledButton>
  );
}
