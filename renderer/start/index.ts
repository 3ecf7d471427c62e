export { chooseDataFile, openDataFile } from './dataFile';
export { StartPage } from './StartPage';
