import { Button, Progress } from '@mantine/core';
import { formatBytes } from '../../engine/check';
import classes from './Sending.module.css';
import type { SendingFile } from './useUpload';

/** How far a file is on its way to the server's folder, and a way to give it up. */
export function Sending({ sending: { name, size, sent, cancel } }: { sending: SendingFile }) {
  // The request holds a little more than the file; an empty one is there at once.
  const share = size === 0 ? 1 : Math.min(1, sent / size);
  const label = `Sending ${name}`;
  return (
    <section className={classes.sending} aria-label={label}>
      <div className={classes.row}>
        <span className={classes.name} title={name}>
          {label}
        </span>
        <span className={classes.amount}>
          {formatBytes(Math.min(sent, size))} of {formatBytes(size)}
        </span>
        <Button size="compact-xs" onClick={cancel} aria-label={`Cancel sending ${name}`}>
          Cancel
        </Button>
      </div>
      <Progress value={share * 100} size={4} aria-label={label} transitionDuration={0} />
    </section>
  );
}
