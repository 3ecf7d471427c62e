import { EXTENSION, type Project, sourceOf, withSource } from '../../engine/project';

/** Paths as the engine's machine writes them: with `/`, or with `\` and a drive on Windows. */

/** The folder a file stands in, without a separator at its end. */
export function folderOf(path: string): string {
  const end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return end <= 0 ? path.slice(0, end + 1) : path.slice(0, end);
}

/** `/home/a/town-load.unroll.json` → `town-load.unroll.json`. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** The name a project is shown by: its file's name without its extension. */
export function projectName(path: string): string {
  const name = fileName(path);
  return name.toLowerCase().endsWith(EXTENSION) ? name.slice(0, -EXTENSION.length) : name.replace(/\.json$/i, '');
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || path.startsWith('\\\\') || /^[a-z]:[\\/]/i.test(path);
}

function join(folder: string, path: string): string {
  const separator = folder.includes('\\') ? '\\' : '/';
  return folder.endsWith(separator) ? folder + path : folder + separator + path;
}

/** The path of a data file as a project in `folder` keeps it: relative where it stands below that folder. */
export function relativeWithin(folder: string, path: string): string {
  const start = folder.endsWith('/') || folder.endsWith('\\') ? folder : folder + (folder.includes('\\') ? '\\' : '/');
  return path.startsWith(start) ? path.slice(start.length) : path;
}

/** A project whose file moves from one folder to another and must find the same data file there; null: it has no folder yet. */
export function rebaseSource(project: Project, from: string | null, to: string): Project {
  const { data } = project;
  const source = sourceOf(data);
  if (source?.is !== 'file') return project;
  const { path } = source;
  const absolute = isAbsolute(path) || from === null ? path : join(from, path);
  const rebased = relativeWithin(to, absolute);
  return rebased === path ? project : { ...project, data: withSource(data, { is: 'file', path: rebased }) };
}
