import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Exported } from '../../engine/api';
import { formatBytes } from '../../engine/check';
import { formatAmount, formatMeasure } from '../charts';
import { Icon } from '../icons';
import { report } from '../notices';
import { Message } from '../panel';
import { engine, fetchToDownloads, front } from '../transport';
import classes from './export.module.css';
import { closeExport } from './openExport';

interface ExportResultProps {
  readonly exported: Exported;
  readonly folder: string;
}

/** What was written, and how far it is from the model. */
export function ExportResult({ exported, folder }: ExportResultProps) {
  const { files, largestDifference, samples, notes } = exported;
  const [packing, setPacking] = useState(false);
  const separator = folder.includes('\\') ? '\\' : '/';
  const downloadAll = async () => {
    setPacking(true);
    try {
      await fetchToDownloads(folder);
    } catch (error) {
      report(error);
    } finally {
      setPacking(false);
    }
  };
  return (
    <>
      <Message tone="ok">
        Written and read back. Over {formatAmount(samples, 'sample')} the largest difference from the model is{' '}
        <b>{largestDifference === 0 ? '0' : formatMeasure(largestDifference, 3)}</b>.
      </Message>
      <p className={classes.place}>{folder}</p>
      <table className={classes.files}>
        <tbody>
          {files.map((file) => (
            <tr key={file.name}>
              <td>{file.name}</td>
              <td>{formatBytes(file.bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {notes.length > 0 && (
        <ul className={classes.notes}>
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <div className={classes.actions}>
        {front === 'desktop' ? (
          <Button
            leftSection={<Icon name="folder" />}
            onClick={() => engine.call('shell.showInFolder', { path: `${folder}${separator}${files[0]?.name ?? ''}` }).catch(report)}
          >
            Show in folder
          </Button>
        ) : (
          <Button leftSection={<Icon name="download" />} loading={packing} onClick={downloadAll}>
            Download as zip
          </Button>
        )}
        <Button variant="filled" onClick={closeExport} data-autofocus>
          Done
        </Button>
      </div>
    </>
  );
}
