import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { nodeType } from '../../../engine/nodes';
import { Icon, NodeChip } from '../../icons';
import { useCards } from '../cards';
import { useDropping } from '../dropping';
import { useFlow } from '../flow';
import type { CardNode } from '../flowElements';
import { FRAME, portHeight } from '../measures';
import { NodeName } from './NodeName';
import classes from './nodes.module.css';
import { Port } from './Port';

/** Ports of a frame stand at the height of those of the layer in it. */
const PORT = portHeight(true, 0);

/** A wrapper: a frame around the layer it works with, into which another one can be dropped. */
export const Frame = memo(function Frame({ data, selected }: NodeProps<CardNode>) {
  const { node } = data;
  const type = nodeType(node.type);
  const view = useCards(({ views }) => views.get(node.id));
  const aimed = useDropping(({ target }) => target?.is === 'frame' && target.frame === node.id);
  const height = useInnerHeight(node.id);
  if (!type || !view?.frame) return null;
  const { inputs, outputs, footer, frame } = view;
  return (
    <div
      className={classes.frame}
      data-node={node.name}
      data-group={type.group}
      data-selected={selected || undefined}
      data-bypassed={node.bypassed || undefined}
      data-aimed={aimed || undefined}
    >
      <div className={classes.frameHeader}>
        <NodeChip type={node.type} />
        <span className={classes.title}>{type.title}</span>
        <NodeName id={node.id} name={node.name} />
      </div>
      <div className={classes.hold} style={{ height }} data-empty={frame.holds === null || undefined}>
        {frame.holds === null && `Drop ${namesOf(type.holds ?? [])} here`}
        {frame.holds !== null && <span className={classes.stub} data-side="input" style={{ top: PORT - FRAME.header - 1 }} />}
        {frame.holds !== null && <span className={classes.stub} data-side="output" style={{ top: PORT - FRAME.header - 1 }} />}
      </div>
      <div className={classes.frameFooter} data-tone={footer.tone} title={footer.title}>
        {footer.tone === 'plain' ? (
          <>
            <span>{node.bypassed ? 'bypassed' : frame.merge}</span>
            <span className={classes.frameCount}>{frame.count}</span>
          </>
        ) : (
          <>
            <Icon name="warning" size={14} />
            <span className={classes.footerText}>{footer.text}</span>
          </>
        )}
      </div>
      {[...inputs, ...outputs].map((port) => (
        <Port key={port.id} node={node.id} name={node.name} port={port} top={PORT - 1} />
      ))}
    </div>
  );
});

/** `an LSTM, GRU or Simple RNN`. */
function namesOf(types: readonly string[]): string {
  const titles = types.map((type) => nodeType(type)?.title ?? type);
  const last = titles.at(-1);
  return titles.length > 1 ? `an ${titles.slice(0, -1).join(', ')} or ${last}` : `a ${last}`;
}

/** Height of the card that stands in a frame, as it was measured. */
function useInnerHeight(id: string): number {
  return useFlow(({ nodes }) => nodes.find((node) => node.parentId === id)?.measured?.height ?? FRAME.emptyHeight);
}
