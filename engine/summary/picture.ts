import { type Check, isLayer } from '../check';
import { edgeId, formatShape, type Graph, type GraphNode } from '../graph';
import { nodeType, type ParamKind } from '../nodes';
import { type Box, CARD, placeBoxes, portPlace } from './boxes';
import { COLOURS, type Colours, type Theme } from './colours';
import { type PlacedWire, type Point, placeWires, wiresToLabel } from './wires';

const FONT = "Inter, 'Segoe UI', system-ui, sans-serif";
const MARGIN = 24;
/** Width of a character of 11 pixels, and of the heavier ones in the head of a card. */
const CHARACTER = { label: 6.4, head: 7.6 } as const;
/** Characters above which a type's name is written smaller. */
const LONG_TITLE = 20;
/** Parameters on a card. */
const ROWS = 3;

/** The graph as an SVG that stands alone: cards where they stand on the canvas, and wires with the shapes they carry. */
export function drawPicture(graph: Graph, checked: Check, theme: Theme): string {
  const colours = COLOURS[theme];
  const boxes = placeBoxes(graph, (node) => rowsOf(node).length);
  const wires = placeWires(graph, boxes);
  const all = [...boxes.values()];
  // A group before what stands in it.
  const frames = all.filter(({ isFrame }) => isFrame).sort((a, b) => b.width * b.height - a.width * a.height);
  const cards = all.filter(({ isFrame }) => !isFrame);
  const { left, top, width, height } = extent(all, wires);
  const draw = (box: Box) => drawCard(box, { graph, checked, colours });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${left} ${top} ${width} ${height}" font-family="${FONT}">`,
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${colours.canvas}"/>`,
    ...frames.map(draw),
    ...wires.map(({ d }) => `<path d="${d}" fill="none" stroke="${colours.wire}" stroke-width="1.5"/>`),
    ...cards.map(draw),
    ...wiresToLabel(wires, boxes).map((wire) => drawLabel(wire, checked, colours)),
    '</svg>',
  ].join('\n');
}

function extent(boxes: readonly Box[], wires: readonly PlacedWire[]) {
  const corners = boxes.flatMap(({ x, y, width, height }): Point[] => [
    { x, y },
    { x: x + width, y: y + height },
  ]);
  const points = [...corners, ...wires.flatMap(({ reach }) => reach)];
  const xs = points.length > 0 ? points.map(({ x }) => x) : [0];
  const ys = points.length > 0 ? points.map(({ y }) => y) : [0];
  const [left, top] = [Math.floor(Math.min(...xs) - MARGIN), Math.floor(Math.min(...ys) - MARGIN)];
  return { left, top, width: Math.ceil(Math.max(...xs) + MARGIN - left), height: Math.ceil(Math.max(...ys) + MARGIN - top) };
}

interface Shown {
  readonly graph: Graph;
  readonly checked: Check;
  readonly colours: Colours;
}

