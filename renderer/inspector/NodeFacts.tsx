import { formatShape, type GraphNode } from '../../engine/graph';
import type { NodeType, WeightSpec } from '../../engine/nodes';
import { formatCount } from '../canvas/cardFacts';
import { layersIn } from '../canvas/groups';
import { useCheck, useGraph } from '../store';
import classes from './Inspector.module.css';
import { Weights } from './Weights';

const sizeOf = (weight: WeightSpec) => weight.shape.reduce((size, axis) => size * axis, 1);

/** What comes out of a layer, and what it has to learn. */
export function NodeFacts({ node, type }: { node: GraphNode; type: NodeType }) {
  const checked = useCheck((state) => state.checked);
  const found = checked.nodes.get(node.id);
  const frame = node.parent === undefined ? undefined : checked.nodes.get(node.parent);
  if (frame) {
    // In a frame the layer works once for each direction; these are the weights of one.
    const weights = frame.weights
      .filter(({ name }) => name.startsWith('forward_'))
      .map((weight) => ({ ...weight, name: weight.name.slice(8) }));
    return (
      <footer className={classes.facts} data-group={type.group}>
        <Fact label="Parameters, each way" value={formatCount(weights.reduce((sum, weight) => sum + sizeOf(weight), 0))} />
        <Weights weights={weights} />
      </footer>
    );
  }
  if (type.encloses) return <GroupFacts node={node} />;
  if (!found) {
    return (
      <footer className={classes.facts}>
        <p className={classes.waiting}>Its output shape is known once everything before it is wired and right.</p>
      </footer>
    );
  }
  const outputs = Object.entries(found.outputs);
  return (
    <footer className={classes.facts} data-group={type.group}>
      {outputs.map(([port, { shape }]) => (
        <Fact key={port} label={outputs.length > 1 ? `Output shape, ${port}` : 'Output shape'} value={formatShape(shape)} />
      ))}
      <Fact label="Parameters" value={formatCount(type.type === 'output' ? checked.parameters : found.parameters)} />
      <Weights weights={found.parameters > 0 ? found.weights : []} />
    </footer>
  );
}

/** What stands in a group, in all. */
function GroupFacts({ node }: { node: GraphNode }) {
  const layers = layersIn(useGraph(), node.id);
  const nodes = useCheck((state) => state.checked.nodes);
  const parameters = layers.reduce((sum, { id }) => sum + (nodes.get(id)?.parameters ?? 0), 0);
  return (
    <footer className={classes.facts}>
      <Fact label="Layers" value={formatCount(layers.length)} />
      <Fact label="Parameters" value={formatCount(parameters)} />
    </footer>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div className={classes.fact}>
      <span>{label}</span>
      <strong>{value}</strong>
    </div>
  );
}
