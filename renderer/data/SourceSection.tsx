import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { useState } from 'react';
import type { Profile } from '../../engine/api';
import { formatBytes } from '../../engine/check';
import type { Source } from '../../engine/project';
import { formatAmount } from '../charts';
import { Icon } from '../icons';
import { Message, sayFailure } from '../panel';
import { fileName, reloadData } from '../store';
import classes from './data.module.css';
import { setRecipe } from './recipeEdits';
import { chooseFile, takeSource, typeText, useSamples } from './source';
import { usualTask } from './sourceChange';

interface SourceSectionProps {
  /** null: the program makes the samples itself. */
  readonly source: Source | null;
  readonly profile: Profile | null;
  /** What stands there instead of the size of the file. */
  readonly about?: string;
}

/** Where the data come from, and the ways to others. */
export function SourceSection({ source, profile, about }: SourceSectionProps) {
  const [refusal, attempt] = useAttempt();
  return (
    <section className={classes.source} aria-label="Source">
      <div className={classes.sourceHead}>
        <h3 className={classes.sourceName} title={source?.is === 'file' ? source.path : undefined}>
          {source ? nameOf(source) : 'Made by the program'}
        </h3>
        {source?.is === 'file' && (
          <Tooltip label="Read the file again">
            <ActionIcon aria-label="Read the file again" onClick={reloadData}>
              <Icon name="refresh" />
            </ActionIcon>
          </Tooltip>
        )}
        <SourceMenu attempt={attempt}>
          <Button rightSection={<Icon name="chevronDown" size={14} />}>Change</Button>
        </SourceMenu>
      </div>
      <p className={classes.facts}>{about ?? (profile && describeProfile(profile))}</p>
      {refusal !== null && <Message tone="error">{refusal}</Message>}
    </section>
  );
}

/** Calls a step and keeps its refusal to be shown in place. */
export function useAttempt(): [string | null, (step: () => Promise<void> | void) => void] {
  const [refusal, setRefusal] = useState<string | null>(null);
  const attempt = async (step: () => Promise<void> | void) => {
    setRefusal(null);
    try {
      await step();
    } catch (error) {
      setRefusal(sayFailure(error));
    }
  };
  return [refusal, attempt];
}

function SourceMenu({ attempt, children }: { attempt: (step: () => Promise<void> | void) => void; children: React.ReactNode }) {
  const samples = useSamples();
  return (
    <Menu width={248} position="bottom-end">
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Icon name="folder" />} onClick={() => attempt(chooseFile)}>
          Open a file…
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="pencil" />} onClick={() => attempt(typeText)}>
          Type a text
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="refresh" />} onClick={() => setRecipe('Make a task', usualTask)}>
          Make a task
        </Menu.Item>
        {samples.length > 0 && <Menu.Label>Samples</Menu.Label>}
        {samples.map(({ name }) => (
          <Menu.Item
            key={name}
            leftSection={<Icon name="file" />}
            onClick={() => attempt(() => takeSource({ is: 'sample', name }, 'Take a sample'))}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export function nameOf(source: Source): string {
  if (source.is === 'inline') return 'Typed text';
  return source.is === 'file' ? fileName(source.path) : source.name;
}

function describeProfile(profile: Profile): string {
  if (profile.is === 'text') {
    return [formatAmount(profile.characters, 'character'), formatAmount(profile.words, 'word'), formatAmount(profile.lines, 'line')].join(
      ', ',
    );
  }
  return `${formatAmount(profile.rows, 'row')} × ${formatAmount(profile.columns.length, 'column')}, ${formatBytes(profile.bytes)}`;
}
