import { EXTENSION } from '../../engine/project';

/** `• hamlet – Unroll` for unsaved work; the dot stands in front, where a taskbar does not cut it off. */
export function titleOf({ title, dirty }: { title: string; dirty: boolean }, program: string): string {
  const name = title === program ? program : `${title} – ${program}`;
  return dirty ? `• ${name}` : name;
}

/** `hamlet` → `hamlet.unroll.json`, whatever of it was typed. */
export function withExtension(path: string): string {
  return path.endsWith(EXTENSION) ? path : `${path.replace(/(\.unroll)?(\.json)?$/, '')}${EXTENSION}`;
}
