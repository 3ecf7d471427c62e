import { EdgeLabelRenderer } from '@xyflow/react';
import { memo } from 'react';
import { useRoutes } from './routes';
import classes from './wires.module.css';

/** Wires drawn as one: few enough that a change to one of them draws little anew, and enough that there are few drawings. */
const BUNDLE = 64;

/** Wires in bundles: where a large graph is seen from far away, a drawing for each would cost more than anything else. */
export function SketchedWires() {
  const wires = useRoutes((state) => state.wires);
  const ways = [...wires.values()].map(({ d }) => d);
  const bundles = Array.from({ length: Math.ceil(ways.length / BUNDLE) }, (_, i) => ways.slice(i * BUNDLE, (i + 1) * BUNDLE).join(''));
  return (
    <EdgeLabelRenderer>
      <svg className={classes.sketch} aria-hidden="true">
        {bundles.map((d, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a bundle is known by its place alone
          <Bundle key={i} d={d} />
        ))}
      </svg>
    </EdgeLabelRenderer>
  );
}

const Bundle = memo(function Bundle({ d }: { d: string }) {
  return <path d={d} />;
});
