import { join } from 'node:path';
import { app, BrowserWindow, ipcMain, Menu } from 'electron';
import { add } from '../../engine/api';
import { createRelay } from '../engine/relay';
import { createSupervisor, type Supervisor } from '../engine/supervisor';
import { forkUtility } from './utilityProcess';

const out = join(__dirname, '..');

let supervisor: Supervisor;
const relay = createRelay(
  () => supervisor,
  (error) => console.error(error),
);

function openWindow() {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    webPreferences: { preload: join(out, 'preload', 'index.js'), contextIsolation: true, sandbox: true, nodeIntegration: false },
  });
  const messages = new Set<(message: unknown) => void>();
  const closes = new Set<() => void>();
  ipcMain.on('message', (event, message) => {
    if (event.sender !== window.webContents || event.senderFrame !== window.webContents.mainFrame) return;
    for (const handler of messages) handler(message);
  });
  window.on('closed', () => {
    for (const handler of closes) handler();
  });
  relay.attach(
    {
      send: (message) => {
        if (!window.isDestroyed()) window.webContents.send('message', message);
      },
      onMessage: (handler) => add(messages, handler),
      onClose: (handler) => add(closes, handler),
      close: () => window.destroy(),
    },
    {} as never,
  );
  if (process.env.ELECTRON_RENDERER_URL) window.loadURL(process.env.ELECTRON_RENDERER_URL);
  else window.loadFile(join(out, 'renderer', 'index.html'));
}

Menu.setApplicationMenu(null);
app.whenReady().then(() => {
  supervisor = createSupervisor({
    fork: () => forkUtility(join(out, 'node', 'engine.js')),
    onStatus: (status) => relay.broadcast({ is: 'event', name: 'engine.status', payload: status }),
    onEvent: (event) => relay.broadcast(event),
  });
  openWindow();
});
app.on('window-all-closed', () => {
  supervisor.stop();
  app.quit();
});
