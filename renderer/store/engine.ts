import { create } from 'zustand';
import type { EngineInfo, EngineStatus } from '../../engine/api';
import { engine } from '../transport';

/** The engine process, as the shell and it itself tell. */
interface EngineState {
  readonly status: EngineStatus;
  readonly info: EngineInfo | null;
  readonly memory: { readonly bytes: number; readonly tensors: number } | null;
  /** Why it last died, until the person has seen to it. */
  readonly loss: string | null;
  /** The line to the program itself is gone: the server was stopped. */
  readonly disconnected: boolean;
}

export const useEngine = create<EngineState>()(() => ({
  status: { is: 'starting' },
  info: null,
  memory: null,
  loss: null,
  disconnected: false,
}));

export function isReady(): boolean {
  return useEngine.getState().status.is === 'ready';
}

export function dismissLoss() {
  useEngine.setState({ loss: null });
}

/** Follows the engine's life. → stops doing so. */
export function watchEngine(): () => void {
  const stops = [
    engine.on('engine.status', (status) => {
      if (status.is === 'ready') {
        useEngine.setState({ status });
        engine.call('engine.describe', {}).then(
          (info) => useEngine.setState({ info }),
          () => undefined, // It died again before it could answer; its next start asks anew.
        );
      } else if (status.is === 'starting') useEngine.setState({ status });
      else useEngine.setState({ status, memory: null, loss: status.reason });
    }),
    engine.on('engine.memory', (memory) => useEngine.setState({ memory })),
    engine.onClose(() => useEngine.setState({ disconnected: true })),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
