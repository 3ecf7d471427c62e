import { resolve } from 'node:path';
import { Refusal } from '../api';
import { check } from '../check';
import { writeFileAtomic } from '../project/atomicFile';
import { drawPicture, summarise, writeSummary } from '../summary';
import { EXIT, type ExitCode } from './exit';
import type { Session } from './session';

interface SummaryOptions {
  readonly file: string;
  readonly json: boolean;
  /** Where a picture of the graph goes. */
  readonly svg: string | undefined;
  readonly dark: boolean;
}

/** Prints the layers of a project with their shapes and parameters, and what keeps it from being trained; draws its graph. */
export async function printSummary(session: Session, { file, json, svg, dark }: SummaryOptions): Promise<ExitCode> {
  const { project } = await session.engine.call('project.open', { path: resolve(file) });
  const { memoryLimit } = await session.engine.call('engine.describe', {});
  const prepared =
    project.data.is === 'none'
      ? undefined
      : await session.engine.job('prepare', { recipe: project.data, projectPath: resolve(file), from: 0, show: 0 }).result;
  const checked = check(project.graph, { data: prepared?.spec, batchSize: project.training.batchSize, memoryLimit });
  const summary = summarise(project.graph, checked);
  const samples = prepared?.samples;
  if (json) {
    const { rows, ...totals } = summary;
    const layers = rows.map(({ name, type, shapes, parameters, trainable, wiredTo }) => ({
      name,
      type,
      shapes,
      parameters,
      trainable,
      wiredTo,
    }));
    const problems = checked.problems.map(({ severity, text }) => ({ severity, text }));
    session.print(JSON.stringify({ layers, ...totals, samples, problems }));
  } else {
    session.print(writeSummary(summary));
    if (samples) session.print(`Samples: ${samples.train} to train, ${samples.validation} to validate, ${samples.test} to test`);
    for (const { severity, text } of checked.problems) session.remark(`${severity}: ${text}`);
  }
  if (svg !== undefined) await write(resolve(svg), drawPicture(project.graph, checked, dark ? 'dark' : 'light'));
  return checked.problems.some(({ severity }) => severity === 'error') ? EXIT.refused : EXIT.done;
}

async function write(path: string, picture: string): Promise<void> {
  try {
    await writeFileAtomic(path, picture);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Refusal(`The picture could not be written to ${path} (${code ?? message}): choose another place.`);
  }
}
