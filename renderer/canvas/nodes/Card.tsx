import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import type { GraphNode } from '../../../engine/graph';
import { nodeType } from '../../../engine/nodes';
import { Icon, NodeChip } from '../../icons';
import type { Footer } from '../cardFacts';
import { useCards } from '../cards';
import type { CardNode } from '../flowElements';
import { useSketched } from '../largeGraphs';
import { useRenaming } from '../renaming';
import { Activity } from './Activity';
import { NodeName } from './NodeName';
import classes from './nodes.module.css';
import { Port, placePorts } from './Port';
import { SketchedCard } from './SketchedCard';

/** Every node type, drawn from its definition; a block of the size that was measured where nothing on it could be read. */
export const Card = memo(function Card({ data: { node }, selected, height }: NodeProps<CardNode>) {
  const sketched = useSketched((state) => state.sketched);
  const renaming = useRenaming(({ id }) => id === node.id);
  if (!sketched || renaming || height === undefined) return <WholeCard node={node} selected={selected} />;
  return <SketchedCard node={node} selected={selected} height={height} />;
});

/** Ports, telling parameters, and at the foot what it learns or lacks. */
const WholeCard = memo(function WholeCard({ node, selected }: { node: GraphNode; selected: boolean }) {
  const type = nodeType(node.type);
  const view = useCards(({ views }) => views.get(node.id));
  if (!type || !view) return null;
  const { inputs, outputs, rows, footer } = view;
  const portRows = Array.from({ length: Math.max(inputs.length, outputs.length) }, (_, row) => row);
  return (
    <div
      className={classes.card}
      data-node={node.name}
      data-group={type.group}
      data-selected={selected || undefined}
      data-bypassed={node.bypassed || undefined}
    >
      <div className={classes.header} title={`${type.title} "${node.name}"`}>
        <NodeChip type={node.type} />
        <span className={classes.title}>{type.title}</span>
        <NodeName id={node.id} name={node.name} />
      </div>
      {portRows.map((row) => (
        <div key={row} className={classes.ports}>
          <span data-spare={inputs[row]?.spare || undefined} data-optional={(inputs[row]?.optional && !inputs[row]?.wired) || undefined}>
            {inputs[row]?.label}
          </span>
          <span>{outputs[row]?.label}</span>
        </div>
      ))}
      {rows.length > 0 && (
        <dl className={classes.rows}>
          {rows.map(({ label, value }) => (
            <div key={label} className={classes.row}>
              <dt>{label}</dt>
              <dd title={value}>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <Foot footer={footer} />
      {view.learns !== null && <Activity place={view.learns} />}
      {placePorts(view).map(({ port, top }) =>
        view.framed ? (
          <span key={`${port.side} ${port.id}`} className={classes.innerPort} data-side={port.side} style={{ top }} />
        ) : (
          <Port key={`${port.side} ${port.id}`} node={node.id} name={node.name} port={port} top={top} />
        ),
      )}
    </div>
  );
});

function Foot({ footer: { tone, text, title } }: { footer: Footer }) {
  return (
    <div className={classes.footer} data-tone={tone} title={title}>
      {tone !== 'plain' && <Icon name="warning" size={14} />}
      <span className={classes.footerText}>{text}</span>
    </div>
  );
}
