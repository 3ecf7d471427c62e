import { type Edge, edgeId, type Graph } from '../graph';
import { type Box, portPlace } from './boxes';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedWire {
  readonly edge: Edge;
  /** SVG path. */
  readonly d: string;
  /** Where its label goes. */
  readonly middle: Point;
  /** Outermost points beside its ends. */
  readonly reach: readonly Point[];
}

/** How far a wire runs on before it turns. */
const BEND = 24;

/** A wire to the right swings across; one that leads back runs between the rows of cards. */
export function placeWires({ edges }: Graph, boxes: ReadonlyMap<string, Box>): PlacedWire[] {
  const cards = [...boxes.values()].filter(({ isFrame }) => !isFrame);
  return edges.map((edge) => {
    const [source, target] = [boxes.get(edge.from.node), boxes.get(edge.to.node)];
    if (!source || !target) throw new Error(`The wire ${edgeId(edge)} hangs.`);
    const [from, to] = [portPlace(source, edge.from, 'output'), portPlace(target, edge.to, 'input')];
    if (to.x - from.x >= BEND) {
      const swing = (to.x - from.x) / 2;
      const d = `M${from.x} ${from.y}C${from.x + swing} ${from.y} ${to.x - swing} ${to.y} ${to.x} ${to.y}`;
      return { edge, d, middle: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, reach: [] };
    }
    const [left, right] = [to.x - BEND, from.x + BEND];
    const between = rowBetween(source, target, cards, { left, right });
    const d = `M${from.x} ${from.y}H${right}V${between}H${left}V${to.y}H${to.x}`;
    const reach = [
      { x: right, y: between },
      { x: left, y: between },
    ];
    return { edge, d, middle: { x: (left + right) / 2, y: between }, reach };
  });
}

/** Halfway between the cards above the target and the target; below both where the target stands no lower than the source. */
function rowBetween(source: Box, target: Box, cards: readonly Box[], { left, right }: { left: number; right: number }): number {
  const bottom = ({ y, height }: Box) => y + height;
  if (bottom(source) >= target.y) return Math.max(bottom(source), bottom(target)) + BEND;
  const above = cards.filter((card) => card.x < right && card.x + card.width > left && bottom(card) < target.y);
  return (Math.max(bottom(source), ...above.map(bottom)) + target.y) / 2;
}

/** Wires of one port carry the same, so one of them is labelled: the first whose middle no card covers. */
export function wiresToLabel(wires: readonly PlacedWire[], boxes: ReadonlyMap<string, Box>): PlacedWire[] {
  const cards = [...boxes.values()].filter(({ isFrame }) => !isFrame);
  const covered = ({ middle }: PlacedWire) =>
    cards.some(({ x, y, width, height }) => middle.x > x && middle.x < x + width && middle.y > y && middle.y < y + height);
  const labelled = new Map<string, PlacedWire>();
  for (const wire of wires) {
    const port = `${wire.edge.from.node}.${wire.edge.from.port}`;
    if (!covered(wire) && !labelled.has(port)) labelled.set(port, wire);
  }
  return [...labelled.values()];
}
