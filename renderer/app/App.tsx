import { Notifications } from '@mantine/notifications';
import { FilePicker, Questions } from '../dialogs';
import { ExportDialog } from '../export';
import { Guide } from '../guide/Guide';
import { LiveRegion } from '../notices';
import { CleanUpDialog } from '../runs/CleanUpDialog';
import { StartPage } from '../start/StartPage';
import { useDocument } from '../store';
import { SummaryDialog } from '../summary';
import classes from './App.module.css';
import { CommandPalette } from './commands/CommandPalette';
import { ShortcutSheet } from './commands/ShortcutSheet';
import { useNativeMenu } from './commands/useNativeMenu';
import { useShortcuts } from './commands/useShortcuts';
import { FileDrop } from './FileDrop';
import { Editor } from './frame/Editor';
import { EngineBanner } from './frame/EngineBanner';
import { TopBar } from './frame/TopBar';
import { Recovery } from './Recovery';
import { ThemeProvider } from './theme/ThemeProvider';
import { OVERLAYS } from './theme/theme';

export function App() {
  const open = useDocument((state) => state.document !== null);
  useShortcuts();
  useNativeMenu();
  return (
    <ThemeProvider>
      <div className={classes.window}>
        <TopBar />
        <EngineBanner />
        {open ? <Editor /> : <StartPage />}
      </div>
      <section id={OVERLAYS} aria-label="Menus and messages" />
      <CommandPalette />
      <ShortcutSheet />
      <Guide />
      <Questions />
      <ExportDialog />
      <CleanUpDialog />
      <SummaryDialog />
      <FilePicker />
      <Recovery />
      <FileDrop />
      <Notifications position="bottom-right" limit={4} containerWidth={380} />
      <LiveRegion />
    </ThemeProvider>
  );
}
