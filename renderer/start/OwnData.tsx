import { Button, Loader } from '@mantine/core';
import { Icon } from '../icons';
import { report } from '../notices';
import { newProject } from '../store';
import { chooseDataFile, useReading } from './dataFile';
import classes from './start.module.css';

/** Own data first: a place to drop a file on, and the same by button. The whole window takes a dropped file. */
export function OwnData() {
  const reading = useReading((state) => state.reading);
  const busy = reading.is === 'reading';
  return (
    <section className={classes.drop} aria-labelledby="own-data-title" aria-busy={busy}>
      <span className={classes.dropMark}>{busy ? <Loader size={20} aria-hidden="true" /> : <Icon name="download" size={20} />}</span>
      <h2 id="own-data-title" className={classes.dropTitle}>
        {busy ? `Reading ${reading.name}` : 'Open a CSV or text'}
      </h2>
      <p className={classes.dropText}>
        Drop a file here. Its columns and words are read, and a starter network that fits them is laid out.
      </p>
      <div className={classes.dropActions}>
        <Button variant="filled" leftSection={<Icon name="folder" />} onClick={() => chooseDataFile().catch(report)} disabled={busy}>
          Choose a file
        </Button>
        <Button leftSection={<Icon name="plus" />} onClick={() => newProject().catch(report)} disabled={busy}>
          Blank network
        </Button>
      </div>
      <div role="alert" className={classes.dropRefusal}>
        {reading.is === 'refused' && reading.text}
      </div>
    </section>
  );
}
