import { Loader, SegmentedControl } from '@mantine/core';
import type { Inspected } from '../../engine/api';
import type { GraphNode } from '../../engine/graph';
import type { Project } from '../../engine/project';
import { DataChanged, Empty, Failed } from '../panel';
import cards from '../run/run.module.css';
import { TensorList } from '../run/TensorList';
import { engine } from '../transport';
import { CellView } from './CellView';
import classes from './inspection.module.css';
import { LookBar } from './LookBar';
import { lookAt, useLook } from './look';
import { isRecurrent, layersOf, type Network, useLayer } from './network';
import { SamplePicker, useSamples } from './SamplePicker';
import { shownOf, useAsked } from './useAsked';

/** One layer at work on one sample. */
export function InsideView({ network }: { network: Network }) {
  const { project, projectPath, run, key } = network;
  const layers = layersOf(project);
  const layer = useLayer(layers, isRecurrent);
  const { counts, part, index } = useSamples();
  const order = useLook((look) => look.order);
  const hasSamples = counts[part] > 0;
  const { asked, retry } = useAsked(hasSamples ? `${key} ${part} ${index}` : undefined, () =>
    engine.call('inspect.run', { project, projectPath, run: run?.run ?? null, input: { is: 'samples', part, index, count: 1 } }),
  );
  const inspected = shownOf(asked);
  const hasCell = layer !== undefined && inspected?.cells.some(({ node }) => node === layer.id) === true;
  return (
    <div className={classes.panel}>
      <LookBar layers={layers} layer={layer}>
        {asked.is === 'asking' && hasSamples && <Loader size={14} />}
        <SamplePicker />
        {hasCell && (
          <>
            <span className={classes.next} aria-hidden="true">
              Order units
            </span>
            <SegmentedControl
              aria-label="Order units"
              value={order}
              onChange={(value) => lookAt({ order: value === 'number' ? 'number' : 'likeness' })}
              data={[
                { value: 'likeness', label: 'by likeness' },
                { value: 'number', label: 'by number' },
              ]}
            />
          </>
        )}
      </LookBar>
      {run && inspected?.dataChanged && <DataChanged word={run.word} />}
      {!run && inspected && <p className={classes.untrained}>Nothing is trained yet: these are fresh weights, drawn from the seed.</p>}
      {asked.is === 'failed' ? (
        <Failed text={asked.text} onRetry={retry} />
      ) : !hasSamples ? (
        <Empty icon="table" title="No sample to look at">
          Load data in the Data panel, or type an input of your own under Run.
        </Empty>
      ) : (
        inspected && layer && <Layer {...{ inspected, layer, project, network }} />
      )}
    </div>
  );
}

interface LayerProps {
  readonly inspected: Inspected;
  readonly layer: GraphNode;
  readonly project: Project;
  readonly network: Network;
}

function Layer({ inspected, layer, project, network }: LayerProps) {
  // Of a table a step is a moment with all its numbers: too long a name for a row.
  const hasTokens = project.data.is === 'words' || project.data.is === 'characters' || project.data.is === 'labelled';
  const cells = inspected.cells.filter(({ node }) => node === layer.id);
  const direction = useLook((look) => look.direction);
  const cell = cells.find((one) => one.direction === direction) ?? cells[0];
  if (cell) {
    return (
      <CellView
        key={`${layer.id} ${cell.direction}`}
        cell={cell}
        directions={cells.map((one) => one.direction)}
        steps={inspected.steps}
        target={inspected.target}
        hasTokens={hasTokens}
        network={network}
      />
    );
  }
  const ports = inspected.ports.filter(({ node }) => node === layer.id);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={classes.tensors} aria-label={`What leaves ${layer.name}`} tabIndex={0}>
      <div className={cards.cards}>
        <TensorList key={layer.id} ports={ports} layer={layer} stepNames={hasTokens ? inspected.steps : []} />
      </div>
    </section>
  );
}
