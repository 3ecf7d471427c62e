import type { Inspected } from '../../engine/api';
import type { GraphNode } from '../../engine/graph';
import { nodeType } from '../../engine/nodes';
import { TensorCard } from './TensorCard';

interface TensorListProps {
  readonly ports: Inspected['ports'];
  readonly layer: GraphNode;
  /** What each time step is, in words; empty where nobody knows. */
  readonly stepNames: readonly string[];
}

/** The port of an attention's weights. */
const WEIGHTS = 'scores';

/** Everything that leaves a layer. */
export function TensorList({ ports, layer, stepNames }: TensorListProps) {
  // Where an attention looks says more than what it saw there.
  const ordered = [...ports].sort((a, b) => Number(b.port === WEIGHTS) - Number(a.port === WEIGHTS));
  return ordered.map(({ port, tensor }) => (
    <TensorCard
      key={port}
      title={portLabel(layer, port)}
      tensor={tensor}
      stepNames={stepNames}
      kind={port === WEIGHTS ? 'weights' : 'values'}
    />
  ));
}

/** What stands beside a port on the card. */
export function portLabel(node: GraphNode | undefined, port: string): string {
  const outputs = node && nodeType(node.type)?.outputs(node.params);
  return outputs?.find(({ id }) => id === port)?.label ?? port;
}
