import { contextBridge, ipcRenderer } from 'electron';

/** One line to the main process and nothing else. */
contextBridge.exposeInMainWorld('unroll', {
  send: (message: unknown) => ipcRenderer.send('message', message),
  onMessage: (handler: (message: unknown) => void) => {
    const listener = (_event: unknown, message: unknown) => handler(message);
    ipcRenderer.on('message', listener);
    return () => ipcRenderer.removeListener('message', listener);
  },
});
