import { Button, Popover, UnstyledButton, VisuallyHidden } from '@mantine/core';
import type { EngineStatus } from '../../../engine/api';
import { formatBytes } from '../../../engine/check';
import { useEngine } from '../../store';
import { findCommand } from '../commands/registry';
import { runCommand } from '../commands/run';
import classes from './EngineChip.module.css';

const WORDS: Record<EngineStatus['is'], string> = {
  starting: 'starting',
  ready: 'ready',
  lost: 'restarting',
  'given up': 'stopped',
};

const KERNELS = { fused: 'own fused kernels', block: 'block kernels of TensorFlow', plain: 'one operation at a time' } as const;

/** How the engine is, in a word; all of it on a click. */
export function EngineChip() {
  const { status, memory, disconnected } = useEngine();
  const word = disconnected ? 'gone' : WORDS[status.is];
  const text = memory && status.is === 'ready' && !disconnected ? formatBytes(memory.bytes) : word;
  return (
    <Popover position="bottom-end" width={280} trapFocus>
      <Popover.Target>
        <UnstyledButton className={classes.chip}>
          <span className={classes.dot} data-is={disconnected ? 'given up' : status.is} />
          <span aria-hidden="true">Engine {text}</span>
          <VisuallyHidden>{`Engine ${word}${memory ? `, ${formatBytes(memory.bytes)}` : ''}`}</VisuallyHidden>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <EngineCard />
      </Popover.Dropdown>
    </Popover>
  );
}

function EngineCard() {
  const { status, info, memory } = useEngine();
  const restart = findCommand('engine.restart');
  const rows: [string, string][] = [['State', WORDS[status.is]]];
  if (status.is === 'ready') rows.push(['Process', String(status.pid)]);
  if (memory) rows.push(['Memory', formatBytes(memory.bytes)], ['Tensors', memory.tensors.toLocaleString('en')]);
  if (info) {
    rows.push(['Model limit', formatBytes(info.memoryLimit)], ['TensorFlow', info.tensorflow], ['Threads', String(info.threads)]);
    rows.push(['Recurrent layers', KERNELS[info.kernels]], ['Version', info.version]);
  }
  return (
    <>
      <dl className={classes.rows}>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {'reason' in status && <p className={classes.reason}>The engine ended: {status.reason}.</p>}
      <Button fullWidth mt={12} onClick={() => runCommand(restart)}>
        {restart.title}
      </Button>
    </>
  );
}
