import { utilityProcess } from 'electron';
import { add } from '../../engine/api';
import { type EngineProcess, exitReason } from '../../engine/host/fork';
import { PARENT } from '../../engine/host/parent';

/** Forks the engine as Electron's utility process. `entry`: path of its built entry. `log` takes what it prints. */
export function forkUtility(entry: string, log: (text: string) => void): EngineProcess {
  const child = utilityProcess.fork(entry, [], {
    serviceName: 'Unroll engine',
    stdio: 'pipe',
    env: { ...process.env, [PARENT]: String(process.pid) },
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => log(String(chunk).trimEnd()));
  const messages = new Set<(message: unknown) => void>();
  const closes = new Set<() => void>();
  child.on('message', (message) => {
    for (const handler of messages) handler(message);
  });
  child.on('exit', () => {
    for (const handler of closes) handler();
  });
  return {
    transport: {
      send: (message) => child.postMessage(message),
      onMessage: (handler) => add(messages, handler),
      onClose: (handler) => add(closes, handler),
      close: () => child.kill(),
    },
    get pid() {
      return child.pid;
    },
    kill: () => {
      if (child.pid === undefined) child.kill();
      else killNow(child.pid);
    },
    onExit: (handler) => {
      child.once('exit', (code) => handler(exitReason(code, null)));
    },
  };
}

/** Electron's own `kill` asks politely, which a busy engine does not hear. */
function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
