import { Handle, Position } from '@xyflow/react';
import { type KeyboardEvent, memo } from 'react';
import type { CardView } from '../cards';
import { clickPort, portKey, useConnecting } from '../connecting';
import { portHeight } from '../measures';
import type { DrawnPort } from '../ports';
import classes from './nodes.module.css';

interface Place {
  port: DrawnPort;
  /** Pixels from the upper edge of the card to the middle of the port. */
  top: number;
}

interface Props extends Place {
  node: string;
  /** The node's name as the person knows it. */
  name: string;
}

/** A card's ports, each in its row. */
export function placePorts({ inputs, outputs }: Pick<CardView, 'inputs' | 'outputs'>): readonly Place[] {
  return [inputs, outputs].flatMap((side) => side.map((port, row) => ({ port, top: portHeight(false, row) - 1 })));
}

const typeOf = ({ side }: DrawnPort) => (side === 'input' ? 'target' : 'source');
const positionOf = ({ side }: DrawnPort) => (side === 'input' ? Position.Left : Position.Right);

/** Tells React Flow where the wires of a port end, and nothing more. */
export function PortMark({ port, top }: Place) {
  const position = positionOf(port);
  return (
    <span
      className={`react-flow__handle react-flow__handle-${position} ${typeOf(port)} ${classes.port}`}
      style={{ top }}
      data-handleid={port.id}
      data-handlepos={position}
    />
  );
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
      type={typeOf(port)}
      position={positionOf(port)}
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
