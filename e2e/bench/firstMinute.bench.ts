import { test } from '../app';
import { trainFromNpmStart } from '../npmStart';
import { reportTimes, secondsOf } from './times';

/** Seconds from the start of the program to a trained template, for someone who has read nothing. */
const WANTED = 60;

test('the first minute', async ({ chrome, folder }) => {
  reportTimes('a template is trained after', [await secondsOf(() => trainFromNpmStart(chrome, folder))], { wanted: WANTED });
});
