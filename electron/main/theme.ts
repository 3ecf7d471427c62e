import { nativeTheme } from 'electron';
import { z } from 'zod';
import type { Settings } from '../shell/settings';

const withTheme = z.object({ layout: z.object({ theme: z.enum(['light', 'dark', 'system']) }) });

/** Gives menus, dialogs and new windows the theme that the person chose in the window. */
export function followTheme(settings: Settings): void {
  const chosen = withTheme.safeParse(settings);
  nativeTheme.themeSource = chosen.success ? chosen.data.layout.theme : 'system';
}
