import { dirname } from 'node:path';

/** Why the system would not write at `path`, as the end of a sentence; undefined for what is no answer of the system. */
export function failureOf(error: unknown, path: string): string | undefined {
  const { code } = error as NodeJS.ErrnoException;
  const folder = dirname(path);
  switch (code) {
    case undefined:
      return undefined;
    case 'EACCES':
    case 'EPERM':
      return `you may not write in ${folder}`;
    case 'EROFS':
      return `${folder} can only be read`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `there is no room left on the disk of ${folder}`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `${folder} is no folder`;
    case 'ENOENT':
      return `${folder} is not there, or is a link that leads nowhere`;
    case 'EISDIR':
    case 'ENOTEMPTY':
      return `${path} is a folder`;
    case 'ENAMETOOLONG':
      return 'its name is too long';
    case 'EIO':
      return `the disk of ${folder} does not answer as it should (EIO)`;
    default:
      return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? `${folder} cannot be written (${code})` : undefined;
  }
}
