import { Checkbox, TextInput, Tooltip, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import type { ColumnProfile, TableProfile } from '../../engine/api';
import type { TableRecipe } from '../../engine/project';
import { formatCount, formatValue, Sparkline } from '../charts';
import { Icon } from '../icons';
import { hasRole, type Role, roleBlocked, toggleRole } from './columnRoles';
import classes from './data.module.css';
import { setTable } from './recipeEdits';

/** More columns than this are found by name. */
const SEARCHED = 12;
/** Rows a window can draw without being slow. */
const MOST_SHOWN = 200;

/** Every column with what it holds and what it is for. */
export function ColumnsTable({ recipe, profile }: { recipe: TableRecipe; profile: TableProfile }) {
  const [search, setSearch] = useState('');
  const order = profile.columns.map(({ name }) => name);
  const found = profile.columns.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()));
  const shown = found.slice(0, MOST_SHOWN);
  return (
    <>
      {profile.columns.length > SEARCHED && (
        <TextInput
          aria-label="Find a column"
          placeholder="Find a column"
          className={classes.search}
          leftSection={<Icon name="search" size={14} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Feature</th>
            <th scope="col">Target</th>
            <th scope="col">Column</th>
            <th scope="col">Type</th>
            <th scope="col">
              <VisuallyHidden>Picture</VisuallyHidden>
            </th>
            <th scope="col" data-numeric>
              Lowest
            </th>
            <th scope="col" data-numeric>
              Mean
            </th>
            <th scope="col" data-numeric>
              Highest
            </th>
            <th scope="col" data-numeric>
              Missing
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((column) => (
            <tr key={column.name}>
              <td>
                <RoleBox given="feature" {...{ recipe, column, order }} />
              </td>
              <td>
                <RoleBox given="target" {...{ recipe, column, order }} />
              </td>
              <th scope="row" title={column.name}>
                {column.name}
              </th>
              <td className={classes.quiet}>{TYPES[column.type]}</td>
              <td>{column.picture.length > 1 && <Sparkline values={column.picture} width={96} height={22} />}</td>
              <Statistics column={column} />
              <td data-numeric data-warn={column.missing > 0 || undefined}>
                {formatCount(column.missing)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.length > shown.length && (
        <p className={classes.more}>{formatCount(found.length - shown.length)} more columns: find them by name.</p>
      )}
    </>
  );
}

const TYPES: Readonly<Record<ColumnProfile['type'], string>> = { number: 'numbers', time: 'time', text: 'text', boolean: 'yes / no' };

function Statistics({ column: { numbers, span, distinct } }: { column: ColumnProfile }) {
  if (numbers) {
    return (
      <>
        <td data-numeric>{formatValue(numbers.min)}</td>
        <td data-numeric>{formatValue(numbers.mean)}</td>
        <td data-numeric>{formatValue(numbers.max)}</td>
      </>
    );
  }
  return (
    <td colSpan={3} className={classes.quiet} data-numeric>
      {span ? `${span.from.slice(0, 10)} to ${span.to.slice(0, 10)}` : `${formatCount(distinct)} different`}
    </td>
  );
}

interface RoleBoxProps {
  readonly given: Role;
  readonly recipe: TableRecipe;
  readonly column: ColumnProfile;
  readonly order: readonly string[];
}

function RoleBox({ given: role, recipe, column, order }: RoleBoxProps) {
  const blocked = roleBlocked(recipe, role, column);
  const { name } = column;
  return (
    <Tooltip label={blocked} disabled={blocked === undefined} events={{ hover: true, focus: true, touch: true }}>
      <span>
        <Checkbox
          aria-label={`${name} is a ${role}`}
          checked={hasRole(recipe, role, name)}
          classNames={{ input: classes.role }}
          // Not `disabled`: the pointer and the keyboard have to reach it to be told why.
          aria-disabled={blocked !== undefined}
          onChange={() => blocked === undefined && setTable(`Set ${role}s`, toggleRole(recipe, role, name, order))}
        />
      </span>
    </Tooltip>
  );
}
