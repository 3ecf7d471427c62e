import { ActionIcon, Button, Menu, Popover, ScrollArea, TextInput, Tooltip } from '@mantine/core';
import { type KeyboardEvent, useEffect, useState } from 'react';
import type { GraphNode } from '../../engine/graph';
import { type NodeType, nodeType } from '../../engine/nodes';
import { CommandItems } from '../app/commands/CommandItems';
import { renameLayer } from '../canvas/renaming';
import { Icon, NodeChip } from '../icons';
import { mend } from '../problems/mending';
import { select, setLayout, useCheck, useGraph } from '../store';
import { Equations } from './Equations';
import { FoldedSection } from './FoldedSection';
import classes from './Inspector.module.css';
import { NodeFacts } from './NodeFacts';
import { ParamRow } from './ParamRow';
import { sectionsOf } from './sections';

/** One layer: its name, what is wrong with it, its parameters, its equation, and what comes out of it. */
export function NodeInspector({ node }: { node: GraphNode }) {
  const type = nodeType(node.type);
  if (!type) return null;
  const equations = type.equations?.(node.params) ?? type.help.equations;
  return (
    <>
      <header className={classes.header} data-group={type.group}>
        <NodeChip type={node.type} size={26} />
        <h2 className={classes.title}>{type.title}</h2>
        <NameField node={node} />
        <About type={type} />
        <More />
      </header>
      <ScrollArea className={classes.scroll} type="hover">
        <Problems node={node} />
        <Framed node={node} type={type} />
        {sectionsOf(type, node.params).map(({ title, params, state, openAtFirst }) => (
          <FoldedSection key={title} title={title} state={state} openAtFirst={openAtFirst}>
            {params.map(({ name, kind }) => (
              <ParamRow key={name} node={node} name={name} kind={kind} />
            ))}
          </FoldedSection>
        ))}
        {equations.length > 0 && (
          <FoldedSection title={equations.length > 1 ? 'Equations' : 'Equation'} openAtFirst>
            <Equations equations={equations} />
          </FoldedSection>
        )}
      </ScrollArea>
      <NodeFacts node={node} type={type} />
    </>
  );
}

function NameField({ node }: { node: GraphNode }) {
  const [text, setText] = useState(node.name);
  const [refusal, setRefusal] = useState<string | undefined>();
  useEffect(() => {
    setText(node.name);
    setRefusal(undefined);
  }, [node.name]);
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') setRefusal(renameLayer(node.id, text));
    else if (event.key === 'Escape') {
      setText(node.name);
      setRefusal(undefined);
    }
  };
  return (
    <Tooltip label={refusal} opened={refusal !== undefined} disabled={refusal === undefined} position="bottom">
      <TextInput
        className={classes.nameField}
        aria-label="Name of the layer"
        aria-invalid={refusal !== undefined}
        error={refusal !== undefined}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setRefusal(undefined);
        }}
        onKeyDown={press}
        onBlur={() => setRefusal(text === node.name ? undefined : renameLayer(node.id, text))}
      />
    </Tooltip>
  );
}

function About({ type }: { type: NodeType }) {
  return (
    <Popover position="bottom-end" width={280}>
      <Popover.Target>
        <ActionIcon aria-label={`About ${type.title}`}>
          <Icon name="help" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <p className={classes.about}>{type.help.about}</p>
        <p className={classes.source}>{type.help.source}</p>
      </Popover.Dropdown>
    </Popover>
  );
}

function More() {
  return (
    <Menu width={220}>
      <Menu.Target>
        <ActionIcon aria-label="More actions" className={classes.more}>
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <CommandItems ids={['edit.duplicate', 'edit.copy', 'edit.bypass', 'edit.delete']} />
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="panelRight" />} onClick={() => setLayout({ inspectorOpen: false })}>
          Hide the inspector
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Problems({ node }: { node: GraphNode }) {
  const problems = useCheck((state) => state.problems).filter((problem) => problem.node === node.id);
  return problems.map(({ code, text, severity, mend: remedy }) => (
    <div key={code + text} className={classes.problem} data-severity={severity} role="note">
      <Icon name="warning" size={14} />
      <div>
        {text}
        {remedy && (
          <Button mt={6} onClick={() => mend(remedy)}>
            {remedy.label}
          </Button>
        )}
      </div>
    </div>
  ));
}

/** The way between a frame and the layer in it. */
function Framed({ node, type }: { node: GraphNode; type: NodeType }) {
  const graph = useGraph();
  const other = type.holds ? graph.nodes.find((one) => one.parent === node.id) : graph.nodes.find((one) => one.id === node.parent);
  if (!other) return null;
  return (
    <div className={classes.framed}>
      <span>{type.holds ? 'Works with' : 'Stands in'}</span>
      <Button onClick={() => select([other.id])} leftSection={<NodeChip type={other.type} size={20} />}>
        {other.name}
      </Button>
    </div>
  );
}
