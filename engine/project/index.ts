/** The pure part of the document; reading and writing files is in `file.ts`. */
export * from './project';
export * from './read';
export * from './recipe';
export { recipeKey } from './recipeKey';
export * from './training';
export { bringNodes } from './versions/nodes';
