import { ActionIcon, Menu } from '@mantine/core';
import type { RefObject } from 'react';
import { Icon } from '../icons';
import { download, fileName } from './download';
import type { Across, PlotFrame } from './frame';
import { composePicture, rasterise, readPlot } from './picture';
import type { Series } from './points';
import { chartTable } from './table';

interface ExportMenuProps {
  readonly title: string;
  readonly series: readonly Series[];
  readonly across: Across;
  readonly frame: PlotFrame | undefined;
  readonly plot: RefObject<HTMLElement | null>;
}

/** The chart as a picture or as numbers. */
export function ExportMenu({ title, series, across, frame, plot }: ExportMenuProps) {
  const drawing = () => {
    const surface = plot.current && readPlot(plot.current);
    if (!surface || !frame) return undefined;
    const style = getComputedStyle(document.documentElement);
    return composePicture({ title, series, plot: surface, size: frame.size }, (token) => style.getPropertyValue(token).trim());
  };
  const saveSvg = () => {
    const svg = drawing();
    if (svg) download(`${fileName(title)}.svg`, new Blob([svg], { type: 'image/svg+xml' }));
  };
  const savePng = async () => {
    const svg = drawing();
    if (svg) download(`${fileName(title)}.png`, await rasterise(svg));
  };
  const saveCsv = () => download(`${fileName(title)}.csv`, new Blob([chartTable(series, across)], { type: 'text/csv;charset=utf-8' }));

  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={`Export ${title}`}>
          <Icon name="share" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={savePng}>Picture (PNG)</Menu.Item>
        <Menu.Item onClick={saveSvg}>Drawing (SVG)</Menu.Item>
        <Menu.Item onClick={saveCsv}>Numbers (CSV)</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
