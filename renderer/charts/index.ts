export { byRow } from './cells';
export type { Across } from './frame';
export { HeatMap } from './HeatMap';
export { LineChart } from './LineChart';
export * from './numbers';
export type { Stretch } from './Plot';
export type { BandPoint, Point, Series, Voice } from './points';
export { Sparkline } from './Sparkline';
export { smooth, spread } from './smooth';
