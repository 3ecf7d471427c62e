import { findTemplates } from '../host/templates';
import { EXIT, type ExitCode } from './exit';
import { formatTable } from './format';
import type { Session } from './session';

/** Lists the projects that come with the program, with the files they stand in. */
export async function listTemplates({ engine, print }: Session, { json }: { json: boolean }): Promise<ExitCode> {
  const files = new Map((await findTemplates()).map(({ id, file }) => [id, file]));
  const rows = (await engine.call('templates.list', {})).map(({ id, project }) => ({
    id,
    title: project.about?.title ?? id,
    summary: project.about?.summary ?? '',
    file: files.get(id) ?? '',
  }));
  if (json) for (const row of rows) print(JSON.stringify(row));
  else print(formatTable(rows.map(({ title, file }) => [title, file])));
  return EXIT.done;
}
