import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Prepared } from '../../engine/api';
import { formatCount } from '../charts';
import { Icon } from '../icons';
import { Message } from '../panel';
import { visible } from '../start/dataDrawing';
import classes from './data.module.css';

/** Lines a window can draw without being slow. */
const MOST_SHOWN = 300;

/** Every word or character the network knows, with its index. */
export function Vocabulary({ prepared }: { prepared: Prepared }) {
  const [search, setSearch] = useState('');
  const { vocabulary, vocabularySize, unknown } = prepared;
  const wanted = search.trim().toLowerCase();
  const found = vocabulary.filter(({ token }) => token.toLowerCase().includes(wanted) || visible(token) === wanted);
  const shown = found.slice(0, MOST_SHOWN);
  const most = Math.max(1, ...vocabulary.map(({ count }) => count));
  return (
    <>
      {unknown > 0 && (
        <Message tone="warning">
          {formatCount(unknown)} {unknown === 1 ? 'word of the text is' : 'words of the text are'} too rare to be kept and became the
          unknown word.
        </Message>
      )}
      <TextInput
        aria-label="Find in the vocabulary"
        placeholder={`Find among ${formatCount(vocabularySize)}`}
        className={classes.search}
        leftSection={<Icon name="search" size={14} />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col" data-numeric className={classes.index}>
              Index
            </th>
            <th scope="col">Token</th>
            <th scope="col" data-numeric className={classes.times}>
              Times
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {shown.map(({ index, token, count }) => (
            <tr key={index}>
              <td data-numeric className={classes.quiet}>
                {index}
              </td>
              <th scope="row">{visible(token)}</th>
              <td data-numeric>{formatCount(count)}</td>
              <td className={classes.frequency} aria-hidden="true">
                <span style={{ width: `${(count / most) * 100}%` }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.length > shown.length && <p className={classes.more}>{formatCount(found.length - shown.length)} more: find them by name.</p>}
      {vocabularySize > vocabulary.length && <p className={classes.more}>The {formatCount(vocabulary.length)} most frequent are listed.</p>}
    </>
  );
}
