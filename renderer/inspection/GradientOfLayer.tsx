import { useMemo } from 'react';
import { type Across, formatAmount, formatCount, LineChart, type Series } from '../charts';
import classes from './inspection.module.css';
import { type Network, useUntrained } from './network';
import { fadesAfter, gradientPoints } from './reach';
import { useGradients } from './useGradients';

export const STEPS_ACROSS: Across = { label: 'Step', say: (x) => `Step ${formatCount(x)}`, tick: formatCount };

interface GradientOfLayerProps {
  readonly network: Network;
  readonly node: string;
  readonly direction: 'forward' | 'backward';
  readonly step: number;
}

/** How much the loss depends on each step's state of one layer, after training and before it. */
export function GradientOfLayer({ network, node, direction, step }: GradientOfLayerProps) {
  const untrained = useUntrained(network);
  const now = useGradients(network).gradients;
  const before = useGradients(network.run ? untrained : undefined).gradients;
  const layerIn = (gradients: typeof now) => gradients?.layers.find((layer) => layer.node === node && layer.direction === direction);
  const [layer, fresh] = [layerIn(now), layerIn(before)];
  const name = network.run ? `${network.run.word}, best epoch` : 'fresh weights';
  const series = useMemo(
    (): Series[] => [
      ...(layer ? [{ id: 'model', label: name, voice: 'model', points: gradientPoints(layer.norms) } as const] : []),
      ...(fresh ? [{ id: 'fresh', label: 'before training', voice: 'other', points: gradientPoints(fresh.norms) } as const] : []),
    ],
    [layer, fresh, name],
  );
  if (!layer) return null;
  const faded = fadesAfter(layer);
  return (
    <div className={classes.block}>
      <div className={classes.gradient}>
        <LineChart
          title="Gradient per step"
          series={series}
          across={STEPS_ACROSS}
          initialScale="log"
          cursor={step + 1}
          withExport={false}
        />
      </div>
      <p className={classes.remark}>
        {faded === undefined
          ? 'It never falls under 1 % of the last step: all steps are learned from.'
          : `Falls under 1 % of the last step ${formatAmount(faded, 'step')} back.`}
      </p>
    </div>
  );
}
