export * from './edits';
export * from './order';
export * from './types';
