import { Alert, Button, FileButton, Group, Loader, Modal, ScrollArea, TextInput, UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { type Calls, Refusal } from '../../engine/api';
import { formatBytes } from '../../engine/check';
import { EXTENSION } from '../../engine/project';
import { Icon } from '../icons';
import { engine } from '../transport';
import { usePicker, type Wanted } from './choosePath';
import classes from './FilePicker.module.css';
import { Sending } from './Sending';
import { useUpload } from './useUpload';

type Listing = Calls['shell.list']['out'];

const TITLES = { project: 'Open a project', data: 'Open a CSV or a text', folder: 'Choose a folder' } as const;

const SHOWN_FILES: Record<'project' | 'data' | 'folder' | 'save', RegExp> = {
  project: /\.json$/i,
  data: /\.(csv|tsv|tab|txt|text|md|parquet|json|jsonl|gz)$/i,
  folder: /^$/,
  save: /\.json$/i,
};

/** The dialog a browser shows in place of the system's: what stands in the server's folder, and a way to send a file there. */
export function FilePicker() {
  const asked = usePicker((state) => state.asked);
  if (!asked) return null;
  const { wanted, answer } = asked;
  const title = wanted.is === 'save' ? 'Save the project as' : TITLES[wanted.kind];
  return (
    <Modal opened onClose={() => answer(null)} title={title} size={560} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Picker wanted={wanted} answer={answer} />
    </Modal>
  );
}

function Picker({ wanted, answer }: { wanted: Wanted; answer: (path: string | null) => void }) {
  const { listing, failure, open, upload, sending } = useFolder(answer);
  const [chosen, setChosen] = useState<string | null>(null);
  const [name, setName] = useState(wanted.is === 'save' ? wanted.name : '');
  const shown = SHOWN_FILES[wanted.is === 'save' ? 'save' : wanted.kind];
  const result = resultOf(wanted, { listing, chosen, name });
  const entries = (listing?.entries ?? []).filter((entry) => entry.folder || shown.test(entry.name));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (result !== null) answer(result);
      }}
    >
      <Group gap={8} mb={8} wrap="nowrap">
        <Button
          leftSection={<Icon name="chevronUp" />}
          disabled={!listing || listing.parent === null}
          onClick={() => listing?.parent && open(listing.parent)}
        >
          Up
        </Button>
        <span className={classes.folder} title={listing?.folder}>
          <bdi dir="ltr">{listing?.folder ?? ''}</bdi>
        </span>
        {wanted.is === 'open' && wanted.kind !== 'folder' && (
          <FileButton onChange={(file) => file && upload(file)} accept={wanted.kind === 'project' ? '.json' : undefined}>
            {(props) => (
              <Button {...props} leftSection={<Icon name="share" />} disabled={sending !== null}>
                Upload
              </Button>
            )}
          </FileButton>
        )}
      </Group>
      {sending !== null && <Sending sending={sending} />}
      {failure !== null && (
        <Alert color="red" mb={8} role="alert">
          {failure}
        </Alert>
      )}
      <ScrollArea h={280} className={classes.list}>
        {!listing && failure === null && <Loader size="sm" m={12} aria-label="Reading the folder" />}
        {listing && entries.length === 0 && <p className={classes.empty}>Nothing here that can be opened.</p>}
        <ul className={classes.entries}>
          {entries.map((entry) => (
            <li key={entry.path}>
              <UnstyledButton
                className={classes.entry}
                data-chosen={entry.path === chosen || undefined}
                onClick={() => {
                  if (entry.folder) open(entry.path);
                  else if (wanted.is === 'save') setName(entry.name);
                  else setChosen(entry.path);
                }}
                onDoubleClick={() => !entry.folder && wanted.is === 'open' && answer(entry.path)}
              >
                <Icon name={entry.folder ? 'folder' : 'file'} />
                <span className={classes.name}>{entry.name}</span>
                {!entry.folder && <span className={classes.size}>{formatBytes(entry.bytes)}</span>}
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </ScrollArea>
      {wanted.is === 'save' && (
        <TextInput label="Name" value={name} onChange={(event) => setName(event.currentTarget.value)} mt={8} data-autofocus />
      )}
      <Group justify="flex-end" gap={8} mt={16}>
        <Button onClick={() => answer(null)}>Cancel</Button>
        <Button type="submit" variant="filled" disabled={result === null}>
          {wanted.is === 'save' ? 'Save' : wanted.kind === 'folder' ? 'Choose this folder' : 'Open'}
        </Button>
      </Group>
    </form>
  );
}

/** The path that the dialog's main button gives as things stand. */
function resultOf(wanted: Wanted, at: { listing: Listing | null; chosen: string | null; name: string }): string | null {
  if (!at.listing) return null;
  if (wanted.is === 'open') return wanted.kind === 'folder' ? at.listing.folder : at.chosen;
  const name = at.name.trim();
  if (name === '' || /[\\/]/.test(name)) return null;
  const separator = at.listing.folder.includes('\\') ? '\\' : '/';
  return `${at.listing.folder}${separator}${name.toLowerCase().endsWith('.json') ? name : name + EXTENSION}`;
}

function useFolder(answer: (path: string) => void) {
  const [listing, setListing] = useState<Listing | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const { sending, send } = useUpload();
  const attempt = async (work: () => Promise<void>) => {
    setFailure(null);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Refusal)) console.error(error);
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  const open = (folder: string) => attempt(async () => setListing(await engine.call('shell.list', { folder })));
  const upload = (file: File) =>
    attempt(async () => {
      const path = await send(file);
      if (path !== null) answer(path);
    });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the server's folder is read once, when the dialog opens.
  useEffect(() => {
    attempt(async () => {
      const { home } = await engine.call('shell.describe', {});
      setListing(await engine.call('shell.list', { folder: home }));
    });
  }, []);
  return { listing, failure, open, upload, sending };
}
