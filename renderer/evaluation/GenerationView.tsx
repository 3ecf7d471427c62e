import { SegmentedControl, Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { RunSummary } from '../../engine/api';
import { generationSettings } from '../../engine/api';
import { type Project, sourceOf } from '../../engine/project';
import { NumberField } from '../fields';
import { report } from '../notices';
import { latest, runsPath, useData, useDocument } from '../store';
import { startGeneration } from './generation';
import classes from './generation.module.css';
import { Written } from './Written';
import { firstWishes, settingsOf, setWishes, useWishes, type Wishes } from './wishes';

interface GenerationViewProps {
  readonly run: RunSummary;
  readonly trained: Project;
}

/** The button that submits it stands beside the text. */
const FORM = 'generation-settings';

/** The model goes on with a text: how it shall, and what it writes. */
export function GenerationView({ run, trained }: GenerationViewProps) {
  const wishes = useWished(run, trained);
  const projectPath = useDocument(({ document }) => (document ? runsPath(document) : undefined));
  const set = (change: Partial<Wishes>) => setWishes(run.run, { ...wishes, ...change });
  const start = () => {
    if (projectPath !== undefined) startGeneration({ projectPath, run: run.run, settings: settingsOf(wishes) }).catch(report);
  };
  const unit = trained.data.is === 'characters' ? 'characters' : 'words';
  return (
    <div className={classes.view}>
      <form
        id={FORM}
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
      </form>
      <Written run={run} unit={unit} form={FORM} blocked={wishes.seedText.trim() === ''} />
    </div>
  );
}

/** What was wished for this run, or a start that its model knows. */
function useWished(run: RunSummary, trained: Project): Wishes {
  const wished = useWishes(({ byRun }) => byRun.get(run.run));
  const profile = useData(({ profile: loaded }) => latest(loaded));
  const source = sourceOf(trained.data);
  const inline = source?.is === 'inline' ? source.text : undefined;
  const head = inline ?? (profile?.is === 'text' ? profile.head : '');
  const [first, setFirst] = useState(() => firstWishes(trained, head));
  useEffect(() => setFirst(firstWishes(trained, head)), [trained, head]);
  return wished ?? first;
}
