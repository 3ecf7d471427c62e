import type { ReactNode } from 'react';
import { type Group, nodeType } from '../../engine/nodes';
import classes from './icons.module.css';
import { nodeShapes, shapes } from './shapes';

export type IconName = keyof typeof shapes;

interface Size {
  /** Pixels; 16 unless given. */
  size?: number;
}

function Drawing({ size = 16, children }: Size & { children: ReactNode }) {
  return (
    <svg className={classes.icon} viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

/** An icon beside words that say the same, or in a button with a name: it says nothing to a screen reader itself. */
export function Icon({ name, size }: Size & { name: IconName }) {
  return <Drawing size={size}>{shapes[name]}</Drawing>;
}

/** The node type that stands for its group where only the group is meant. */
const OF_GROUP: Record<Group, string> = {
  data: 'input',
  embedding: 'embedding',
  recurrent: 'lstm',
  attention: 'attention',
  dense: 'dense',
  merge: 'concatenate',
  output: 'output',
};

export function GroupIcon({ group, size }: Size & { group: Group }) {
  return <Drawing size={size}>{nodeShapes[OF_GROUP[group]]}</Drawing>;
}

export function NodeIcon({ type, size }: Size & { type: string }) {
  const own = nodeShapes[type];
  const group = nodeType(type)?.group;
  if (own === undefined && group) return <GroupIcon group={group} size={size} />;
  return <Drawing size={size}>{own}</Drawing>;
}

/** A node type's icon on the tint of its group. */
export function NodeChip({ type, size = 22 }: Size & { type: string }) {
  return (
    <span className={classes.chip} data-group={nodeType(type)?.group} style={{ width: size, height: size }}>
      <NodeIcon type={type} size={Math.round(size * 0.64)} />
    </span>
  );
}

/** The program's mark. */
export function Logo() {
  return (
    <svg className={classes.logo} viewBox="0 0 20 20" width={20} height={20} aria-hidden="true" focusable="false">
      <path d="M18 15.5H8.5a5.75 5.75 0 1 1 5.75-5.75M14.25 9.75a3 3 0 0 1-5.9.8 1.6 1.6 0 0 1 1.6-2" />
    </svg>
  );
}
