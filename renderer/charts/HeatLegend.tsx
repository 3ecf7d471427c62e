import type { HeatScale } from './cells';
import classes from './charts.module.css';
import { HEAT_TOKENS } from './colours';
import { formatValue } from './numbers';

/** What the colours of a heat map stand for. */
export function HeatLegend({ scale, largest }: { scale: HeatScale; largest: number }) {
  return (
    <span className={classes.heatLegend}>
      <span>{formatValue(scale === 'signed' ? -largest : 0, 2)}</span>
      <span className={classes.ramp} style={{ backgroundImage: `linear-gradient(90deg, var(${HEAT_TOKENS[scale]}))` }} />
      <span>{formatValue(largest, 2)}</span>
    </span>
  );
}
