import type { ReactNode } from 'react';

/** Every icon of the window, drawn on a 16 × 16 grid in strokes of 1.4. */

const dot = { fill: 'currentColor', stroke: 'none' };

export const shapes = {
  undo: <path d="M6 3 2.8 6.2 6 9.4M3 6.2h6.3a3.7 3.7 0 0 1 0 7.3H6.5" />,
  redo: <path d="m10 3 3.2 3.2L10 9.4M13 6.2H6.7a3.7 3.7 0 0 0 0 7.3h2.8" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.2" />
      <path d="m10.2 10.2 3.3 3.3" />
    </>
  ),
  moon: <path d="M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6z" />,
  sun: (
    <>
      <circle cx="8" cy="8" r="2.8" />
      <path d="M8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9" />
    </>
  ),
  screen: (
    <>
      <rect x="2" y="3" width="12" height="8" rx="1.3" />
      <path d="M6 13.5h4M8 11v2.5" />
    </>
  ),
  chevronDown: <path d="m4.5 6.3 3.5 3.5 3.5-3.5" />,
  chevronUp: <path d="m4.5 9.7 3.5-3.5 3.5 3.5" />,
  chevronRight: <path d="m6.3 4.5 3.5 3.5-3.5 3.5" />,
  chevronLeft: <path d="M9.7 4.5 6.2 8l3.5 3.5" />,
  minus: <path d="M3.5 8h9" />,
  plus: <path d="M8 3.5v9M3.5 8h9" />,
  fit: <path d="M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 10.5v3h-3M5.5 13.5h-3v-3" />,
  layout: (
    <>
      <rect x="2" y="6" width="3.6" height="4" rx=".8" />
      <rect x="10.4" y="2" width="3.6" height="4" rx=".8" />
      <rect x="10.4" y="10" width="3.6" height="4" rx=".8" />
      <path d="M5.6 8h2.2M10.4 4H9.3C8.4 4 7.8 4.6 7.8 5.5v5c0 .9.6 1.5 1.5 1.5h1.1" />
    </>
  ),
  map: (
    <>
      <rect x="2" y="3" width="12" height="10" rx="1.3" />
      <rect x="8.2" y="8" width="4" height="3.2" rx=".6" />
    </>
  ),
  help: (
    <>
      <circle cx="8" cy="8" r="5.8" />
      <path d="M6.3 6.3a1.7 1.7 0 1 1 2.6 1.5c-.6.4-.9.7-.9 1.4" />
      <circle cx="8" cy="11" r=".4" fill="currentColor" />
    </>
  ),
  info: (
    <>
      <circle cx="8" cy="8" r="5.8" />
      <path d="M8 7.4v3.4" />
      <circle cx="8" cy="5.2" r=".4" fill="currentColor" />
    </>
  ),
  more: (
    <g {...dot}>
      <circle cx="3.5" cy="8" r="1.2" />
      <circle cx="8" cy="8" r="1.2" />
      <circle cx="12.5" cy="8" r="1.2" />
    </g>
  ),
  sliders: (
    <>
      <path d="M2 5h6M12 5h2M2 11h2M8 11h6" />
      <circle cx="10" cy="5" r="1.8" />
      <circle cx="6" cy="11" r="1.8" />
    </>
  ),
  maximise: <path d="M9.5 2.5h4v4M13.5 2.5 9.3 6.7M6.5 13.5h-4v-4M2.5 13.5l4.2-4.2" />,
  restore: <path d="M13.3 6.7h-4v-4M9.3 6.7l4.2-4.2M2.7 9.3h4v4M6.7 9.3l-4.2 4.2" />,
  pause: <path d="M5.5 3.5v9M10.5 3.5v9" strokeWidth="2.2" />,
  stop: <rect x="4" y="4" width="8" height="8" rx="1" fill="currentColor" />,
  play: <path d="M5 3.2v9.6L12.5 8z" fill="currentColor" />,
  check: <path d="m3.5 8.5 3 3 6-7" />,
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  warning: (
    <>
      <path d="M8 2.3 14.2 13H1.8z" />
      <path d="M8 6.5v3" />
      <circle cx="8" cy="11.2" r=".5" fill="currentColor" />
    </>
  ),
  share: <path d="M8 10V2.5M5 5.3l3-3 3 3M2.5 9.5v2.7a1.3 1.3 0 0 0 1.3 1.3h8.4a1.3 1.3 0 0 0 1.3-1.3V9.5" />,
  download: <path d="M8 2.5v7M5 6.7l3 3 3-3M2.5 10.5v1.7a1.3 1.3 0 0 0 1.3 1.3h8.4a1.3 1.3 0 0 0 1.3-1.3v-1.7" />,
  folder: <path d="M2 4.3A1.3 1.3 0 0 1 3.3 3h2.8l1.5 1.8h5.1A1.3 1.3 0 0 1 14 6.1v5.6a1.3 1.3 0 0 1-1.3 1.3H3.3A1.3 1.3 0 0 1 2 11.7z" />,
  file: (
    <>
      <path d="M4 2.5h5l3 3v8H4z" />
      <path d="M9 2.5v3h3" />
    </>
  ),
  save: (
    <>
      <path d="M3.8 2.8h6.7l2.7 2.7v6.4a1.3 1.3 0 0 1-1.3 1.3H4.1a1.3 1.3 0 0 1-1.3-1.3V3.8a1 1 0 0 1 1-1z" />
      <path d="M5.3 2.8v3.4h4.4V2.8M5 13.2V9.3h6v3.9" />
    </>
  ),
  keyboard: (
    <>
      <rect x="1.5" y="4" width="13" height="8.5" rx="1.5" />
      <path d="M4.3 7h.01M7 7h.01M9.5 7h.01M12 7h.01M5 9.8h6" />
    </>
  ),
  panel: (
    <>
      <rect x="2" y="2.5" width="12" height="11" rx="1.5" />
      <path d="M6 2.5v11" />
    </>
  ),
  panelRight: (
    <>
      <rect x="2" y="2.5" width="12" height="11" rx="1.5" />
      <path d="M10 2.5v11" />
    </>
  ),
  trash: <path d="M2.8 4.3h10.4M6 4.3V2.8h4v1.5M4.2 4.3l.6 8.9h6.4l.6-8.9M6.7 7v3.6M9.3 7v3.6" />,
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8" height="8" rx="1.3" />
      <path d="M10.5 5.5V3.8a1.3 1.3 0 0 0-1.3-1.3H3.8a1.3 1.3 0 0 0-1.3 1.3v5.4a1.3 1.3 0 0 0 1.3 1.3h1.7" />
    </>
  ),
  pencil: <path d="m3 13 .6-2.7 7.2-7.2a1.3 1.3 0 0 1 1.9 0l.2.2a1.3 1.3 0 0 1 0 1.9L5.700 12.400zM9.7 4.2l2.1 2.1" />,
  bypass: <path d="M2 11.500h2.500c2.500 0 1.500-7 4-7h1c2.300 0 1.600 7 4 7h.5M5.500 11.500h5" />,
  table: (
    <>
      <rect x="2" y="3" width="12" height="10" rx="1.2" />
      <path d="M2 6.500h12M6.300 6.500V13" />
    </>
  ),
  curves: <path d="M2.5 2.5v11h11M4.7 5.2c2 0 2.2 5 4.4 5s2-2.6 4.4-2.6M4.7 10.4c2.6 0 2.6-5.4 8.8-5.8" />,
  link: (
    <path d="M6.8 9.200a2.600 2.600 0 0 1 0-3.700l2-2a2.600 2.600 0 0 1 3.700 3.700l-1 1M9.200 6.800a2.600 2.600 0 0 1 0 3.700l-2 2a2.600 2.600 0 0 1-3.700-3.700l1-1" />
  ),
  refresh: <path d="M13 6.5A5.200 5.200 0 0 0 3.500 5.300M3 9.500a5.200 5.200 0 0 0 9.500 1.200M3.200 2.500v3h3M12.800 13.500v-3h-3" />,
} satisfies Record<string, ReactNode>;

