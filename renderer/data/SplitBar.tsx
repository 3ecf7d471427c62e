import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { z } from 'zod';
import type { Prepared } from '../../engine/api';
import type { Split } from '../../engine/project';
import { formatAmount } from '../charts';
import { NumberField } from '../fields';
import { settleGesture } from '../store';
import classes from './data.module.css';
import { setSplit } from './recipeEdits';
import { boundaries, moveBoundary, PART_TITLES, PARTS, setShare, shareOf } from './split';

const percent = z.number().min(0).max(100);
const STEP = 0.01;
const PAGE = 0.1;

/** How the samples are divided, in their order: by dragging the two boundaries, or by typing. */
export function SplitBar({ split, samples }: { split: Split; samples: Prepared['samples'] | undefined }) {
  const at = boundaries(split);
  return (
    <div className={classes.split}>
      <div className={classes.bar}>
        {PARTS.map((part) => (
          <span key={part} className={classes.part} data-part={part} style={{ flexGrow: shareOf(split, part) * 1000 }} />
        ))}
        <Boundary label="End of the training part" at={at.train} onMove={(to) => setSplit(moveBoundary(split, 'train', to))} />
        <Boundary label="End of the validation part" at={at.validation} onMove={(to) => setSplit(moveBoundary(split, 'validation', to))} />
      </div>
      <div className={classes.shares}>
        {PARTS.map((part) => (
          <div key={part} className={classes.share}>
            <span className={classes.partName}>
              <span className={classes.partMark} data-part={part} />
              {PART_TITLES[part]}
            </span>
            <NumberField
              bare
              label={`${PART_TITLES[part]}, percent`}
              unit="%"
              value={Math.round(shareOf(split, part) * 100)}
              schema={percent}
              onChange={(value) => setSplit(setShare(split, part, value / 100))}
              onSettle={settleGesture}
            />
            <span className={classes.samples}>{samples ? formatAmount(samples[part], 'sample') : ''}</span>
          </div>
        ))}
      </div>
    </div>
  );
}

function Boundary({ label, at, onMove }: { label: string; at: number; onMove: (to: number) => void }) {
  const dragging = useRef(false);
  const place = (event: PointerEvent<HTMLElement>) => {
    const bar = event.currentTarget.parentElement?.getBoundingClientRect();
    if (bar) onMove((event.clientX - bar.left) / bar.width);
  };
  const end = () => {
    dragging.current = false;
    settleGesture();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -STEP, ArrowDown: -STEP, ArrowRight: STEP, ArrowUp: STEP, PageDown: -PAGE, PageUp: PAGE }[event.key];
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? 1 : step === undefined ? undefined : at + step;
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(to);
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      className={classes.boundary}
      style={{ left: `${at * 100}%` }}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(at * 100)}
      aria-valuetext={`${Math.round(at * 100)} %`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        dragging.current = true;
      }}
      onPointerMove={(event) => dragging.current && place(event)}
      onPointerUp={end}
      onPointerCancel={end}
      onKeyDown={onKeyDown}
      onBlur={settleGesture}
    />
  );
}
