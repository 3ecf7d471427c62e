import { ActionIcon, Button, UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Recent } from '../../engine/api';
import { Keys } from '../app/commands/Keys';
import { Icon, NodeChip } from '../icons';
import { report, tell } from '../notices';
import { openProject, useShell } from '../store';
import { engine } from '../transport';
import { formatMoment, formatPlace, splitResult } from './moments';
import classes from './start.module.css';
import { tellingLayer } from './tellingLayer';

const SHOWN = 6;

type Kind = { readonly is: 'known'; readonly type: string } | { readonly is: 'gone' };

export function RecentProjects() {
  const home = useShell((state) => state.description?.home);
  const { recent, kinds, forget } = useRecent();
  const open = (path?: string) => openProject(path).catch(report);
  return (
    <section aria-labelledby="recent-title">
      <div className={classes.recentHead}>
        <h2 id="recent-title" className={classes.recentTitle}>
          Recent projects
        </h2>
        <Button
          variant="subtle"
          color="gray"
          className={classes.openOther}
          onClick={() => open()}
          rightSection={<Keys shortcut="Mod+KeyO" />}
        >
          Open…
        </Button>
      </div>
      {recent?.length === 0 && <p className={classes.noRecent}>Projects you save stand here, each with its last result.</p>}
      <ul className={classes.recents}>
        {recent?.map(({ path, name, openedAt, result }) => {
          const kind = kinds.get(path);
          const gone = kind?.is === 'gone';
          return (
            <li key={path} className={classes.recentRow}>
              <UnstyledButton className={classes.recent} onClick={() => open(path)} title={path}>
                <NodeChip type={kind?.is === 'known' ? kind.type : 'input'} size={28} />
                <span className={classes.recentWords}>
                  <span className={classes.recentName}>{name}</span>
                  <span className={classes.recentPlace}>
                    {gone ? 'The file is no longer there' : `${formatPlace(path, home)}, ${formatMoment(openedAt, new Date())}`}
                  </span>
                </span>
                {!gone && <Result result={result} />}
              </UnstyledButton>
              <ActionIcon className={classes.forget} aria-label={`Take ${name} off the list`} onClick={() => forget(path)}>
                <Icon name="close" size={14} />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Result({ result }: { result: string | null }) {
  if (result === null) return <span className={classes.result}>not trained</span>;
  const { value, measure } = splitResult(result);
  return (
    <span className={classes.result}>
      {value}
      <br />
      {measure}
    </span>
  );
}

function useRecent() {
  const [recent, setRecent] = useState<readonly Recent[] | null>(null);
  const [kinds, setKinds] = useState<ReadonlyMap<string, Kind>>(new Map());

  useEffect(() => {
    let current = true;
    const load = async () => {
      const list = (await engine.call('shell.recent', {})).slice(0, SHOWN);
      if (!current) return;
      setRecent(list);
      for (const { path } of list) {
        const kind = await kindOf(path);
        if (!current) return;
        setKinds((before) => new Map(before).set(path, kind));
      }
    };
    load().catch(report);
    return () => {
      current = false;
    };
  }, []);

  const forget = async (path: string) => {
    try {
      await engine.call('shell.forget', { path });
      setRecent((before) => before?.filter((one) => one.path !== path) ?? null);
      tell({ tone: 'info', text: 'Taken off the list. The file itself stays where it is.' });
    } catch (error) {
      report(error);
    }
  };
  return { recent, kinds, forget };
}

async function kindOf(path: string): Promise<Kind> {
  try {
    const { project } = await engine.call('project.open', { path });
    return { is: 'known', type: tellingLayer(project.graph) };
  } catch {
    return { is: 'gone' };
  }
}
