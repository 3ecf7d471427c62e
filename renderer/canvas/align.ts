import { absolutePosition, type Graph, type Position } from '../../engine/graph';
import { outermost, placeNodes } from './groups';
import { type Size, sizeOf } from './measures';

/** Lining layers up with one another. */

export const ALIGNMENTS = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const;
export type Alignment = (typeof ALIGNMENTS)[number];
export type Axis = 'across' | 'down';

interface Standing extends Position, Size {
  readonly id: string;
}

function standing(graph: Graph, ids: ReadonlySet<string>): readonly Standing[] {
  return outermost(graph, ids).map((node) => ({ id: node.id, ...absolutePosition(graph, node.id), ...sizeOf(graph, node) }));
}

export function alignNodes(graph: Graph, ids: ReadonlySet<string>, to: Alignment): Graph {
  const cards = standing(graph, ids);
  if (cards.length < 2) return graph;
  const left = Math.min(...cards.map((card) => card.x));
  const right = Math.max(...cards.map((card) => card.x + card.width));
  const top = Math.min(...cards.map((card) => card.y));
  const bottom = Math.max(...cards.map((card) => card.y + card.height));
  const place: Record<Alignment, (card: Standing) => Position> = {
    left: (card) => ({ x: left, y: card.y }),
    centre: (card) => ({ x: Math.round((left + right - card.width) / 2), y: card.y }),
    right: (card) => ({ x: right - card.width, y: card.y }),
    top: (card) => ({ x: card.x, y: top }),
    middle: (card) => ({ x: card.x, y: Math.round((top + bottom - card.height) / 2) }),
    bottom: (card) => ({ x: card.x, y: bottom - card.height }),
  };
  return placeNodes(graph, new Map(cards.map((card) => [card.id, place[to](card)])));
}

/** Spreads layers so that the spaces between them are alike; the outermost two stay. */
export function distributeNodes(graph: Graph, ids: ReadonlySet<string>, axis: Axis): Graph {
  const start = (card: Standing) => (axis === 'across' ? card.x : card.y);
  const length = (card: Standing) => (axis === 'across' ? card.width : card.height);
  const cards = [...standing(graph, ids)].sort((a, b) => start(a) - start(b));
  const [first, last] = [cards[0], cards.at(-1)];
  if (!first || !last || cards.length < 3) return graph;
  const taken = cards.reduce((sum, card) => sum + length(card), 0);
  const space = (start(last) + length(last) - start(first) - taken) / (cards.length - 1);
  const to = new Map<string, Position>();
  let at = start(first);
  for (const card of cards) {
    const rounded = Math.round(at);
    to.set(card.id, axis === 'across' ? { x: rounded, y: card.y } : { x: card.x, y: rounded });
    at += length(card) + space;
  }
  return placeNodes(graph, to);
}
