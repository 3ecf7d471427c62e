import * as electron from 'electron';

const { contextBridge, ipcRenderer } = electron;

/** Electron 32 moved it from the file itself to `webUtils`. */
function pathOf(file: File & { path?: string }): string {
  return file.path ?? electron.webUtils.getPathForFile(file);
}

/** One line to the main process, and the path of a file that was dropped on the page, which later Chromiums keep to themselves. */
contextBridge.exposeInMainWorld('unroll', {
  send: (message: unknown) => ipcRenderer.send('message', message),
  onMessage: (handler: (message: unknown) => void) => {
    const listener = (_event: unknown, message: unknown) => handler(message);
    ipcRenderer.on('message', listener);
    return () => ipcRenderer.removeListener('message', listener);
  },
  pathOf: (file: File): string => pathOf(file),
});
