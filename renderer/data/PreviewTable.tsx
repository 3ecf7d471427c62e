import { VisuallyHidden } from '@mantine/core';
import type { TableProfile } from '../../engine/api';
import { formatCount } from '../charts';
import classes from './data.module.css';

const MOST_COLUMNS = 50;

/** The first rows as they stand in the file. */
export function PreviewTable({ profile }: { profile: TableProfile }) {
  const columns = profile.columns.slice(0, MOST_COLUMNS);
  return (
    <>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">
              <VisuallyHidden>Row</VisuallyHidden>
            </th>
            {columns.map(({ name, type }) => (
              <th key={name} scope="col" data-numeric={type === 'number' || undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {profile.preview.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its number
            <tr key={index}>
              <th scope="row" className={classes.quiet}>
                {index + 1}
              </th>
              {columns.map(({ name, type }, column) => (
                <td key={name} data-numeric={type === 'number' || undefined}>
                  {row[column] ?? <span className={classes.gap}>missing</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {profile.columns.length > columns.length && (
        <p className={classes.more}>{formatCount(profile.columns.length - columns.length)} more columns.</p>
      )}
    </>
  );
}

/** Lines the reader could not take, each with why. */
export function RejectedLines({ profile }: { profile: TableProfile }) {
  return (
    <>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col" data-numeric>
              Line
            </th>
            <th scope="col">Column</th>
            <th scope="col">Why</th>
            <th scope="col">Text</th>
          </tr>
        </thead>
        <tbody>
          {profile.rejects.map(({ line, column, reason, text }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one line can be rejected for several reasons
            <tr key={index}>
              <th scope="row" data-numeric>
                {formatCount(line)}
              </th>
              <td>{column ?? ''}</td>
              <td>{reason}</td>
              <td className={classes.raw}>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {profile.rejected > profile.rejects.length && (
        <p className={classes.more}>{formatCount(profile.rejected - profile.rejects.length)} more lines.</p>
      )}
    </>
  );
}
