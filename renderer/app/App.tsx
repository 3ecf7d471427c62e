import { Notifications } from '@mantine/notifications';
import { FilePicker, Questions } from '../dialogs';
import { ExportDialog } from '../export';
import { LiveRegion } from '../notices';
import { StartPage } from '../start/StartPage';
import { useDocument } from '../store';
import classes from './App.module.css';
import { CommandPalette } from './commands/CommandPalette';
import { ShortcutSheet } from './commands/ShortcutSheet';
import { useShortcuts } from './commands/useShortcuts';
import { Editor } from './frame/Editor';
import { TopBar } from './frame/TopBar';
import { ThemeProvider } from './theme/ThemeProvider';

export function App() {
  const open = useDocument((state) => state.document !== null);
  useShortcuts();
  return (
    <ThemeProvider>
      <div className={classes.window}>
        <TopBar />
        {open ? <Editor /> : <StartPage />}
      </div>
      <CommandPalette />
      <ShortcutSheet />
      <Questions />
      <ExportDialog />
      <FilePicker />
      <Notifications position="bottom-right" limit={4} containerWidth={380} />
      <LiveRegion />
    </ThemeProvider>
  );
}
