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
  pencil: <path d="m3 13 .6-2.7 7.2-7.2a1.3 1.3 0 0 1 1.9 0l.2.2a1.3 1.3 0 0 1 0 1.9L5.7 12.4zM9.7 4.2l2.1 2.1" />,
  bypass: <path d="M2 11.5h2.5c2.5 0 1.5-7 4-7h1c2.3 0 1.6 7 4 7h.5M5.5 11.5h5" />,
  table: (
    <>
      <rect x="2" y="3" width="12" height="10" rx="1.2" />
      <path d="M2 6.5h12M6.3 6.5V13" />
    </>
  ),
  curves: <path d="M2.5 2.5v11h11M4.7 5.2c2 0 2.2 5 4.4 5s2-2.6 4.4-2.6M4.7 10.4c2.6 0 2.6-5.4 8.8-5.8" />,
  link: <path d="M6.8 9.2a2.6 2.6 0 0 1 0-3.7l2-2a2.6 2.6 0 0 1 3.7 3.7l-1 1M9.2 6.8a2.6 2.6 0 0 1 0 3.7l-2 2a2.6 2.6 0 0 1-3.7-3.7l1-1" />,
  group: (
    <>
      <path d="M2 4.5v-1A1.5 1.5 0 0 1 3.5 2h1M11.5 2h1A1.5 1.5 0 0 1 14 3.5v1M14 11.5v1a1.5 1.5 0 0 1-1.5 1.5h-1M4.5 14h-1A1.5 1.5 0 0 1 2 12.5v-1" />
      <rect x="4.5" y="4.5" width="4.5" height="4.5" rx=".8" />
      <path d="M11.5 7.5v4h-4" />
    </>
  ),
  refresh: <path d="M13 6.5A5.2 5.2 0 0 0 3.5 5.3M3 9.5a5.2 5.2 0 0 0 9.5 1.2M3.2 2.5v3h3M12.8 13.5v-3h-3" />,
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
  timeDistributed: (
    <>
      <rect x="1.8" y="3" width="3.2" height="6" rx=".8" />
      <rect x="6.4" y="3" width="3.2" height="6" rx=".8" />
      <rect x="11" y="3" width="3.2" height="6" rx=".8" />
      <path d="M2 12.8h11.5M11.5 10.8l2 2-2 2" />
    </>
  ),
  'block:transformer': (
    <>
      <rect x="1.8" y="1.8" width="12.4" height="12.4" rx="1.8" strokeDasharray="2.4 1.8" />
      <path d="M8 11.8V4.2M8 5.8h2.8v4.4H8M5.8 6.2 8 4l2.2 2.2" />
    </>
  ),
  masking: (
    <>
      <rect x="2" y="4.5" width="12" height="7" rx="1.2" />
      <path d="M7.5 4.5v7M8.2 11l5-6M10.8 11.3l3-3.7" strokeWidth="1.1" />
    </>
  ),
  positionalEmbedding: (
    <>
      <path d="M1.5 8c1.6-5.3 3.2-5.3 4.7 0s3.1 5.3 4.7 0c.9-3 2-4 3.6-4.2" />
      <path d="M1.5 8c1.6 5.3 3.2 5.3 4.7 0s3.1-5.3 4.7 0c.9 3 2 4 3.6 4.2" strokeWidth="1" strokeDasharray="1.6 1.6" />
    </>
  ),
  multiHeadAttention: (
    <>
      <path d="M2.5 8 11.3 3.5M2.5 8l8.8 4.5" strokeWidth="1" />
      <path d="M2.5 8h8.6" strokeWidth="2" />
      <circle cx="12.8" cy="3.1" r="1.4" />
      <circle cx="12.8" cy="8" r="1.4" />
      <circle cx="12.8" cy="12.9" r="1.4" />
    </>
  ),
  activation: (
    <>
      <path d="M2 12.3c7 0 5-8.6 12-8.6" />
      <path d="M2 8h12M8 2v12" strokeWidth="1" strokeDasharray="1.5 1.5" />
    </>
  ),
  spatialDropout1d: (
    <>
      <rect x="2.5" y="2.5" width="11" height="11" rx="1.3" strokeDasharray="2.6 2" />
      <path d="M5.2 5.5v5M8 5.5v5" />
      <path d="m9.9 6.6 2.4 2.8M12.3 6.6 9.9 9.4" strokeWidth="1.2" />
    </>
  ),
  gaussianNoise: <path d="M1.5 8.5h1.3l1.4-4.2 1.7 8.4 1.8-10.2 1.7 8.5 1.5-5.5 1.2 3.2h2.4" />,
  layerNormalization: <path d="M1.5 12.5c4 0 3.7-9 6.5-9s2.5 9 6.5 9" />,
  batchNormalization: (
    <>
      <path d="M1.5 11c4 0 3.7-8 6.5-8s2.5 8 6.5 8" />
      <path d="M2 13.7h12M8 3v8" strokeWidth="1" />
    </>
  ),
  conv1d: (
    <>
      <rect x="1.8" y="9.8" width="12.4" height="3.8" rx=".8" />
      <path d="M5 9.8v3.8M8 9.8v3.8M11 9.8v3.8" strokeWidth="1" />
      <path d="M5.2 8.2 8 3.8l2.8 4.4" />
      <circle cx="8" cy="3.2" r="1.5" {...dot} />
    </>
  ),
  maxPooling1d: (
    <>
      <path d="M3 13.5V9.5M6.3 13.5V7.5M13 13.5V8.5" />
      <path d="M9.7 13.5v-11" strokeWidth="2.6" />
    </>
  ),
  averagePooling1d: (
    <>
      <path d="M3 13.5V9.5M6.3 13.5V5.5M9.7 13.5V3M13 13.5V8" />
      <path d="M1.5 6.8h13" strokeWidth="1.2" strokeDasharray="2 1.5" />
    </>
  ),
  globalAveragePooling1d: <path d="M4.5 2.5h-2v11h2M11.5 2.5h2v11h-2M5.3 8h5.4" />,
  globalMaxPooling1d: (
    <>
      <path d="M4.5 2.5h-2v11h2M11.5 2.5h2v11h-2" />
      <path d="M5.2 10.5 8 5l2.8 5.5z" fill="currentColor" />
    </>
  ),
  flatten: (
    <>
      <path d="M2.5 2.5h11v4.7h-11zM6.2 2.5v4.7M9.8 2.5v4.7" />
      <path d="M2 11.8h11.5M11.3 9.6l2.2 2.2-2.2 2.2" />
    </>
  ),
  reshape: <path d="M2.5 2.5h3.7v8H2.5zM8.5 9.5h5.5v4H8.5zM9 3.5h3v3.5M10.5 5.7 12 7.2l1.5-1.5" />,
  permute: <path d="M2.5 2.5h4.7v4.7H2.5zM8.8 8.8h4.7v4.7H8.8zM9.5 4.5h3v2.3M6.5 11.5h-3V9.2" />,
  repeatVector: <path d="M2.3 3h2.6v10H2.3zM6.7 3h2.6v10H6.7zM11.1 3h2.6v10h-2.6z" />,
  add: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 5.2v5.6M5.2 8h5.6" />
    </>
  ),
  subtract: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M5.2 8h5.6" />
    </>
  ),
  multiply: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="m6 6 4 4M10 6l-4 4" />
    </>
  ),
  average: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="m6.2 7.3 3.6 3.7M9.8 7.3 6.2 11M5.7 5.2h4.6" strokeWidth="1.2" />
    </>
  ),
  maximum: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M5.5 9.8 8 6l2.5 3.8" />
    </>
  ),
  dot: (
    <>
      <path d="M2 3.5h2.5L8 8l-3.5 4.5H2M8 8h6" />
      <circle cx="8" cy="8" r="2.2" {...dot} />
    </>
  ),
  group: (
    <>
      <rect x="1.8" y="2.5" width="12.4" height="11" rx="1.5" strokeDasharray="2.4 1.8" />
      <rect x="4.2" y="5" width="3" height="3" rx=".6" />
      <rect x="8.8" y="8" width="3" height="3" rx=".6" />
    </>
  ),
  zeroPadding1d: (
    <>
      <rect x="5.5" y="3.5" width="5" height="9" rx="1" />
      <path d="M2.2 3.5v9M13.8 3.5v9" strokeDasharray="1.6 1.7" />
    </>
  ),
  output: (
    <>
      <circle cx="8" cy="8" r="5.7" />
      <circle cx="8" cy="8" r="2.6" />
      <circle cx="8" cy="8" r=".6" fill="currentColor" />
    </>
  ),
};
