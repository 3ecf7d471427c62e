import { expect, test } from './app';
import { trainFromNpmStart } from './npmStart';

test('after `npm start` a template is trained, by what can be seen alone', async ({ chrome, folder }) => {
  const page = await trainFromNpmStart(chrome, folder);
  await expect(page.getByRole('region', { name: 'Scores' })).toBeVisible();
  await page.close();
});
