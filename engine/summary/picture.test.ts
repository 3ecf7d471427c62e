// @vitest-environment jsdom
import { describe, expect, it, test } from 'vitest';
import { check } from '../check';
import { readTemplates } from '../host/templates';
import { chain } from '../nodes/testing/graphs';
import { placeBoxes } from './boxes';
import { drawPicture } from './picture';
import { placeWires } from './wires';

const templates = await readTemplates();
const data = { input: { shape: [10, 3], dtype: 'float' }, columns: ['a', 'b', 'c'], target: { is: 'values', shape: [1] } } as const;

function parsed(svg: string): Element {
  const document = new DOMParser().parseFromString(svg, 'image/svg+xml');
  expect(document.querySelector('parsererror')).toBeNull();
  return document.documentElement;
}

const textsOf = (svg: Element) => [...svg.querySelectorAll('text')].map((text) => text.textContent);

describe('the picture of a graph', () => {
  test.each(templates)('$id holds every card by name and every wire, in both themes', ({ project: { graph } }) => {
    const pictures = (['light', 'dark'] as const).map((theme) => parsed(drawPicture(graph, check(graph), theme)));
    for (const svg of pictures) {
      expect(textsOf(svg)).toEqual(expect.arrayContaining(graph.nodes.map(({ name }) => name)));
      expect(svg.querySelectorAll('path[stroke-width="1.5"]')).toHaveLength(graph.edges.length);
    }
    expect(pictures[0]?.outerHTML).not.toBe(pictures[1]?.outerHTML);
  });

  test.each(templates)('$id is as large as what stands in it', ({ project: { graph } }) => {
    const svg = parsed(drawPicture(graph, check(graph), 'light'));
    const [left = 0, top = 0, width = 0, height = 0] = (svg.getAttribute('viewBox') ?? '').split(' ').map(Number);
    for (const box of placeBoxes(graph, () => 3).values()) {
      expect(box.x).toBeGreaterThanOrEqual(left);
      expect(box.y).toBeGreaterThanOrEqual(top);
      expect(box.x + box.width).toBeLessThanOrEqual(left + width);
      expect(box.y).toBeLessThanOrEqual(top + height);
    }
  });

  it('shows what each wire carries and how much each layer learns, where they are known', () => {
    const graph = chain([
      { type: 'lstm', params: { units: 64 } },
      { type: 'dense', params: { units: 1 } },
    ]);
    const known = textsOf(parsed(drawPicture(graph, check(graph, { data }), 'light')));
    expect(known).toEqual(expect.arrayContaining(['10 × 3', '64', '1', '17,408 parameters', '65 parameters']));
    const unknown = textsOf(parsed(drawPicture(graph, check(graph), 'light')));
    expect(unknown).not.toContain('10 × 3');
    expect(unknown).not.toContain('17,408 parameters');
  });

  it('labels what leaves a port once, however many wires take it', () => {
    const graph = chain([{ type: 'lstm', params: { units: 7, returnSequences: true } }, { type: 'attention' }]);
    expect(graph.edges.filter(({ from }) => from.node === 'lstm-2')).toHaveLength(2);
    const spread = { ...graph, nodes: graph.nodes.map((node, column) => ({ ...node, position: { x: column * 280, y: 0 } })) };
    const words = textsOf(parsed(drawPicture(spread, check(spread, { data }), 'light')));
    // One of the sequence that both take, one of the context behind the attention.
    expect(words.filter((text) => text === '10 × 7')).toHaveLength(2);
  });

  it('leads a wire that runs back below the cards it comes from and above the one it ends at', () => {
    const graph = chain([{ type: 'lstm' }, { type: 'dense' }]);
    const places = [
      { x: 0, y: 0 },
      { x: 280, y: 0 },
      { x: 0, y: 300 },
      { x: 280, y: 300 },
    ];
    const rows = { ...graph, nodes: graph.nodes.map((node, i) => ({ ...node, position: places[i] ?? { x: 0, y: 0 } })) };
    const boxes = placeBoxes(rows, () => 2);
    const back = placeWires(rows, boxes).find(({ edge }) => edge.from.node === 'lstm-2');
    const lstm = boxes.get('lstm-2');
    expect(back?.middle.y).toBeGreaterThan((lstm?.y ?? 0) + (lstm?.height ?? 0));
    expect(back?.middle.y).toBeLessThan(300);
  });

  it('of an empty canvas is an empty picture', () => {
    expect(parsed(drawPicture({ nodes: [], edges: [] }, check({ nodes: [], edges: [] }), 'light')).querySelectorAll('text')).toHaveLength(
      0,
    );
  });

  it('takes names as they are, whatever they hold', () => {
    const graph = chain([{ type: 'lstm' }]);
    const odd = { ...graph, nodes: graph.nodes.map((node) => (node.type === 'lstm' ? { ...node, name: 'a < b & "c"' } : node)) };
    expect(textsOf(parsed(drawPicture(odd, check(odd), 'light')))).toContain('a < b & "c"');
  });
});
