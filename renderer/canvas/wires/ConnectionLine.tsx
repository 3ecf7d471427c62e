import { type ConnectionLineComponentProps, getBezierPath, Position, ViewportPortal } from '@xyflow/react';
import { portKey, useConnecting } from '../connecting';
import type { CardNode } from '../flowElements';
import classes from './wires.module.css';

/** The wire while it is drawn; over an end that cannot take it, it says why. */
export function ConnectionLine({ fromX, fromY, toX, toY, fromPosition, toPosition, toHandle }: ConnectionLineComponentProps<CardNode>) {
  const refusal = useConnecting(({ refusals }) =>
    toHandle ? refusals.get(portKey({ node: toHandle.nodeId, port: toHandle.id ?? '' }))?.text : undefined,
  );
  const [path] = getBezierPath({
    sourceX: fromX,
    sourceY: fromY,
    sourcePosition: fromPosition,
    targetX: toX,
    targetY: toY,
    targetPosition: toPosition ?? Position.Left,
  });
  return (
    <>
      <path className={classes.line} data-refused={refusal !== undefined || undefined} d={path} />
      <circle cx={toX} cy={toY} r={3} className={classes.line} />
      {refusal !== undefined && (
        <ViewportPortal>
          <span className={classes.reason} style={{ transform: `translate(${toX + 14}px, ${toY + 14}px)` }}>
            {refusal}
          </span>
        </ViewportPortal>
      )}
    </>
  );
}
