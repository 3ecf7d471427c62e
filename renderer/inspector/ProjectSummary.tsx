import { ActionIcon, ScrollArea, Tooltip, UnstyledButton } from '@mantine/core';
import { formatBytes, isLayer } from '../../engine/check';
import { formatShape, topologicalOrder } from '../../engine/graph';
import { nodeType } from '../../engine/nodes';
import { formatCount } from '../canvas/cardFacts';
import { showNode } from '../canvas/view';
import { Icon, NodeChip } from '../icons';
import { documentName, select, setLayout, useCheck, useDocument, useProject } from '../store';
import classes from './Inspector.module.css';

/** The whole network as a table, with its totals: also the way to it for those who do not see the canvas. */
export function ProjectSummary() {
  const project = useProject();
  const name = useDocument(({ document }) => (document ? documentName(document) : ''));
  const checked = useCheck((state) => state.checked);
  const { graph } = project;
  const order = topologicalOrder(graph);
  const ranks = new Map(order.nodes.map((id, i) => [id, i]));
  const outer = graph.nodes.filter((node) => isLayer(graph, node)).sort((a, b) => (ranks.get(a.id) ?? 0) - (ranks.get(b.id) ?? 0));
  return (
    <>
      <header className={classes.header}>
        <h2 className={classes.title}>{name}</h2>
        <span className={classes.grow} />
        <Tooltip label="Hide the inspector">
          <ActionIcon aria-label="Hide the inspector" className={classes.more} onClick={() => setLayout({ inspectorOpen: false })}>
            <Icon name="panelRight" />
          </ActionIcon>
        </Tooltip>
      </header>
      <ScrollArea className={classes.scroll} type="hover">
        {outer.length === 0 ? (
          <p className={classes.hint}>
            Layers on the canvas are listed here, with the shape that comes out of each and the parameters it learns.
          </p>
        ) : (
          <table className={classes.table} aria-label="Layers of the network" data-summary tabIndex={-1}>
            <thead>
              <tr>
                <th scope="col">Layer</th>
                <th scope="col">Output</th>
                <th scope="col">Parameters</th>
              </tr>
            </thead>
            <tbody>
              {outer.map((node) => {
                const found = checked.nodes.get(node.id);
                const [output] = Object.values(found?.outputs ?? {});
                return (
                  <tr key={node.id}>
                    <th scope="row">
                      <UnstyledButton
                        className={classes.layer}
                        onClick={() => {
                          select([node.id]);
                          showNode(node.id);
                        }}
                      >
                        <NodeChip type={node.type} size={20} />
                        <span>
                          {node.name}
                          <span className={classes.type}>{nodeType(node.type)?.title}</span>
                        </span>
                      </UnstyledButton>
                    </th>
                    <td>{output ? formatShape(output.shape) : node.type === 'output' && found ? '–' : '?'}</td>
                    <td>{found ? formatCount(found.parameters) : '?'}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
      </ScrollArea>
      <footer className={classes.facts}>
        <div className={classes.fact}>
          <span>Parameters</span>
          <strong>{formatCount(checked.parameters)}</strong>
        </div>
        <div className={classes.fact}>
          <Tooltip
            label="Roughly what training takes: weights, gradients, the optimiser's moments, and what is kept of each batch for the backward pass."
            position="left"
          >
            <span className={classes.explained}>Memory to train</span>
          </Tooltip>
          <strong>{formatBytes(checked.memory)}</strong>
        </div>
      </footer>
    </>
  );
}
