import { Button, Loader, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Exported, RunSummary } from '../../engine/api';
import { choosePath } from '../dialogs';
import { Icon } from '../icons';
import { Message, sayFailure } from '../panel';
import { runLabel } from '../runs/names';
import { documentName, folderOf, runsPath, useDocument, useShell } from '../store';
import { engine, front } from '../transport';
import { ExportResult } from './ExportResult';
import classes from './export.module.css';
import { closeExport, useExport } from './openExport';

/** Writing a trained model for use elsewhere: where to, and what was verified. */
export function ExportDialog() {
  const run = useExport((state) => state.run);
  return (
    <Modal
      opened={run !== null}
      onClose={closeExport}
      title={run ? `Export ${runLabel(run)}` : ''}
      size={560}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {run && <ExportForm key={run.run} run={run} />}
    </Modal>
  );
}

type Work =
  | { readonly is: 'asking' }
  | { readonly is: 'writing' }
  | { readonly is: 'written'; readonly exported: Exported; readonly folder: string }
  | { readonly is: 'failed'; readonly text: string };

function ExportForm({ run }: { run: RunSummary }) {
  const document = useDocument((state) => state.document);
  const home = useShell((state) => state.description?.home);
  const [folder, setFolder] = useState(() => suggestFolder(document ? { name: documentName(document), path: document.path } : null, home));
  const [work, setWork] = useState<Work>({ is: 'asking' });
  if (!document) return null;

  const write = async () => {
    setWork({ is: 'writing' });
    try {
      const request = { projectPath: runsPath(document), run: run.run, format: 'tfjs' as const, folder: folder.trim() };
      const exported = await engine.job('export', request).result;
      setWork({ is: 'written', exported, folder: folder.trim() });
    } catch (error) {
      setWork({ is: 'failed', text: sayFailure(error) });
    }
  };
  const choose = async () => {
    const chosen = await choosePath({ is: 'open', kind: 'folder' });
    if (chosen !== null) setFolder(joinFolder(chosen, `${documentName(document)}-tfjs`));
  };
  if (work.is === 'written') return <ExportResult exported={work.exported} folder={work.folder} />;
  const writing = work.is === 'writing';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        write();
      }}
    >
      <h3 className={classes.format}>TensorFlow.js layers model</h3>
      <p className={classes.about}>
        <code>model.json</code> and <code>weights.bin</code> for <code>tf.loadLayersModel</code>, with a <code>pipeline.json</code> that
        says how raw data become tensors and back. The files are read back and compared with the model before they count as written.
      </p>
      <div className={classes.folder}>
        <TextInput
          label="Folder"
          className={classes.path}
          value={folder}
          onChange={(event) => setFolder(event.currentTarget.value)}
          disabled={writing}
          data-autofocus
        />
        <Button leftSection={<Icon name="folder" />} onClick={choose} disabled={writing}>
          Choose…
        </Button>
      </div>
      {front === 'browser' && (
        <p className={classes.hint}>The folder is the server’s. When it is written you can download it as one file.</p>
      )}
      {work.is === 'failed' && <Message tone="error">{work.text}</Message>}
      <div className={classes.actions}>
        {writing && (
          <span className={classes.busy} role="status">
            <Loader size={14} /> Writing, reading back and comparing
          </span>
        )}
        <Button onClick={closeExport}>Cancel</Button>
        <Button type="submit" variant="filled" disabled={writing || folder.trim() === ''}>
          Export
        </Button>
      </div>
    </form>
  );
}

/** Beside the project, or in the person's own folder while it has no file. */
export function suggestFolder(project: { name: string; path: string | null } | null, home: string | undefined): string {
  const folder = project?.path == null ? home : folderOf(project.path);
  return folder === undefined ? '' : joinFolder(folder, `${project?.name ?? 'model'}-tfjs`);
}

function joinFolder(folder: string, name: string): string {
  const separator = folder.includes('\\') ? '\\' : '/';
  return `${folder.replace(/[\\/]$/, '')}${separator}${name}`;
}
