import { Button, Checkbox, Modal } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { formatBytes } from '../../engine/check';
import { report, tell } from '../notices';
import { sayFailure } from '../panel';
import { refreshRuns, removeRuns, resultOf, useRuns } from '../store';
import { allButTheBest, type Candidate, candidatesOf, chosenOf, sayDisk, sayOutcome, saySize, sayWords, toggled } from './cleaning';
import classes from './cleanUp.module.css';
import { STATE_WORDS } from './names';
import { closeCleanUp, useCleanUp } from './openCleanUp';

/** Takes several runs from the disk: which ones, and whether really. */
export function CleanUpDialog() {
  const open = useCleanUp((state) => state.open);
  return (
    <Modal opened={open} onClose={closeCleanUp} title="Clean up runs" size={640} closeButtonProps={{ 'aria-label': 'Close' }}>
      <CleanUp />
    </Modal>
  );
}

function CleanUp() {
  const { list, unreadable } = useRuns();
  const candidates = useMemo(() => candidatesOf(list, unreadable), [list, unreadable]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  /** Those that are asked about, and then removed: nothing goes before it was asked. */
  const [asked, setAsked] = useState<readonly Candidate[] | null>(null);
  if (asked) return <Asking picked={asked} onKeep={() => setAsked(null)} />;
  const picked = chosenOf(candidates, chosen);
  return <Choosing candidates={candidates} picked={picked} onChoose={setChosen} onRemove={() => setAsked(picked)} />;
}

interface ChoosingProps {
  readonly candidates: readonly Candidate[];
  readonly picked: readonly Candidate[];
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
  readonly onRemove: () => void;
}

function Choosing({ candidates, picked, onChoose, onRemove }: ChoosingProps) {
  const chosen = new Set(picked.map(({ run }) => run));
  const first = candidates.find(({ blocked }) => blocked === null);
  const most = allButTheBest(candidates);
  const removing = useRef<HTMLButtonElement>(null);
  // Whoever comes back from the question stands where it was asked; a dialog that opens begins at its first run.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as it appears, and never again.
  useEffect(() => {
    if (picked.length > 0) removing.current?.focus();
  }, []);
  return (
    <>
      <p className={classes.about}>{sayDisk(candidates)}. Choose those that can go.</p>
      <div className={classes.choices}>
        <Button onClick={() => onChoose(most)} disabled={most.size === 0}>
          {candidates.some(({ best }) => best) ? 'Choose all but the best' : 'Choose all'}
        </Button>
        <Button onClick={() => onChoose(new Set())} disabled={picked.length === 0}>
          Choose none
        </Button>
      </div>
      <ul className={classes.candidates} aria-label="Runs to choose from">
        {candidates.map((candidate) => (
          <li key={candidate.run}>
            <Checkbox
              classNames={{ body: classes.body, labelWrapper: classes.wrapper, label: classes.label }}
              label={<Described candidate={candidate} />}
              checked={chosen.has(candidate.run)}
              disabled={candidate.blocked !== null}
              onChange={() => onChoose(toggled(chosen, candidate.run))}
              data-autofocus={candidate === first || undefined}
            />
          </li>
        ))}
      </ul>
      <div className={classes.actions}>
        <Button onClick={closeCleanUp}>Cancel</Button>
        <Button ref={removing} c={picked.length > 0 ? 'red' : undefined} disabled={picked.length === 0} onClick={onRemove}>
          {picked.length === 0 ? 'Remove' : `Remove ${saySize(picked)}`}
        </Button>
      </div>
    </>
  );
}

/** The spaces keep what is read out apart. */
function Described({ candidate: { word, of, bytes, blocked, best } }: { candidate: Candidate }) {
  return (
    <>
      <span className={classes.word}>
        {word}
        {best && <span className={classes.best}> best</span>}
      </span>{' '}
      {of.is === 'summary' ? (
        <>
          <span>{STATE_WORDS[of.summary.state]}</span>{' '}
          <span>
            {of.summary.epochs} / {of.summary.epochsPlanned} epochs
          </span>{' '}
          <span>{resultOf(of.summary) ?? 'no result'}</span>{' '}
        </>
      ) : (
        <span className={classes.unread}>Cannot be read</span>
      )}{' '}
      <span className={classes.size}>{formatBytes(bytes)}</span>
      {(blocked !== null || of.is === 'unreadable') && (
        <span className={classes.why}> {blocked ?? (of.is === 'unreadable' ? of.why : '')}</span>
      )}
    </>
  );
}

interface AskingProps {
  readonly picked: readonly Candidate[];
  readonly onKeep: () => void;
}

function Asking({ picked, onKeep }: AskingProps) {
  const [removing, setRemoving] = useState(false);
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  const remove = async () => {
    setRemoving(true);
    const { removed, failed } = await removeRuns(picked.map(({ run }) => run));
    const left = picked.flatMap(({ run, word }) => {
      const failure = failed.find((one) => one.run === run);
      return failure ? [{ word, why: sayFailure(failure.error) }] : [];
    });
    const gone = picked.filter(({ run }) => removed.includes(run));
    closeCleanUp();
    tell({ tone: left.length > 0 ? 'error' : 'info', text: sayOutcome(gone, left), lasting: left.length > 0 });
    refreshRuns().catch(report);
  };
  const one = picked.length === 1;
  return (
    <>
      <p className={classes.question} role="alert">
        Remove {sayWords(picked)}? {one ? 'Its' : 'Their'} curves and checkpoints are deleted from the disk. This cannot be undone.
      </p>
      <div className={classes.actions}>
        <Button ref={keep} onClick={onKeep} disabled={removing}>
          {one ? 'Keep it' : 'Keep them'}
        </Button>
        <Button c="red" onClick={remove} loading={removing}>
          Remove {saySize(picked)}
        </Button>
      </div>
    </>
  );
}
