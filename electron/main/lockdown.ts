import { app, type Session, type WebContents } from 'electron';

// The page shows our own files and talks over the bridge. Everything else a browser could do is refused.

/** Copying text at a click of the person; all other permissions are denied. */
const ALLOWED = new Set(['clipboard-sanitized-write']);

/** `refused` hears what was tried. */
export function lockDown(session: Session, refused: (what: string) => void): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => {
    if (!ALLOWED.has(permission)) refused(`permission ${permission}`);
    decide(ALLOWED.has(permission));
  });
  session.setPermissionCheckHandler((_contents, permission) => ALLOWED.has(permission));
  app.on('web-contents-created', (_event, contents) => keepIn(contents, refused));
}

function keepIn(contents: WebContents, refused: (what: string) => void): void {
  contents.setWindowOpenHandler(({ url }) => {
    refused(`window ${url}`);
    return { action: 'deny' };
  });
  contents.on('will-navigate', (event, url) => {
    // The page may load itself anew.
    if (url === contents.getURL()) return;
    refused(`navigation to ${url}`);
    event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
