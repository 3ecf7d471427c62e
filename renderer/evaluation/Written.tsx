import { Button, CopyButton } from '@mantine/core';
import type { RunSummary } from '../../engine/api';
import { formatCount, formatPercent, formatValue } from '../charts';
import { Icon } from '../icons';
import { Message } from '../panel';
import { visibleToken } from '../start/dataDrawing';
import { type Candidates, type Generation, stopGeneration, useGeneration } from './generation';
import classes from './generation.module.css';

interface WrittenProps {
  readonly run: RunSummary;
  /** `words` or `characters`. */
  readonly unit: string;
  /** Id of the form that the button submits. */
  readonly form: string;
  readonly blocked: boolean;
}

/** What the model has written, and the likeliest next ones at the place it has come to. */
export function Written({ run, unit, form, blocked }: WrittenProps) {
  const last = useGeneration((state) => state.shown);
  const shown = last?.run === run.run ? last : null;
  const running = shown?.state === 'running';
  return (
    <>
      <section className={classes.written} aria-label="Generated text" aria-busy={running}>
        <div className={classes.writtenHead}>
          <h3>Text</h3>
          <span>{shown && progressOf(shown, unit)}</span>
          {shown && shown.text !== '' && (
            <CopyButton value={shown.seedText + shown.text}>
              {({ copied, copy }) => (
                <Button variant="subtle" color="gray" leftSection={<Icon name={copied ? 'check' : 'copy'} />} onClick={copy}>
                  {copied ? 'Copied' : 'Copy'}
                </Button>
              )}
            </CopyButton>
          )}
          {running ? (
            <Button leftSection={<Icon name="stop" />} onClick={stopGeneration}>
              Stop
            </Button>
          ) : (
            <Button type="submit" form={form} variant="filled" leftSection={<Icon name="play" />} disabled={blocked}>
              Generate
            </Button>
          )}
        </div>
        {shown ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reached by keyboard
          <section className={classes.text} tabIndex={0} aria-label="Text">
            {shown.seedText}
            <mark>{shown.text}</mark>
            {running && <span className={classes.caret} aria-hidden="true" />}
          </section>
        ) : (
          <p className={classes.waiting}>
            What the model writes appears here, the generated part marked, with the likeliest next {unit} beside it.
          </p>
        )}
        {shown && shown.note !== null && <Message tone={shown.state === 'failed' ? 'error' : 'info'}>{shown.note}</Message>}
      </section>
      {shown && <NextOnes candidates={shown.candidates} />}
    </>
  );
}

function progressOf({ state, tokens, seconds }: Generation, unit: string): string {
  if (state === 'running') return 'Writing';
  if (state === 'failed') return 'Not finished';
  return `${formatCount(tokens)} ${unit}${seconds !== null && seconds > 0 ? ` in ${formatValue(seconds, 2)} s` : ''}`;
}

/** The likeliest next ones at the place the text has come to. */
function NextOnes({ candidates }: { candidates: Candidates }) {
  return (
    <section className={classes.next} aria-labelledby="candidates-title">
      <h3 id="candidates-title">Likeliest at the last place</h3>
      <ol>
        {candidates.map(({ token, probability }) => (
          <li key={token}>
            <span className={classes.token}>{token === '' ? '(none)' : visibleToken(token)}</span>
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
