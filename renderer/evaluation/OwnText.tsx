import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Classified, RunSummary } from '../../engine/api';
import { formatPercent } from '../charts';
import { Message, sayFailure } from '../panel';
import { runsPath, useDocument } from '../store';
import { engine } from '../transport';
import classes from './labelled.module.css';

type Answer =
  | { readonly is: 'none' }
  | { readonly is: 'asking' }
  | { readonly is: 'ready'; readonly value: Classified }
  | { readonly is: 'failed'; readonly text: string };

/** Classes listed; the rest are unlikely. */
const MOST_SHOWN = 5;

/** A sentence of one's own, and what the model makes of it. */
export function OwnText({ run }: { run: RunSummary }) {
  const projectPath = useDocument(({ document }) => (document ? runsPath(document) : null));
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState<Answer>({ is: 'none' });
  const ask = async () => {
    if (projectPath === null || text.trim() === '') return;
    setAnswer({ is: 'asking' });
    try {
      setAnswer({ is: 'ready', value: await engine.call('classify.text', { projectPath, run: run.run, text }) });
    } catch (error) {
      setAnswer({ is: 'failed', text: sayFailure(error) });
    }
  };
  return (
    <form
      className={classes.own}
      aria-label="Your own text"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <Textarea
        label="Your own text"
        autosize
        minRows={2}
        maxRows={6}
        maxLength={100_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey) return;
          event.preventDefault();
          ask();
        }}
      />
      <Button type="submit" loading={answer.is === 'asking'} disabled={text.trim() === ''}>
        Classify
      </Button>
      {answer.is === 'failed' && <Message tone="error">{answer.text}</Message>}
      {answer.is === 'ready' && <Verdict classified={answer.value} />}
    </form>
  );
}

function Verdict({ classified: { classes: found, words } }: { classified: Classified }) {
  const unknown = words.filter(({ known }) => !known).length;
  return (
    <section className={classes.verdict} aria-label="What the model says" aria-live="polite">
      <dl>
        {found.slice(0, MOST_SHOWN).map(({ name, probability }, index) => (
          <div key={name} data-first={index === 0 || undefined}>
            <dt>{name}</dt>
            <dd>
              <span className={classes.share} aria-hidden="true">
                <span style={{ width: `${(probability ?? 0) * 100}%` }} />
              </span>
              {formatPercent(probability, 1)}
            </dd>
          </div>
        ))}
      </dl>
      {unknown > 0 && (
        <p className={classes.words}>
          {words.map(({ word, known }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place
            <span key={index} data-unknown={!known || undefined} title={known ? undefined : 'Not in the vocabulary'}>
              {word}{' '}
            </span>
          ))}
        </p>
      )}
    </section>
  );
}
