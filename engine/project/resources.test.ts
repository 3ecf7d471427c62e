import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { samplesFolder, templatesFolder } from './resources';

it('finds the samples and the templates that come with the program', () => {
  expect(existsSync(join(samplesFolder(), 'licences.json'))).toBe(true);
  expect(existsSync(join(templatesFolder(), '01-word-language-model.unroll.json'))).toBe(true);
});
