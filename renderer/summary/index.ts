export { openSummary } from './openSummary';
export { SummaryDialog } from './SummaryDialog';
