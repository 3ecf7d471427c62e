import { Button, Group, Modal } from '@mantine/core';
import type { Draft } from '../../engine/api';
import { report } from '../notices';
import { dropLostDraft, openDraft, projectName, useShell } from '../store';
import { engine } from '../transport';
import classes from './Recovery.module.css';

/** Unsaved work of a window that is gone, to be taken up again. */
export function Recovery() {
  const drafts = useShell((state) => state.lostDrafts);
  if (drafts.length === 0) return null;
  const later = () => {
    for (const draft of drafts) dropLostDraft(draft);
  };
  return (
    <Modal opened onClose={later} title="Unsaved work was found" size={520} closeButtonProps={{ 'aria-label': 'Later' }}>
      <p className={classes.text}>Unroll ended without saving these. They were kept as they were a few seconds before.</p>
      <ul className={classes.list}>
        {drafts.map((draft) => (
          <li key={draft.path} className={classes.draft}>
            <span className={classes.name}>
              {draft.of === null ? 'Project without a file' : projectName(draft.of)}
              <span className={classes.facts}>{factsOf(draft)}</span>
            </span>
            <Group gap={4} wrap="nowrap">
              <Button onClick={() => discard(draft).catch(report)}>Discard</Button>
              <Button variant="filled" onClick={() => restore(draft).catch(report)}>
                Open
              </Button>
            </Group>
          </li>
        ))}
      </ul>
    </Modal>
  );
}

function factsOf({ savedAt, project }: Draft): string {
  const layers = project.graph.nodes.length;
  const when = new Date(savedAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  return `${layers === 1 ? '1 layer' : `${layers} layers`}, ${when}`;
}

async function restore(draft: Draft) {
  await openDraft(draft);
  dropLostDraft(draft);
}

async function discard(draft: Draft) {
  dropLostDraft(draft);
  await engine.call('shell.dropDraft', { path: draft.path });
}
