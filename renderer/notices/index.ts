export { announce } from './announce';
export { LiveRegion } from './LiveRegion';
export { report, tell } from './tell';
