import { ActionIcon, Slider } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Icon } from '../icons';
import { visibleToken } from '../start/dataDrawing';
import classes from './inspection.module.css';
import { lookAt, useLook } from './look';

/** Milliseconds that a step stands while they are played. */
const PACE = 250;

interface ScrubberProps {
  readonly count: number;
  readonly step: number;
  /** What the step is, in words. */
  readonly name: string | undefined;
}

/** Moves through the time steps, by hand or by itself. */
export function Scrubber({ count, step, name }: ScrubberProps) {
  const [playing, setPlaying] = useState(false);
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => {
      const next = Math.min(useLook.getState().step, count - 1) + 1;
      if (next < count) lookAt({ step: next });
      if (next >= count - 1) setPlaying(false);
    }, PACE);
    return () => clearInterval(timer);
  }, [playing, count]);
  const play = () => {
    if (!playing && step >= count - 1) lookAt({ step: 0 });
    setPlaying(!playing);
  };
  return (
    <div className={classes.scrubber}>
      <ActionIcon aria-label="Step before" disabled={step === 0} onClick={() => lookAt({ step: step - 1 })}>
        <Icon name="chevronLeft" />
      </ActionIcon>
      <ActionIcon aria-label={playing ? 'Stop playing the steps' : 'Play the steps'} onClick={play} variant="default">
        <Icon name={playing ? 'pause' : 'play'} />
      </ActionIcon>
      <ActionIcon aria-label="Step after" disabled={step >= count - 1} onClick={() => lookAt({ step: step + 1 })}>
        <Icon name="chevronRight" />
      </ActionIcon>
      <Slider
        className={classes.slider}
        thumbLabel="Step"
        label={null}
        size={4}
        min={1}
        max={Math.max(2, count)}
        disabled={count < 2}
        value={step + 1}
        onChange={(value) => lookAt({ step: value - 1 })}
      />
      <span className={classes.stepName}>
        <b>Step {step + 1}</b> of {count}
        {name !== undefined && name !== '' && (
          <>
            , after <span className={classes.token}>{visibleToken(name)}</span>
          </>
        )}
      </span>
    </div>
  );
}
