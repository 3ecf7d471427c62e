import { expect } from '@playwright/test';
import { isBuilt } from '../electron/setup/build';

/**
 * Whoever starts or packages the program by its scripts has it built anew where a source was changed since. In the midst of a run of all
 * specs that would exchange the program under the others, whose windows then speak with an engine of another build: it is told instead.
 */
export function expectBuilt(): void {
  expect(isBuilt(), 'no source was changed since the build that the specs run on').toBe(true);
}
