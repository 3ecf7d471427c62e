import { useEffect, useState } from 'react';
import { Sending, useUpload } from '../dialogs';
import { Icon } from '../icons';
import { announce, report, tell } from '../notices';
import { openDataFile } from '../start/dataFile';
import { openProject } from '../store';
import { pathOfFile } from '../transport';
import classes from './FileDrop.module.css';

/** Takes files that are dropped anywhere on the window: a project is opened, data become a project with a network that fits. */
export function FileDrop() {
  const [over, setOver] = useState(false);
  const { sending, send } = useUpload();
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const move = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const [file, ...others] = event.dataTransfer?.files ?? [];
      if (!file) return;
      if (others.length > 0) tell({ tone: 'info', text: `One file at a time: "${file.name}" is opened.` });
      openFile(file, send).catch(report);
    };
    window.addEventListener('dragover', move);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', move);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [send]);
  if (!over)
    return sending === null ? null : (
      <div className={classes.sending}>
        <Sending sending={sending} />
      </div>
    );
  return (
    <div className={classes.over}>
      <div className={classes.box}>
        <Icon name="download" size={24} />
        Drop a project, a CSV or a text
      </div>
    </div>
  );
}

/** A browser does not say where a file stands, so it is sent to the server's folder. */
async function openFile(file: File, send: (file: File) => Promise<string | null>) {
  const path = pathOfFile(file) ?? (await send(file));
  if (path === null) announce(`"${file.name}" was not sent.`);
  else await (/\.json$/i.test(path) ? openProject(path) : openDataFile(path));
}
