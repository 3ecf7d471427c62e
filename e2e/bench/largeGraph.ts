import { readFile, writeFile } from 'node:fs/promises';
import { copyTemplate } from '../files';

/** Layers in a column of the large network. */
const ROWS = 20;

export const nameOf = (column: number, row: number) => `n${column}-${row}`;

/** Writes a project of 500 layers and 1,008 wires: columns of Dense and of Add, each wired to the column before. → its path. */
export async function writeLargeProject(folder: string, { columns = 25 }: { columns?: number } = {}): Promise<string> {
  const path = await copyTemplate('word-language-model', folder, 'large');
  const project = JSON.parse(await readFile(path, 'utf8'));
  const params = { dense: project.graph.nodes.find((node: { type: string }) => node.type === 'dense').params, add: {} };
  const nodes: object[] = [];
  const edges: object[] = [];
  for (let column = 0; column < columns; column++) {
    const type = column % 2 === 0 ? 'dense' : 'add';
    for (let row = 0; row < ROWS; row++) {
      const id = nameOf(column, row);
      nodes.push({ id, type, name: id, params: params[type], position: { x: column * 300, y: row * 240 } });
      if (column === 0) continue;
      // 1 wire into each Dense; 3 into each Add, from its own row and others, and 4 into some.
      const rows = type === 'dense' ? [row] : [row, row + 1, row + 7, ...(row < 4 ? [row + 3] : [])];
      rows.forEach((from, i) => {
        edges.push({
          from: { node: nameOf(column - 1, from % ROWS), port: 'output' },
          to: { node: id, port: type === 'dense' ? 'input' : `inputs:${i}` },
        });
      });
    }
  }
  await writeFile(path, JSON.stringify({ ...project, graph: { nodes, edges } }));
  return path;
}
