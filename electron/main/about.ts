import { arch, release } from 'node:os';
import { app, type BrowserWindow, clipboard, dialog } from 'electron';
import { calls } from '../../engine/api';
import type { Supervisor } from '../engine/supervisor';

/** The versions of everything a report of a fault should name, ready to be copied. */
export async function showAbout(window: BrowserWindow | undefined, supervisor: Supervisor): Promise<void> {
  const detail = [
    ...(await engineLines(supervisor)),
    `Electron ${process.versions.electron}`,
    `Chromium ${process.versions.chrome}`,
    `Node ${process.versions.node}`,
    `${process.platform} ${arch()} ${release()}`,
  ].join('\n');
  const options = {
    type: 'info' as const,
    title: 'About Unroll',
    message: `Unroll ${app.getVersion()}`,
    detail,
    buttons: ['Close', 'Copy'],
    defaultId: 0,
    cancelId: 0,
  };
  const { response } = window ? await dialog.showMessageBox(window, options) : await dialog.showMessageBox(options);
  if (response === 1) clipboard.writeText(`${options.message}\n${detail}`);
}

function engineLines(supervisor: Supervisor): Promise<string[]> {
  return new Promise((resolve) => {
    supervisor.forward({ is: 'call', id: 'about', name: 'engine.describe', payload: {} }, (reply) => {
      const info = reply.is === 'answer' ? calls['engine.describe'].out.safeParse(reply.payload) : undefined;
      if (!info?.success) resolve(['The engine is not running']);
      else
        resolve([
          `TensorFlow ${info.data.tensorflow}`,
          `Engine: ${info.data.kernels} kernels, ${info.data.threads} threads, Node ${info.data.node}`,
        ]);
    });
  });
}
