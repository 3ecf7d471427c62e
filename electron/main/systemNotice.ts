import { type BrowserWindow, Notification } from 'electron';

/** Notices that may still be clicked: one that nothing holds is collected, and hears no click. */
const shown = new Set<Notification>();

/** Shows a notice of the system's own; a click on it brings the window to the front. Nothing happens where the system has none. */
export function tellBySystem(browser: BrowserWindow, { title, body }: { title: string; body: string }): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title, body });
  shown.add(notification);
  notification.on('click', () => {
    shown.delete(notification);
    if (!browser.isDestroyed()) browser.show();
  });
  notification.on('close', () => shown.delete(notification));
  notification.show();
}
