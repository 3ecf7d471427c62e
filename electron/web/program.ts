import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../engine/api';
import type { EngineProcess } from '../../engine/host/fork';
import { createRelay } from '../engine/relay';
import { createSupervisor, type Supervisor } from '../engine/supervisor';
import { openLog } from '../shell/log';
import { openStores } from '../shell/page';
import { admitPaths } from './callPaths';
import { createJail } from './jail';
import { serveBrowser } from './pageCalls';
import { servePages } from './server';
import { removeBrokenUploads } from './upload';

/** Where settings, drafts and the log stand in the server's folder. */
const HOME = '.unroll';

/** The whole program for browsers: pages, engine, and the folder they work in, which is made if need be. */
export async function startProgram(given: {
  folder: string;
  port: number;
  /** Folder of the built page. */
  files: string;
  version: string;
  fork: () => EngineProcess;
}): Promise<{ url: string; folder: string; stop(): Promise<void> }> {
  await mkdir(given.folder, { recursive: true });
  const jail = await createJail(given.folder);
  const home = join(jail.folder, HOME);
  const log = openLog(home);
  await removeBrokenUploads(jail.folder).catch(log.error);
  const stores = openStores(home, log.error);
  const relay = createRelay(() => supervisor, log.error);
  const supervisor: Supervisor = createSupervisor({
    fork: given.fork,
    onStatus: (status) => relay.broadcast({ is: 'event', name: 'engine.status', payload: status }),
    onEvent: relay.broadcast,
  });

  const server = await servePages({
    files: given.files,
    port: given.port,
    jail,
    report: log.error,
    onPage(line) {
      const page = serveBrowser({ stores, jail, version: given.version, restartEngine: supervisor.restart });
      line.onClose(page.close);
      relay.attach(line, { shell: page.handlers, forbids: ({ payload }) => refusalOf(admitPaths(payload, jail)) });
    },
  }).catch((error) => {
    supervisor.stop();
    throw error;
  });
  return {
    url: server.url,
    folder: jail.folder,
    async stop() {
      supervisor.stop();
      await server.close();
    },
  };
}

async function refusalOf(check: Promise<void>): Promise<string | undefined> {
  try {
    await check;
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}