/** By node type; a type that is not here shows its group's. */
export const nodeShapes: Readonly<Record<string, ReactNode>> = {
  input: <path d="M6 2.8H4A1.5 1.5 0 0 0 2.5 4.3v7.4A1.5 1.5 0 0 0 4 13.2h2M6 8h7.5M10.7 5.2 13.5 8l-2.8 2.8" />,
  embedding: (
    <>
      <rect x="9" y="2" width="4.5" height="12" rx="1" />
      <path d="M9 5h4.5M9 8h4.5M9 11h4.5M5 8h4" />
      <circle cx="3.5" cy="8" r="1.5" />
    </>
  ),
  lstm: (
    <>
      <rect x="3.2" y="2.7" width="9.6" height="10.6" rx="2" />
      <path d="M1 5.8h14M5.6 11c2.6 0 2.2-2.6 4.8-2.6" />
    </>
  ),
  gru: (
    <>
      <rect x="3.2" y="2.7" width="9.6" height="10.6" rx="2" />
      <path d="M1 8h2.2M12.8 8H15M5.8 8a2.2 2.2 0 0 1 4-1.2M10.2 8a2.2 2.2 0 0 1-4 1.2" />
    </>
  ),
  simpleRnn: (
    <>
      <path d="M12.7 9.3a5 5 0 1 1-.9-4.5M12.8 2.3v2.9H9.9" />
      <circle cx="8" cy="8" r="1.5" {...dot} />
    </>
  ),
  bidirectional: <path d="M2 5.2h11M10.3 2.5 13 5.2l-2.7 2.7M14 10.8H3M5.7 8.1 3 10.8l2.7 2.7" />,
  attention: (
    <>
      <circle cx="12.6" cy="8" r="1.7" />
      <path d="M2.5 3 11 7.2M2.5 13 11 8.8" strokeWidth="1" />
      <path d="M2.5 8h8.4" strokeWidth="2.2" />
    </>
  ),
  dense: (
    <>
      <path d="M3.5 3.5 12.5 8M3.5 8h9M3.5 12.5 12.5 8" strokeWidth="1" />
      <g {...dot}>
        <circle cx="3.5" cy="3.3" r="1.7" />
        <circle cx="3.5" cy="8" r="1.7" />
        <circle cx="3.5" cy="12.7" r="1.7" />
        <circle cx="12.5" cy="8" r="2" />
      </g>
    </>
  ),
  dropout: (
    <>
      <circle cx="8" cy="8" r="5.5" strokeDasharray="2.6 2" />
      <path d="m6.2 6.2 3.6 3.6M9.8 6.2 6.2 9.8" />
    </>
  ),
  concatenate: <path d="M2 3.5h3.2C7.8 3.5 7.5 8 10 8h4M2 12.5h3.2C7.8 12.5 7.5 8 10 8M2 8h8" />,
  output: (
    <>
      <circle cx="8" cy="8" r="5.7" />
      <circle cx="8" cy="8" r="2.6" />
      <circle cx="8" cy="8" r=".6" fill="currentColor" />
    </>
  ),
};
