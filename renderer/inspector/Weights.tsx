import type { WeightSpec } from '../../engine/nodes';
import { formatCount } from '../canvas/cardFacts';
import classes from './Inspector.module.css';

const sizeOf = (weight: WeightSpec) => weight.shape.reduce((size, axis) => size * axis, 1);

/** `recurrent_kernel` is what people call the recurrent weights. */
function nameOf({ name }: WeightSpec): string {
  return name.replace('recurrent_kernel', 'recurrent').replace(/_/g, ' ');
}

/** Shades of the group's colour, from the first weight on. */
const SHADES = [1, 0.62, 0.3, 0.45, 0.8, 0.2];

/** How the parameters are shared out among the weights. */
export function Weights({ weights }: { weights: readonly WeightSpec[] }) {
  if (weights.length === 0) return null;
  return (
    <>
      <div className={classes.bar} aria-hidden="true">
        {weights.map((weight, i) => (
          <span key={weight.name} style={{ flexGrow: sizeOf(weight), opacity: SHADES[i % SHADES.length] }} />
        ))}
      </div>
      <ul className={classes.weights}>
        {weights.map((weight) => (
          <li key={weight.name} title={`${weight.name}: ${weight.shape.join(' × ') || '1'}`}>
            {nameOf(weight)} {formatCount(sizeOf(weight))}
          </li>
        ))}
      </ul>
    </>
  );
}
