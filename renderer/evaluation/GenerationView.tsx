import { Button, CopyButton, SegmentedControl, Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { RunSummary } from '../../engine/api';
import { generationSettings } from '../../engine/api';
import type { Project } from '../../engine/project';
import { formatCount, formatPercent, formatValue } from '../charts';
import { NumberField } from '../fields';
import { Icon } from '../icons';
import { report } from '../notices';
import { Message } from '../panel';
import { latest, runsPath, useData, useDocument } from '../store';
import { type Candidates, startGeneration, stopGeneration, useGeneration, watchGeneration } from './generation';
import classes from './generation.module.css';
import { firstWishes, settingsOf, setWishes, useWishes, type Wishes } from './wishes';

interface GenerationViewProps {
  readonly run: RunSummary;
  readonly trained: Project;
}

/** The model goes on with a text: how it shall, and what it writes. */
export function GenerationView({ run, trained }: GenerationViewProps) {
  const wishes = useWished(run, trained);
  const projectPath = useDocument(({ document }) => (document ? runsPath(document) : undefined));
  const running = useGeneration(({ shown }) => shown?.state === 'running');
  useEffect(watchGeneration, []);
  const set = (change: Partial<Wishes>) => setWishes(run.run, { ...wishes, ...change });
  const start = () => {
    if (projectPath !== undefined) startGeneration({ projectPath, run: run.run, settings: settingsOf(wishes) }).catch(report);
  };
  const unit = trained.data.is === 'characters' ? 'characters' : 'words';
  return (
    <div className={classes.view}>
      <form
        className={classes.form}
        aria-label="Generation"
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <Textarea
          label="Seed text"
          className={classes.seedText}
          value={wishes.seedText}
          onChange={(event) => set({ seedText: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            event.stopPropagation();
            start();
          }}
        />
        <NumberField
          label={unit === 'words' ? 'Words' : 'Characters'}
          help="How many the model adds."
          value={wishes.length}
          schema={generationSettings.shape.length}
          step={unit === 'words' ? 5 : 50}
          onChange={(length) => set({ length })}
        />
        <SegmentedControl
          aria-label="How the next one is chosen"
          fullWidth
          value={wishes.way}
          onChange={(way) => set({ way: way === 'greedy' || way === 'topK' ? way : 'temperature' })}
          data={[
            { value: 'greedy', label: 'Greedy' },
            { value: 'temperature', label: 'Temperature' },
            { value: 'topK', label: 'Top k' },
          ]}
        />
        {wishes.way === 'greedy' ? (
          <p className={classes.help}>Always the likeliest one: the same text each time.</p>
        ) : (
          <>
            {wishes.way === 'topK' && (
              <NumberField
                label="Of the likeliest"
                help="Draws from this many of the likeliest only."
                value={wishes.topK}
                schema={generationSettings.shape.topK.unwrap()}
                step={1}
                onChange={(topK) => set({ topK })}
              />
            )}
            <NumberField
              label="Temperature"
              help="Below 1 bolder about the likeliest, above 1 more adventurous."
              value={wishes.temperature}
              schema={generationSettings.shape.temperature.gt(0)}
              step={0.1}
              onChange={(temperature) => set({ temperature })}
            />
            <NumberField
              label="Seed"
              help="Start of the draw: the same seed writes the same text."
              value={wishes.seed}
              schema={generationSettings.shape.seed}
              step={1}
              onChange={(seed) => set({ seed })}
            />
          </>
        )}
        <div className={classes.actions}>
          {running ? (
            <Button leftSection={<Icon name="stop" />} onClick={() => stopGeneration().catch(report)}>
              Stop
            </Button>
          ) : (
            <Button type="submit" variant="filled" leftSection={<Icon name="play" />} disabled={wishes.seedText.trim() === ''}>
              Generate
            </Button>
          )}
        </div>
      </form>
      <Written run={run} unit={unit} />
    </div>
  );
}

/** What was wished for this run, or a start that its model knows. */
function useWished(run: RunSummary, trained: Project): Wishes {
  const wished = useWishes(({ byRun }) => byRun.get(run.run));
  const profile = useData(({ profile: loaded }) => latest(loaded));
  const inline = trained.data.is !== 'none' && trained.data.source.is === 'inline' ? trained.data.source.text : undefined;
  const head = inline ?? (profile?.is === 'text' ? profile.head : '');
  const [first, setFirst] = useState(() => firstWishes(trained, head));
  useEffect(() => setFirst(firstWishes(trained, head)), [trained, head]);
  return wished ?? first;
}

function Written({ run, unit }: { run: RunSummary; unit: string }) {
  const shown = useGeneration((state) => state.shown);
  if (!shown || shown.run !== run.run) {
    return (
      <section className={classes.written} aria-label="Generated text">
        <p className={classes.waiting}>
          What the model writes appears here, the generated part marked, with the likeliest next {unit} beside it.
        </p>
      </section>
    );
  }
  const { seedText, text, candidates, state, note, tokens, seconds } = shown;
  return (
    <>
      <section className={classes.written} aria-label="Generated text" aria-busy={state === 'running'}>
        <div className={classes.writtenHead}>
          <h3>Text</h3>
          <span>
            {state === 'running'
              ? 'Writing'
              : state === 'ended'
                ? `${formatCount(tokens)} ${unit}${seconds !== null && seconds > 0 ? ` in ${formatValue(seconds, 2)} s` : ''}`
                : 'Not finished'}
          </span>
          <CopyButton value={seedText + text}>
            {({ copied, copy }) => (
              <Button
                variant="subtle"
                color="gray"
                leftSection={<Icon name={copied ? 'check' : 'copy'} />}
                onClick={copy}
                disabled={text === ''}
              >
                {copied ? 'Copied' : 'Copy'}
              </Button>
            )}
          </CopyButton>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reached by keyboard */}
        <section className={classes.text} tabIndex={0} aria-label="Text">
          {seedText}
          <mark>{text}</mark>
          {state === 'running' && <span className={classes.caret} aria-hidden="true" />}
        </section>
        {note !== null && <Message tone={state === 'failed' ? 'error' : 'info'}>{note}</Message>}
      </section>
      <NextOnes candidates={candidates} />
    </>
  );
}

/** The likeliest next ones at the place the text has come to. */
function NextOnes({ candidates }: { candidates: Candidates }) {
  return (
    <section className={classes.next} aria-labelledby="candidates-title">
      <h3 id="candidates-title">Likeliest at the last place</h3>
      <ol>
        {candidates.map(({ token, probability }) => (
          <li key={token}>
            <span className={classes.token}>{token === '' ? '(none)' : token.replaceAll(' ', '␣').replaceAll('\n', '↵')}</span>
            <span className={classes.probability} aria-hidden="true">
              <span style={{ width: `${probability * 100}%` }} />
            </span>
            <span>{formatPercent(probability, probability < 0.1 ? 1 : 0)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
