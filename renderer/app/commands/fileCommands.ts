import { closeProject, downloadProject, newProject, openProject, saveProject, saveProjectAs, useDocument } from '../../store';
import { engine, front } from '../../transport';
import type { Command } from './command';

export const noProject = () => (useDocument.getState().document ? undefined : 'Open a project or start one first.');

export const fileCommands: readonly Command[] = [
  { id: 'file.new', title: 'New project', group: 'File', icon: 'file', shortcuts: ['Mod+KeyN'], run: newProject },
  { id: 'file.open', title: 'Open project…', group: 'File', icon: 'folder', shortcuts: ['Mod+KeyO'], run: () => openProject() },
  { id: 'file.save', title: 'Save', group: 'File', icon: 'save', shortcuts: ['Mod+KeyS'], blocked: noProject, run: saveProject },
  {
    id: 'file.saveAs',
    title: 'Save as…',
    group: 'File',
    shortcuts: ['Mod+Shift+KeyS'],
    blocked: noProject,
    run: saveProjectAs,
  },
  {
    id: 'file.download',
    title: 'Download a copy',
    group: 'File',
    words: 'export json',
    icon: 'download',
    blocked: noProject,
    run: downloadProject,
  },
  ...(front === 'desktop'
    ? [
        {
          id: 'file.newWindow',
          title: 'New window',
          group: 'File' as const,
          shortcuts: ['Mod+Shift+KeyN'],
          run: () => engine.call('shell.newWindow', {}),
        },
      ]
    : []),
  {
    id: 'file.showInFolder',
    title: 'Show in folder',
    group: 'File',
    blocked: () => {
      if (front === 'browser') return 'A browser cannot show folders: the project stands in the server’s folder.';
      return useDocument.getState().document?.path == null ? 'The project has no file yet: save it first.' : undefined;
    },
    run: () => {
      const path = useDocument.getState().document?.path;
      return path == null ? undefined : engine.call('shell.showInFolder', { path });
    },
  },
  { id: 'file.close', title: 'Close project', group: 'File', words: 'start page templates', blocked: noProject, run: closeProject },
];
