import { utilityProcess } from 'electron';
import { add } from '../../engine/api';
import { type EngineProcess, exitReason } from '../engine/process';

/** Forks the engine as Electron's utility process. `entry`: path of its built entry. */
export function forkUtility(entry: string): EngineProcess {
  const child = utilityProcess.fork(entry, [], { serviceName: 'Unroll engine', stdio: 'inherit' });
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
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
    },
    onExit: (handler) => {
      child.once('exit', (code) => handler(exitReason(code, null)));
    },
  };
}
