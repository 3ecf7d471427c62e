import type { Series } from './points';
import { VOICES } from './voices';

const MARGIN = 16;
const HEAD = 40;
const CHARACTER = 6.6;
const SWATCH = 24;
const FONT = "Inter, 'Segoe UI', system-ui, sans-serif";

interface Picture {
  readonly title: string;
  readonly series: readonly Pick<Series, 'label' | 'voice'>[];
  /** The plot as it stands in the window. */
  readonly plot: string;
  readonly size: { readonly width: number; readonly height: number };
}

/** A chart as a picture that stands alone: title, legend and plot, every token replaced by the colour it has now. */
export function composePicture({ title, series, plot, size }: Picture, colourOf: (token: string) => string): string {
  const width = size.width + 2 * MARGIN;
  const height = size.height + HEAD + 2 * MARGIN;
  let right = width - MARGIN;
  const keys = [...series].reverse().map(({ label, voice }) => {
    right -= label.length * CHARACTER + SWATCH + 12;
    const { stroke, width: thickness, dash } = VOICES[voice];
    return (
      `<path d="M${right} ${MARGIN + 12}h18" fill="none" stroke="${stroke}" stroke-width="${thickness}"${dash ? ` stroke-dasharray="${dash}"` : ''}/>` +
      `<text x="${right + SWATCH}" y="${MARGIN + 16}" font-size="12" fill="var(--text-2)">${escapeXml(label)}</text>`
    );
  });
  const drawing =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONT}">` +
    `<rect width="100%" height="100%" fill="var(--bg-panel)"/>` +
    `<text x="${MARGIN}" y="${MARGIN + 16}" font-size="13" font-weight="600" fill="var(--text)">${escapeXml(title)}</text>` +
    `${keys.join('')}<g transform="translate(${MARGIN} ${MARGIN + HEAD})">${plot}</g></svg>`;
  return drawing.replace(/var\((--[\w-]+)\)/g, (_, token: string) => colourOf(token));
}

/** The plot's drawing, cleaned of what only the window knows. */
export function readPlot(plot: HTMLElement): string | undefined {
  const surface = plot.querySelector('svg.recharts-surface');
  if (!surface) return undefined;
  const copy = surface.cloneNode(true);
  if (!(copy instanceof SVGElement)) return undefined;
  copy.removeAttribute('style');
  for (const element of copy.querySelectorAll('[class]')) element.removeAttribute('class');
  return new XMLSerializer().serializeToString(copy);
}

/** The same picture in pixels, twice as fine as on the screen. */
export async function rasterise(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.width * 2;
  canvas.height = image.height * 2;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No drawing surface for a picture.');
  context.scale(2, 2);
  context.drawImage(image, 0, 0);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be made.'))), 'image/png'),
  );
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