function drawCard(box: Box, { graph, checked, colours }: Shown): string {
  const { node, x, y, width, height, isFrame } = box;
  const known = isLayer(graph, node) ? checked.nodes.get(node.id) : undefined;
  const foot = known ? text(`${known.parameters.toLocaleString('en')} parameters`, { x: x + 12, y: y + height - 9 }, quiet(colours)) : '';
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="${isFrame ? colours.frame : colours.card}" stroke="${colours.edge}"/>`,
    drawHead(box, colours),
    // What stands in a frame has the frame's wires.
    ...(isLayer(graph, node) ? drawPorts(box, colours) : []),
    ...(isFrame ? [] : [...drawRows(box, colours), `<path d="M${x} ${y + height - 26}h${width}" stroke="${colours.line}"/>`]),
    foot,
  ].join('\n');
}

/** Type and name side by side, or below each other where they are too long. */
function drawHead({ node, x, y, width }: Box, colours: Colours): string {
  const type = nodeType(node.type);
  const title = type?.title ?? node.type;
  const fits = (title.length + node.name.length) * CHARACTER.head < width - 54;
  return [
    `<rect x="${x + 12}" y="${y + 14}" width="10" height="10" rx="2" fill="${colours.groups[type?.group ?? 'data']}"/>`,
    text(
      title,
      { x: x + 30, y: y + (fits ? 24 : 18) },
      `font-size="${title.length > LONG_TITLE ? 11 : 13}" font-weight="600" fill="${colours.text}"`,
    ),
    fits
      ? text(node.name, { x: x + width - 12, y: y + 24 }, `${quiet(colours)} ${RIGHT}`)
      : text(node.name, { x: x + 30, y: y + 32 }, `font-size="11" fill="${colours.quiet}"`),
  ].join('\n');
}

function drawPorts(box: Box, colours: Colours): string[] {
  return (['input', 'output'] as const).flatMap((side) =>
    (side === 'input' ? box.inputs : box.outputs).flatMap(({ id, label }) => {
      const at = portPlace(box, { node: box.node.id, port: id }, side);
      const inside = { x: at.x + (side === 'input' ? 12 : -12), y: at.y + 4 };
      const words = text(label, inside, `font-size="11" fill="${colours.quiet}"${side === 'input' ? '' : ` ${RIGHT}`}`);
      const dot = `<circle cx="${at.x}" cy="${at.y}" r="4.5" fill="${colours.card}" stroke="${colours.wire}"/>`;
      return box.isFrame ? [dot] : [dot, words];
    }),
  );
}

function drawRows({ node, x, y, width, inputs, outputs }: Box, colours: Colours): string[] {
  const start = y + CARD.header + Math.max(inputs.length, outputs.length) * CARD.port;
  return rowsOf(node).flatMap(({ label, value }, row) => {
    const line = start + row * CARD.row + 16;
    return [
      text(label, { x: x + 12, y: line }, quiet(colours)),
      text(value, { x: x + width - 12, y: line }, `font-size="12" font-weight="600" fill="${colours.text}" ${RIGHT}`),
    ];
  });
}

function drawLabel({ edge, middle }: PlacedWire, checked: Check, colours: Colours): string {
  const type = checked.wires.get(edgeId(edge));
  if (!type) return '';
  const words = formatShape(type.shape);
  const width = words.length * CHARACTER.label + 10;
  return (
    `<rect x="${middle.x - width / 2}" y="${middle.y - 9}" width="${width}" height="18" rx="3" fill="${colours.canvas}"/>` +
    text(words, { x: middle.x, y: middle.y + 4 }, `font-size="11" font-weight="500" fill="${colours.quiet}" text-anchor="middle"`)
  );
}

/** The telling parameters of a layer. */
function rowsOf(node: GraphNode): { label: string; value: string }[] {
  const type = nodeType(node.type);
  return (type?.telling ?? []).slice(0, ROWS).flatMap((name) => {
    const kind = type?.params[name];
    const value = kind?.shown?.(node.params) === false ? '' : kind && sayValue(kind, node.params[name]);
    return kind && value ? [{ label: kind.label, value }] : [];
  });
}

/** Empty where it comes from elsewhere. */
function sayValue(kind: ParamKind, value: unknown): string {
  if (kind.kind === 'choice') return kind.labels?.[String(value)] ?? String(value);
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (Array.isArray(value)) return kind.kind === 'ints' ? formatShape(value.map(Number)) : value.join(', ');
  return typeof value === 'number' ? value.toLocaleString('en', { maximumFractionDigits: 6 }) : '';
}

const RIGHT = 'text-anchor="end"';
const quiet = ({ quiet: colour }: Colours) => `font-size="12" fill="${colour}"`;

function text(words: string, { x, y }: Point, style: string): string {
  return `<text x="${x}" y="${y}" ${style}>${escapeXml(words)}</text>`;
}

function escapeXml(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
