/** The window's state: what is open, what the engine says of it, and how the window is laid out. */
export * from './check';
export * from './data';
export * from './document';
export * from './engine';
export * from './files';
export type { EditOptions } from './history';
export * from './layout';
export * from './paths';
export * from './runs';
export * from './selection';
export * from './shell';
export { startStores } from './start';
