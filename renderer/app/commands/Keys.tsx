import { isMac } from '../../store';
import classes from './commands.module.css';
import { formatShortcut, type Shortcut } from './shortcut';

/** A shortcut as keys, such as in a field or on the sheet. */
export function Keys({ shortcut }: { shortcut: Shortcut }) {
  const text = formatShortcut(shortcut, isMac);
  return <kbd className={classes.keys}>{isMac ? text : text.replace(/\+(?=.)/g, ' ')}</kbd>;
}
