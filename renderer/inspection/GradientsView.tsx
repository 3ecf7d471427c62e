import { Loader, SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Gradients, LayerGradient } from '../../engine/api';
import { formatAmount, formatMeasure, LineChart, type Series, type Voice } from '../charts';
import { DataChanged, Empty, Failed } from '../panel';
import { STEPS_ACROSS } from './GradientOfLayer';
import classes from './inspection.module.css';
import { LookBar } from './LookBar';
import { type Network, useUntrained } from './network';
import { fadesAfter, gradientPoints } from './reach';
import { SamplePicker, useSamples } from './SamplePicker';
import { useGradients } from './useGradients';

/** How far back in time the loss reaches in each recurrent layer, and what clipping leaves of the gradient. */
export function GradientsView({ network }: { network: Network }) {
  const [weights, setWeights] = useState<'trained' | 'fresh'>('trained');
  const untrained = useUntrained(network);
  const { counts, part } = useSamples();
  const { gradients, asked, retry } = useGradients(weights === 'trained' ? network : untrained);
  return (
    <div className={classes.panel}>
      <LookBar>
        {asked.is === 'asking' && counts[part] > 0 && <Loader size={14} />}
        {network.run && (
          <SegmentedControl
            aria-label="Weights"
            value={weights}
            onChange={(value) => setWeights(value === 'fresh' ? 'fresh' : 'trained')}
            data={[
              { value: 'trained', label: network.run.word },
              { value: 'fresh', label: 'before training' },
            ]}
          />
        )}
        <SamplePicker />
      </LookBar>
      {network.run && gradients?.dataChanged && <DataChanged word={network.run.word} />}
      {asked.is === 'failed' ? (
        <Failed text={asked.text} onRetry={retry} />
      ) : counts[part] === 0 ? (
        <Empty icon="table" title="No samples to measure on">
          A gradient needs samples with targets: load data in the Data panel.
        </Empty>
      ) : (
        gradients && <Reach gradients={gradients} />
      )}
    </div>
  );
}

/** In the order of the layers; more than these are told apart by the legend's read-out. */
const VOICES: readonly Voice[] = ['model', 'other', 'truth', 'modelHeldOut', 'otherHeldOut'];

function Reach({ gradients: { layers, samples, loss } }: { gradients: Gradients }) {
  const series = useMemo(
    () =>
      layers.map(
        (layer, index): Series => ({
          id: `${layer.node} ${layer.direction}`,
          label: nameOf(layer, layers),
          voice: VOICES[index % VOICES.length] ?? 'other',
          points: gradientPoints(layer.norms),
        }),
      ),
    [layers],
  );
  if (layers.length === 0) {
    return (
      <Empty icon="search" title="No recurrent layer">
        Gradients back in time are those of an LSTM, a GRU or a simple RNN that leads to an Output.
      </Empty>
    );
  }
  return (
    <div className={classes.reach}>
      <LineChart title="Norm of ∂loss / ∂h by time step" series={series} across={STEPS_ACROSS} initialScale="log" withScale />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={classes.clipping} aria-label="What clipping leaves" tabIndex={0}>
        <div className={classes.blockHead}>
          <h3 className={classes.title}>Gradient by the weights</h3>
          <span className={classes.hint}>
            {formatAmount(samples, 'sample')}, loss {formatMeasure(loss)}
          </span>
        </div>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Layer</th>
              <th scope="col">Norm</th>
              {clippings(layers[0]).map((rule) => (
                <th scope="col" key={`${rule.by} ${rule.limit}`}>
                  {sayRule(rule)}
                </th>
              ))}
              <th scope="col">Under 1 %</th>
            </tr>
          </thead>
          <tbody>
            {layers.map((layer) => {
              const faded = fadesAfter(layer);
              return (
                <tr key={`${layer.node} ${layer.direction}`}>
                  <th scope="row">{nameOf(layer, layers)}</th>
                  <td>{formatMeasure(layer.gradientNorm, 3)}</td>
                  {clippings(layer).map((rule) => (
                    <td key={`${rule.by} ${rule.limit}`}>{formatMeasure(rule.norm, 3)}</td>
                  ))}
                  <td>{faded === undefined ? 'never' : `${formatAmount(faded, 'step')} back`}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
        <p className={classes.remark}>
          The curve shows how much each step’s state still moves the loss; where it falls to nothing, the layer cannot learn from what
          happened there. Clipping shortens what is left to the optimiser, and so tames gradients that explode; those that vanish it cannot
          bring back.
        </p>
      </section>
    </div>
  );
}

function nameOf({ node, name, direction }: LayerGradient, layers: readonly LayerGradient[]): string {
  return layers.filter((layer) => layer.node === node).length > 1 ? `${name}, ${direction}` : name;
}

/** The rules that take something away; without one it is the norm itself. */
function clippings(layer: LayerGradient | undefined): LayerGradient['clipped'] {
  return layer?.clipped.filter(({ by }) => by !== 'none') ?? [];
}

function sayRule({ by, limit }: LayerGradient['clipped'][number]): string {
  switch (by) {
    case 'none':
      return 'Not clipped';
    case 'norm':
      return `By norm ${limit}`;
    case 'value':
      return `By value ${limit}`;
    case 'project':
      return 'As in training';
  }
}
