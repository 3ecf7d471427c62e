/** The guide's own Markdown as blocks: headings, paragraphs, lists, tables and pictures, which is all it is written in. */

export type Block =
  | { readonly is: 'heading'; readonly level: number; readonly text: string }
  | { readonly is: 'paragraph'; readonly text: string }
  | { readonly is: 'list'; readonly items: readonly string[] }
  | { readonly is: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly is: 'picture'; readonly file: string; readonly text: string };

export function readBlocks(markdown: string): readonly Block[] {
  return markdown
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map(readBlock);
}

function readBlock(block: string): Block {
  const heading = /^(#+) (.*)$/.exec(block);
  if (heading) return { is: 'heading', level: heading[1]?.length ?? 1, text: heading[2] ?? '' };
  const picture = /^!\[([^\]]*)\]\(([^)]+)\)$/.exec(block);
  if (picture) return { is: 'picture', text: picture[1] ?? '', file: picture[2] ?? '' };
  if (block.startsWith('- ')) return { is: 'list', items: block.slice(2).split(/\n- /).map(unwrapped) };
  if (block.startsWith('|')) {
    const [head = [], , ...rows] = block.split('\n').map(cells);
    return { is: 'table', head, rows };
  }
  return { is: 'paragraph', text: unwrapped(block) };
}

/** Lines are broken in the file wherever it was wide enough. */
function unwrapped(text: string): string {
  return text.replace(/\n\s*/g, ' ');
}

function cells(line: string): readonly string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

export interface Run {
  readonly is: 'plain' | 'strong' | 'emphasis' | 'code';
  readonly text: string;
}

/** A text in runs: plain, **strong**, *emphasis* and `code`. */
export function readRuns(text: string): readonly Run[] {
  return text.split(/(\*\*[^*]+\*\*|\*[^*]+\*|`[^`]+`)/).flatMap((part): Run[] => {
    if (part === '') return [];
    if (part.startsWith('**')) return [{ is: 'strong', text: part.slice(2, -2) }];
    if (part.startsWith('*')) return [{ is: 'emphasis', text: part.slice(1, -1) }];
    return part.startsWith('`') ? [{ is: 'code', text: part.slice(1, -1) }] : [{ is: 'plain', text: part }];
  });
}
