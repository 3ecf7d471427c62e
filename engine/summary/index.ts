export * from './picture';
export * from './summary';
