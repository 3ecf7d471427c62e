import { Button, Menu, Modal } from '@mantine/core';
import { useMemo } from 'react';
import { summarise, writeSummary } from '../../engine/summary';
import { useCards } from '../canvas/cards';
import { useFlow } from '../canvas/flow';
import { useRoutes } from '../canvas/wires/routes';
import { download, fileName, formatCount, rasterise } from '../charts';
import { Icon, NodeChip } from '../icons';
import { announce, report } from '../notices';
import { currentGraph, documentName, useCheck, useDocument } from '../store';
import { drawGraph } from './drawing';
import { closeSummary, useSummary } from './openSummary';
import classes from './summary.module.css';

/** Every layer with what it gives and learns, as a table, as text, and as a picture of the graph. */
export function SummaryDialog() {
  const open = useSummary((state) => state.open);
  const document = useDocument((state) => state.document);
  return (
    <Modal
      opened={open && document !== null}
      onClose={closeSummary}
      title={document ? `Summary of ${documentName(document)}` : ''}
      size={880}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {document && <SummaryTable name={documentName(document)} />}
    </Modal>
  );
}

function SummaryTable({ name }: { name: string }) {
  const graph = useDocument(currentGraph);
  const checked = useCheck((state) => state.checked);
  const summary = useMemo(() => summarise(graph, checked), [graph, checked]);
  const copy = () => navigator.clipboard.writeText(writeSummary(summary)).then(() => announce('The summary was copied as text.'), report);
  const saveSvg = () => download(`${fileName(name)}.svg`, new Blob([pictureOfGraph()], { type: 'image/svg+xml' }));
  const savePng = () => rasterise(pictureOfGraph()).then((picture) => download(`${fileName(name)}.png`, picture), report);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reached by keyboard */}
      <section className={classes.scroll} aria-label="Layers" tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Layer</th>
              <th scope="col">Type</th>
              <th scope="col">Output</th>
              <th scope="col" data-numeric>
                Parameters
              </th>
              <th scope="col" data-numeric>
                Trainable
              </th>
              <th scope="col">Wired to</th>
            </tr>
          </thead>
          <tbody>
            {summary.rows.map(({ id, name: layer, kind, type, output, parameters, trainable, wiredTo }) => (
              <tr key={id}>
                <th scope="row">
                  <span className={classes.layer}>
                    <NodeChip type={kind} size={20} /> {layer}
                  </span>
                </th>
                <td>{type}</td>
                <td>{output}</td>
                <td data-numeric>{parameters === null ? '?' : formatCount(parameters)}</td>
                <td data-numeric>{trainable === null ? '?' : formatCount(trainable)}</td>
                <td className={classes.quiet}>{wiredTo.join(', ') || '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div className={classes.foot}>
        <dl className={classes.totals}>
          <Total name="Parameters" count={summary.parameters} />
          <Total name="Trainable" count={summary.trainable} />
          <Total name="Not trainable" count={summary.parameters - summary.trainable} />
        </dl>
        <Button leftSection={<Icon name="copy" />} onClick={copy}>
          Copy as text
        </Button>
        <Menu position="top-end">
          <Menu.Target>
            <Button leftSection={<Icon name="share" />} disabled={graph.nodes.length === 0}>
              Picture of the graph
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={savePng}>Picture (PNG)</Menu.Item>
            <Menu.Item onClick={saveSvg}>Drawing (SVG)</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
    </>
  );
}

function Total({ name, count }: { name: string; count: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{formatCount(count)}</dd>
    </div>
  );
}

/** As the canvas stands now, in the colours of the theme that is shown. */
function pictureOfGraph(): string {
  const sizes = new Map(
    useFlow.getState().nodes.flatMap(({ id, measured }): [string, { width: number; height: number }][] => {
      const { width, height } = measured ?? {};
      return width === undefined || height === undefined ? [] : [[id, { width, height }]];
    }),
  );
  const style = getComputedStyle(document.documentElement);
  return drawGraph(
    { graph: currentGraph(), cards: useCards.getState().views, wires: useRoutes.getState().wires.values(), sizes },
    (token) => style.getPropertyValue(token).trim(),
  );
}
