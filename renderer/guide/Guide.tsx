import { Modal } from '@mantine/core';
import text from '../../docs/guide.md?raw';
import classes from './Guide.module.css';
import { type Block, readBlocks, readRuns } from './markdown';
import { closeGuide, useGuide } from './openGuide';

const pictures = import.meta.glob<string>('../../docs/pictures/*.png', { eager: true, query: '?url', import: 'default' });

/** docs/guide.md in the window. */
export function Guide() {
  const open = useGuide((state) => state.open);
  return (
    <Modal opened={open} onClose={closeGuide} title="Guide" size={860} closeButtonProps={{ 'aria-label': 'Close' }}>
      {open && <Pages />}
    </Modal>
  );
}

function Pages() {
  // The dialog's own title says the first heading already.
  const [, ...blocks] = readBlocks(text);
  return (
    <article className={classes.guide}>
      {blocks.map((block, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the text does not change
        <Drawn key={i} block={block} />
      ))}
    </article>
  );
}

function Drawn({ block }: { block: Block }) {
  switch (block.is) {
    case 'heading':
      return block.level === 2 ? <h3>{block.text}</h3> : <h4>{block.text}</h4>;
    case 'paragraph':
      return (
        <p>
          <Runs text={block.text} />
        </p>
      );
    case 'picture':
      return <img src={pictures[`../../docs/${block.file}`]} alt={block.text} width={1280} height={800} loading="lazy" />;
    case 'list':
      return (
        <ul>
          {block.items.map((item) => (
            <li key={item}>
              <Runs text={item} />
            </li>
          ))}
        </ul>
      );
    case 'table':
      return (
        <table>
          <thead>
            <tr>
              {block.head.map((cell) => (
                <th key={cell} scope="col">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row) => (
              <tr key={row.join()}>
                {row.map((cell) => (
                  <td key={cell}>
                    <Runs text={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
  }
}

function Runs({ text: given }: { text: string }) {
  return readRuns(given).map(({ is, text: run }, i) => {
    const key = `${i} ${run}`;
    if (is === 'strong') return <strong key={key}>{run}</strong>;
    if (is === 'emphasis') return <em key={key}>{run}</em>;
    return is === 'code' ? <code key={key}>{run}</code> : run;
  });
}
