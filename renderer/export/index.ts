export { ExportDialog } from './ExportDialog';
export { openExport } from './openExport';
