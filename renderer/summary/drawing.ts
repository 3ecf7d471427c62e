import { absolutePosition, type Graph, type GraphNode } from '../../engine/graph';
import { nodeType } from '../../engine/nodes';
import type { CardView } from '../canvas/cards';
import { CARD, heightOfPort, type Size, sizeOf } from '../canvas/measures';
import type { DrawnWire } from '../canvas/wires/routes';

/** The graph as a picture that stands alone, as the canvas shows it now. */

const MARGIN = 24;
const FONT = "Inter, 'Segoe UI', system-ui, sans-serif";
/** Inter at 11 px. */
const CHARACTER = 6.4;

interface Drawing {
  readonly graph: Graph;
  readonly cards: ReadonlyMap<string, CardView>;
  readonly wires: Iterable<DrawnWire>;
  /** Of the cards that were measured. */
  readonly sizes: ReadonlyMap<string, Size>;
}

/** colourOf: what a token of the theme stands for now. */
export function drawGraph({ graph, cards, wires, sizes }: Drawing, colourOf: (token: string) => string): string {
  const boxes = graph.nodes.map((node) => ({ node, ...absolutePosition(graph, node.id), ...(sizes.get(node.id) ?? sizeOf(graph, node)) }));
  const drawn = [...wires];
  const xs = [...boxes.flatMap(({ x, width }) => [x, x + width]), ...drawn.flatMap(({ points }) => points.map(({ x }) => x))];
  const ys = [...boxes.flatMap(({ y, height }) => [y, y + height]), ...drawn.flatMap(({ points }) => points.map(({ y }) => y))];
  const [left, top] = [Math.min(...xs) - MARGIN, Math.min(...ys) - MARGIN];
  const width = Math.ceil(Math.max(...xs) + MARGIN - left);
  const height = Math.ceil(Math.max(...ys) + MARGIN - top);
  const frames = boxes.filter(({ node }) => graph.nodes.some(({ parent }) => parent === node.id));
  const plain = boxes.filter((box) => !frames.includes(box));
  const content = [
    ...frames.map((box) => drawCard(box, graph, cards.get(box.node.id), true)),
    ...drawn.map(drawWire),
    ...plain.map((box) => drawCard(box, graph, cards.get(box.node.id), false)),
    ...drawn.map(drawLabel),
  ].join('');
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${left} ${top} ${width} ${height}" font-family="${FONT}">` +
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="var(--bg-canvas)"/>${content}</svg>`;
  return svg.replace(/var\((--[\w-]+)\)/g, (_, token: string) => colourOf(token));
}

type Placed = { node: GraphNode; x: number; y: number; width: number; height: number };

function drawCard({ node, x, y, width, height }: Placed, graph: Graph, card: CardView | undefined, isFrame: boolean): string {
  const type = nodeType(node.type);
  const group = type?.group ?? 'data';
  const text = (at: { x: number; y: number }, words: string, style: string) =>
    `<text x="${at.x}" y="${at.y}" ${style}>${escapeXml(words)}</text>`;
  const ports = (['input', 'output'] as const).flatMap((side) =>
    ((side === 'input' ? card?.inputs : card?.outputs) ?? []).map(({ id, label }) => {
      const at = { x: side === 'input' ? x : x + width, y: y + heightOfPort(graph, node, id, side) };
      const anchor = side === 'input' ? 'start' : 'end';
      const inside = { x: at.x + (side === 'input' ? 12 : -12), y: at.y + 4 };
      return (
        `<circle cx="${at.x}" cy="${at.y}" r="4.5" fill="var(--bg-node)" stroke="var(--wire)"/>` +
        text(inside, label, `font-size="11" fill="var(--text-2)" text-anchor="${anchor}"`)
      );
    }),
  );
  const count = Math.max(card?.inputs.length ?? 0, card?.outputs.length ?? 0);
  const rows = (card?.rows ?? []).flatMap(({ label, value }, row) => {
    const line = y + CARD.header + count * CARD.port + row * CARD.row + CARD.row / 2 + 6;
    return [
      text({ x: x + 12, y: line }, label, 'font-size="12" fill="var(--text-2)"'),
      text({ x: x + width - 12, y: line }, value, 'font-size="12" font-weight="600" fill="var(--text)" text-anchor="end"'),
    ];
  });
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="${isFrame ? 'var(--frame-fill)' : 'var(--bg-node)'}" stroke="${isFrame ? 'var(--frame-line)' : 'var(--line-strong)'}"/>`,
    `<rect x="${x + 12}" y="${y + 14}" width="10" height="10" rx="2" fill="var(--g-${group})"/>`,
    text({ x: x + 30, y: y + 24 }, type?.title ?? node.type, 'font-size="13" font-weight="600" fill="var(--text)"'),
    text({ x: x + width - 12, y: y + 24 }, node.name, 'font-size="12" fill="var(--text-3)" text-anchor="end"'),
    ...ports,
    ...(isFrame ? [] : rows),
    ...(isFrame || !card
      ? []
      : [
          `<path d="M${x} ${y + height - CARD.footer}h${width}" stroke="var(--line)"/>`,
          text({ x: x + 12, y: y + height - 9 }, card.footer.text, 'font-size="12" fill="var(--text-2)"'),
        ]),
  ].join('');
}

function drawWire({ d }: DrawnWire): string {
  return `<path d="${d}" fill="none" stroke="var(--wire)" stroke-width="1.5"/>`;
}

function drawLabel({ label }: DrawnWire): string {
  if (!label) return '';
  const { text, at } = label;
  const width = text.length * CHARACTER + 10;
  return (
    `<rect x="${at.x - width / 2}" y="${at.y - 9}" width="${width}" height="18" fill="var(--bg-canvas)"/>` +
    `<text x="${at.x}" y="${at.y + 4}" font-size="11" font-weight="500" fill="var(--text-2)" text-anchor="middle">${escapeXml(text)}</text>`
  );
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
