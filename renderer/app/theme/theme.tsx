import {
  ActionIcon,
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  Input,
  Kbd,
  type MantineColorsTuple,
  Menu,
  Modal,
  Popover,
  Portal,
  ScrollArea,
  SegmentedControl,
  Select,
  Switch,
  Tooltip,
} from '@mantine/core';
import { Icon } from '../../icons';

/** The tokens as Mantine wants them; the colours themselves stand in `tokens.css`, since they change with the scheme. */

/** Mantine asks for ten shades; the components read the variables below instead. */
const accent: MantineColorsTuple = [
  '#eceefb',
  '#d5d8f6',
  '#b1b7ee',
  '#949bfa',
  '#7c84e6',
  '#5b64db',
  '#4b55c8',
  '#3f48b0',
  '#343c93',
  '#262a4a',
];

const control = { '--input-height': 'var(--control)', '--input-size': 'var(--control)', '--input-fz': 'var(--fs-13)' };
/** Room for a chevron at the right end of a field. */
const CHEVRON_WIDTH = 28;

/** Id of the element that menus, tooltips, dialogs and messages are drawn into. */
export const OVERLAYS = 'overlays';

export const theme = createTheme({
  colors: { accent },
  primaryColor: 'accent',
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: { xs: 'var(--fs-11)', sm: 'var(--fs-12)', md: 'var(--fs-13)', lg: 'var(--fs-15)', xl: 'var(--fs-20)' },
  lineHeights: { xs: '16px', sm: '16px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: 'var(--s1)', sm: 'var(--s2)', md: 'var(--s3)', lg: 'var(--s4)', xl: 'var(--s6)' },
  radius: { xs: '2px', sm: 'var(--radius-s)', md: 'var(--radius)', lg: 'var(--radius)', xl: '999px' },
  shadows: {
    xs: 'none',
    sm: 'var(--shadow-float)',
    md: 'var(--shadow-float)',
    lg: 'var(--shadow-float)',
    xl: 'var(--shadow-float)',
  },
  defaultRadius: 'md',
  cursorType: 'default',
  respectReducedMotion: true,
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: 'var(--fs-20)', lineHeight: '28px' },
      h2: { fontSize: 'var(--fs-15)', lineHeight: '24px' },
      h3: { fontSize: 'var(--fs-13)', lineHeight: '20px' },
    },
  },
  components: {
    Button: Button.extend({
      defaultProps: { variant: 'default' },
      vars: (_theme, { size }) =>
        size === undefined
          ? { root: { '--button-height': 'var(--control)', '--button-padding-x': '10px', '--button-fz': 'var(--fs-13)' } }
          : { root: {} },
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle', color: 'gray' },
      // A size that is asked for stands; every other one is a control's.
      vars: (_theme, { size }) => ({ root: size === undefined ? { '--ai-size': 'var(--control)' } : {} }),
    }),
    Input: Input.extend({ vars: () => ({ wrapper: control }) }),
    Select: Select.extend({
      defaultProps: {
        allowDeselect: false,
        checkIconPosition: 'right',
        comboboxProps: { shadow: 'md', offset: 4 },
        rightSection: <Icon name="chevronDown" />,
        rightSectionWidth: CHEVRON_WIDTH,
        rightSectionPointerEvents: 'none',
      },
    }),
    Switch: Switch.extend({
      defaultProps: { withThumbIndicator: false },
      vars: () => ({
        root: { '--switch-height': '18px', '--switch-width': '30px', '--switch-thumb-size': '14px', '--switch-track-label-padding': '2px' },
      }),
    }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs' } }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { size: 'xs', transitionDuration: 0 },
      vars: () => ({
        root: { '--sc-padding': '3px 9px', '--sc-font-size': 'var(--fs-12)', '--sc-radius': 'var(--radius)', '--sc-shadow': 'none' },
      }),
    }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, multiline: true, maw: 280, withArrow: false, offset: 6 } }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', transitionProps: { duration: 0 } } }),
    // Floating things stand in a landmark of their own.
    Portal: Portal.extend({ defaultProps: { target: `#${OVERLAYS}` } }),
    Menu: Menu.extend({
      defaultProps: {
        shadow: 'md',
        offset: 4,
        position: 'bottom-end',
        transitionProps: { duration: 0 },
        withInitialFocusPlaceholder: false,
      },
    }),
    Modal: Modal.extend({ defaultProps: { centered: true, padding: 'lg', transitionProps: { duration: 0 } } }),
    Kbd: Kbd.extend({ defaultProps: { size: 'xs' } }),
    // The list of the command palette, whose entries take no focus of their own.
    ScrollAreaAutosize: ScrollArea.Autosize.extend({ defaultProps: { viewportProps: { tabIndex: 0 } } }),
    ScrollArea: ScrollArea.extend({ defaultProps: { scrollbarSize: 8, type: 'hover' } }),
  },
});

/** Mantine's own colour variables, said in tokens; the same for both schemes because the tokens change with them. */
const fromTokens = {
  '--mantine-color-body': 'var(--bg-panel)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-bright': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text-3)',
  '--mantine-color-placeholder': 'var(--text-3)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--error)',
  '--mantine-color-success': 'var(--ok)',
  '--mantine-color-default': 'var(--bg-panel)',
  '--mantine-color-default-hover': 'var(--bg-hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-disabled': 'var(--bg-hover)',
  '--mantine-color-disabled-color': 'var(--text-3)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-color-accent-text': 'var(--accent)',
  '--mantine-color-accent-filled': 'var(--accent-fill)',
  '--mantine-color-accent-filled-hover': 'var(--accent-fill-hover)',
  '--mantine-color-accent-light': 'var(--accent-tint)',
  '--mantine-color-accent-light-hover': 'var(--accent-tint)',
  '--mantine-color-accent-light-color': 'var(--accent)',
  '--mantine-color-accent-outline': 'var(--accent)',
  '--mantine-color-accent-outline-hover': 'var(--accent-tint)',
  '--mantine-primary-color-filled': 'var(--accent-fill)',
  '--mantine-primary-color-filled-hover': 'var(--accent-fill-hover)',
  '--mantine-primary-color-light': 'var(--accent-tint)',
  '--mantine-primary-color-light-hover': 'var(--accent-tint)',
  '--mantine-primary-color-light-color': 'var(--accent)',
  '--mantine-color-gray-light': 'var(--bg-hover)',
  '--mantine-color-gray-light-hover': 'var(--bg-hover)',
  '--mantine-color-gray-light-color': 'var(--text-2)',
  '--mantine-color-red-text': 'var(--error)',
  '--mantine-color-red-filled': 'var(--error)',
  '--mantine-color-red-light': 'var(--error-tint)',
  '--mantine-color-red-light-hover': 'var(--error-tint)',
  '--mantine-color-red-light-color': 'var(--error)',
};

export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: fromTokens, dark: fromTokens });
