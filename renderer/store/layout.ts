import { z } from 'zod';
import { create } from 'zustand';

/** How the window is laid out; remembered between starts. */

export const DOCK_TABS = ['data', 'training', 'evaluation', 'inspection', 'runs', 'problems'] as const;
export type DockTab = (typeof DOCK_TABS)[number];

/** Pixels. */
export const PALETTE_WIDTH = { least: 160, most: 320, usual: 200 } as const;
export const INSPECTOR_WIDTH = { least: 264, most: 480, usual: 296 } as const;
export const DOCK_HEIGHT = { least: 160, most: 2000, usual: 284 } as const;

const pixels = ({ least, most, usual }: { least: number; most: number; usual: number }) => z.number().min(least).max(most).catch(usual);

/** Pixels of window from which on a panel that nobody opened or closed stands open. */
export const WIDE_ENOUGH = { palette: 1180, inspector: 860 } as const;

/** What the settings hold; whatever is not as it should be falls back alone. */
const layoutSchema = z.object({
  theme: z.enum(['light', 'dark', 'system']).catch('system'),
  tab: z.enum(DOCK_TABS).catch('data'),
  dockOpen: z.boolean().catch(true),
  dockMaximised: z.boolean().catch(false),
  dockHeight: pixels(DOCK_HEIGHT),
  /** null: open where the window is wide enough. */
  paletteOpen: z.boolean().nullable().catch(null),
  paletteWidth: pixels(PALETTE_WIDTH),
  /** Palette groups that are folded up. */
  foldedGroups: z.array(z.string()).max(100).catch([]),
  /** The same. */
  inspectorOpen: z.boolean().nullable().catch(null),
  inspectorWidth: pixels(INSPECTOR_WIDTH),
  /** Inspector sections by name: open or not, where the person chose. */
  sections: z.record(z.string(), z.boolean()).catch({}),
  minimap: z.boolean().catch(true),
  snap: z.boolean().catch(true),
  /** Hints that were dismissed and never return. */
  dismissed: z.array(z.string()).max(100).catch([]),
});

export type Layout = z.infer<typeof layoutSchema>;

export function readLayout(stored: unknown): Layout {
  return layoutSchema.parse(typeof stored === 'object' && stored !== null && !Array.isArray(stored) ? stored : {});
}

export const useLayout = create<Layout>()(() => readLayout({}));

export function setLayout(change: Partial<Layout>) {
  useLayout.setState(change);
}

/** Opens the dock at a panel. */
export function showPanel(tab: DockTab) {
  setLayout({ tab, dockOpen: true });
}

export function dismissHint(hint: string) {
  useLayout.setState(({ dismissed }) => (dismissed.includes(hint) ? {} : { dismissed: [...dismissed, hint] }));
}
