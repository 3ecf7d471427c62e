export * from './check';
export * from './problems';
export * from './takes';
export * from './wiring';
