import { Handle, Position } from '@xyflow/react';
import { type KeyboardEvent, memo } from 'react';
import { clickPort, portKey, useConnecting } from '../connecting';
import type { DrawnPort } from '../ports';
import classes from './nodes.module.css';

interface Props {
  node: string;
  /** The node's name as the person knows it. */
  name: string;
  port: DrawnPort;
  /** Pixels from the upper edge of the card to the middle of the port. */
  top: number;
}

/** One end for wires: dragged from, clicked, or reached by the keyboard. */
export const Port = memo(function Port({ node, name, port, top }: Props) {
  const key = portKey({ node, port: port.id });
  const refusal = useConnecting((state) => state.refusals.get(key)?.text);
  const begun = useConnecting(
    ({ from, byClick }) => byClick && from?.port.node === node && from.port.port === port.id && from.side === port.side,
  );
  const dimmed = useConnecting(
    ({ from }) => from !== null && (refusal !== undefined || (from.port.node === node && !begun) || from.side === port.side) && !begun,
  );
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    clickPort({ port: { node, port: port.id }, side: port.side });
  };
  const state = port.spare ? 'free' : port.wired ? 'wired' : 'not wired';
  return (
    <Handle
      id={port.id}
      type={port.side === 'input' ? 'target' : 'source'}
      position={port.side === 'input' ? Position.Left : Position.Right}
      className={classes.port}
      style={{ top }}
      data-port={key}
      data-dimmed={dimmed || undefined}
      data-begun={begun || undefined}
      data-open={(!port.wired && !port.optional) || undefined}
      role="button"
      tabIndex={0}
      aria-label={`${port.side === 'input' ? 'Input' : 'Output'} ${port.label} of ${name}, ${state}`}
      aria-pressed={begun}
      title={refusal}
      onKeyDown={press}
      onClick={() => clickPort({ port: { node, port: port.id }, side: port.side })}
    />
  );
});
