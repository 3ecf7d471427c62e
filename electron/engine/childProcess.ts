import { fork } from 'node:child_process';
import { add } from '../../engine/api';
import { type EngineProcess, exitReason } from './process';

/** Forks the engine as a child process of Node, for browser and command line. `entry`: path of its built entry. */
export function forkChild(entry: string): EngineProcess {
  const child = fork(entry, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' });
  const closes = new Set<() => void>();
  const messages = new Set<(message: unknown) => void>();
  child.on('message', (message) => {
    for (const handler of messages) handler(message);
  });
  child.on('disconnect', () => {
    for (const handler of closes) handler();
  });
  return {
    transport: {
      send: (message) => {
        // A call to an engine that has just died is answered by its exit.
        if (child.connected) child.send(message, () => undefined);
      },
      onMessage: (handler) => add(messages, handler),
      onClose: (handler) => add(closes, handler),
      close: () => child.disconnect(),
    },
    pid: child.pid,
    kill: () => child.kill('SIGKILL'),
    onExit: (handler) => {
      child.once('exit', (code, signal) => handler(exitReason(code, signal)));
    },
  };
}
