import { resolve } from 'node:path';
import type { ExportFormat } from '../api';
import { EXIT, type ExitCode } from './exit';
import { findRun } from './runFolder';
import { orInterrupted, type Session } from './session';

// What a trained run is good for. `file` must be a project, but the run itself knows the exact one it was trained with.

interface OnRun {
  readonly file: string;
  /** The run's folder. */
  readonly run: string;
  readonly json: boolean;
}

/** Prints predictions as CSV, or as one JSON object a line. */
export async function predict(session: Session, { file, run, data, json }: OnRun & { data: string | undefined }): Promise<ExitCode> {
  await session.engine.call('project.open', { path: resolve(file) });
  const { columns, rows, dataChanged } = await orInterrupted(
    session,
    session.engine.job('predict', { ...(await findRun(run)), data: data === undefined ? null : resolve(data) }).result,
  );
  if (dataChanged) session.remark('the data have changed since this run was trained');
  if (!json) session.print(['at', ...columns].map(csvField).join(','));
  for (const { at, values } of rows) {
    if (json) session.print(JSON.stringify({ at, ...Object.fromEntries(columns.map((column, index) => [column, values[index] ?? null])) }));
    else session.print([csvField(at), ...values.map(csvNumber)].join(','));
  }
  return EXIT.done;
}

/** To the digits a 32-bit float holds; empty for one that is not finite. */
function csvNumber(value: number | null): string {
  return value === null ? '' : String(Number(value.toPrecision(7)));
}

/** As RFC 4180 has it. */
function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

export interface GenerateOptions extends OnRun {
  readonly seedText: string;
  /** Words or characters. */
  readonly length: number;
  readonly temperature: number;
  readonly topK: number | undefined;
  readonly seed: number | undefined;
}

/** Prints the text as it comes: the seed text, then what the model adds. */
export async function generate(session: Session, options: GenerateOptions): Promise<ExitCode> {
  const { engine } = session;
  const { project } = await engine.call('project.open', { path: resolve(options.file) });
  const { seedText, length, temperature, topK = null, seed = project.seed } = options;
  const line = (event: object) => session.print(JSON.stringify(event));
  let isBegun = false;
  const request = { ...(await findRun(options.run)), settings: { seedText, length, temperature, topK, seed } };
  const job = engine.job('generate', request, (_, { text }) => {
    // A start that the model cannot go on from prints nothing.
    if (!isBegun && !options.json) session.write(seedText);
    isBegun = true;
    if (options.json) line({ event: 'text', text });
    else session.write(text);
  });
  const { tokens, seconds, note } = await orInterrupted(session, job.result);
  if (options.json) line({ event: 'ended', tokens, seconds, note });
  else session.print('');
  if (note !== null && !options.json) session.remark(note);
  return EXIT.done;
}

/** Exports a run and says what was written and how far it is from the model. */
export async function exportRun(
  session: Session,
  { file, run, format, out, json }: OnRun & { format: ExportFormat; out: string },
): Promise<ExitCode> {
  await session.engine.call('project.open', { path: resolve(file) });
  const folder = resolve(out);
  const exported = await orInterrupted(session, session.engine.job('export', { ...(await findRun(run)), format, folder }).result);
  if (json) {
    session.print(JSON.stringify({ folder, ...exported }));
    return EXIT.done;
  }
  for (const { name, bytes } of exported.files) session.print(`${name}  ${bytes.toLocaleString('en')} bytes`);
  session.print(folder);
  session.remark(
    `read back and compared over ${exported.samples} samples: largest difference ${exported.largestDifference.toExponential(1)}`,
  );
  for (const note of exported.notes) session.remark(note);
  return EXIT.done;
}
