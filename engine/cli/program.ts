import { Command, CommanderError, Option } from 'commander';
import { EXPORT_FORMATS, type ExportFormat, Refusal } from '../api';
import { VERSIONS } from '../host/versions';
import { EXIT, type ExitCode, Interrupted } from './exit';
import { numberFrom, wholeNumber } from './numbers';
import { exportRun, generate, predict } from './results';
import { listRuns } from './runs';
import type { Session } from './session';
import { printSummary } from './summary';
import { listTemplates } from './templates';
import { type TrainOptions, train } from './train';
import { barReport, jsonReport, lineReport } from './trainingReport';

/** What the command line needs from the process it runs in. */
export interface Surroundings {
  /** Runs a command with an engine of its own. */
  readonly withEngine: (work: (session: Session) => Promise<ExitCode>) => Promise<ExitCode>;
  /** Serves the program to browsers, until it is ended. */
  readonly serve: (options: { port: number | undefined; folder: string | undefined }) => Promise<ExitCode>;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
  /** Whether a person watches standard error. */
  readonly isWatched: boolean;
  /** Settles after that time; an end of the program does not wait for it. */
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** Runs one command. `args`: what stands behind `npm start --`. */
export async function runCommandLine(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  const program = describeCommands(surroundings, (ended) => {
    code = ended;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    return explain(error, surroundings);
  }
}

function explain(error: unknown, { complain }: Surroundings): ExitCode {
  if (error instanceof Interrupted) return EXIT.interrupted;
  if (error instanceof CommanderError) {
    // Help and version were asked for, and given.
    if (error.exitCode === 0) return EXIT.done;
    // Commander's own text for "no command" is its help, which belongs to --help.
    if (error.code === 'commander.help') complain('Say what to do: --help lists the commands.');
    else complain(sentence(error.message.replace(/^error: /, '')));
    return EXIT.refused;
  }
  complain(error instanceof Error ? error.message : String(error));
  return error instanceof Refusal ? EXIT.refused : EXIT.failed;
}

/** `unknown option '--x'` → `Unknown option '--x'.` */
function sentence(text: string): string {
  const line = text.trim().replace(/\s*\n\s*/g, ' ');
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}${/[.?!)]$/.test(line) ? '' : '.'}`;
}

function describeCommands(surroundings: Surroundings, end: (code: ExitCode) => void): Command {
  const { withEngine, serve, print, isWatched, wait } = surroundings;
  const run = async (work: (session: Session) => Promise<ExitCode>) => end(await withEngine(work));

  const program = new Command('unroll')
    .description('Recurrent networks, drawn in the window, trained from here.')
    .version(`Unroll ${VERSIONS.unroll}, TensorFlow ${VERSIONS.tensorflow}`)
    .exitOverride()
    .configureOutput({ writeOut: print, writeErr: () => undefined })
    .showSuggestionAfterError();
  const command = (usage: string, description: string) =>
    program.command(usage).description(description).exitOverride().allowExcessArguments(false);
  const json = () => new Option('--json', 'print one JSON object a line').default(false);
  const ofRun = () => new Option('--run <folder>', 'folder of the run').makeOptionMandatory();

  command('train <file>', 'train a project')
    .option('--epochs <number>', 'epochs, instead of those of the project', wholeNumber(1, 1_000_000))
    .option('--seed <number>', 'seed, instead of that of the project', wholeNumber(0, 2 ** 31 - 1))
    .option('--out <folder>', 'where the folder of the run goes; else beside the project')
    .option('--resume <run>', 'go on with a run: its word, its name or its folder')
    .option('--changed-data', 'go on although the data have changed since', false)
    .addOption(json())
    .action((file: string, { json, ...options }: Omit<TrainOptions, 'file'> & { json: boolean }) => {
      if (options.resume !== undefined && options.seed !== undefined) {
        throw new Refusal('A run that is resumed keeps its own seed: leave --seed away, or train anew without --resume.');
      }
      if (options.changedData && options.resume === undefined) {
        throw new Refusal('--changed-data says that a run may go on with data that have changed: it goes with --resume only.');
      }
      return run((session) => {
        const report = json ? jsonReport(session) : isWatched ? barReport(session) : lineReport(session);
        return train(session, { ...options, file }, { report, wait });
      });
    });

  command('runs <file>', 'list the runs of a project, newest first')
    .option('--out <folder>', 'where the folders of the runs are; else beside the project')
    .addOption(json())
    .action((file: string, options: { out?: string; json: boolean }) =>
      run((session) => listRuns(session, { file, out: options.out, json: options.json })),
    );

  command('summary <file>', 'list the layers of a project, their shapes and parameters')
    .option('--svg <file>', 'draw the graph into a file')
    .option('--dark', 'draw it on dark', false)
    .addOption(json())
    .action((file: string, options: { json: boolean; svg?: string; dark: boolean }) =>
      run((session) => printSummary(session, { svg: undefined, ...options, file })),
    );

  command('predict <file>', 'predict with a trained run, as CSV')
    .addOption(ofRun())
    .option('--data <file>', 'rows to predict from; else the test part of the run’s own data')
    .addOption(json())
    .action((file: string, options: { run: string; data?: string; json: boolean }) =>
      run((session) => predict(session, { file, data: options.data, run: options.run, json: options.json })),
    );

  command('generate <file>', 'write text with a trained run')
    .addOption(ofRun())
    .requiredOption('--seed-text <text>', 'what the text goes on from')
    .requiredOption('--length <number>', 'words or characters to add', wholeNumber(1, 100_000))
    .option('--temperature <number>', '0 takes the likeliest one each time', numberFrom(0, 10), 0)
    .option('--top-k <number>', 'draw from the likeliest ones only', wholeNumber(1, 1_000_000))
    .option('--seed <number>', 'seed of the draws; else that of the project', wholeNumber(0, 2 ** 31 - 1))
    .addOption(json())
    .action(
      (
        file: string,
        options: { run: string; seedText: string; length: number; temperature: number; topK?: number; seed?: number; json: boolean },
      ) => run((session) => generate(session, { topK: undefined, seed: undefined, ...options, file })),
    );

  command('export <file>', 'export a trained run for other programs')
    .addOption(ofRun())
    .addOption(new Option('--format <name>', 'file format').choices([...EXPORT_FORMATS]).makeOptionMandatory())
    .requiredOption('--out <folder>', 'where the files go')
    .addOption(json())
    .action((file: string, options: { run: string; format: ExportFormat; out: string; json: boolean }) =>
      run((session) => exportRun(session, { file, ...options })),
    );

  command('templates', 'list the projects that come with the program')
    .addOption(json())
    .action((options: { json: boolean }) => run((session) => listTemplates(session, options)));

  command('serve', 'serve the program to a browser on this machine')
    .option('--port <number>', 'port; else a free one', wholeNumber(0, 65_535))
    .option('--folder <folder>', 'folder that the browser can reach; else Unroll in your home folder')
    .action(async (options: { port?: number; folder?: string }) => end(await serve({ port: options.port, folder: options.folder })));

  return program;
}
