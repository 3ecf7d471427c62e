import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import '@fontsource-variable/inter';
import './tokens.css';
import './controls.css';
import { MantineProvider } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useLayout } from '../../store';
import { cssVariablesResolver, theme } from './theme';

/** Gives the window its theme: the one chosen, or the system's, followed live. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const chosen = useLayout((state) => state.theme);
  const systemIsDark = useMediaQuery('(prefers-color-scheme: dark)', window.matchMedia('(prefers-color-scheme: dark)').matches);
  const scheme = chosen === 'system' ? (systemIsDark ? 'dark' : 'light') : chosen;
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} forceColorScheme={scheme}>
      {children}
    </MantineProvider>
  );
}
