import { expect, test } from './app';
import { chooseInMenu, mainProcessOf, menuItems } from './desktop';
import { nodeCard, openTemplate, untilReady } from './drivers';

test('the native menu shows the window’s commands, and what can be done now', async ({ program, page }) => {
  await untilReady(page);
  await expect.poll(() => menuItems(program, 'File')).toContainEqual({ label: 'Save', enabled: false, accelerator: 'CommandOrControl+S' });
  await openTemplate(page, 'word-language-model');
  await expect.poll(() => menuItems(program, 'File')).toContainEqual({ label: 'Save', enabled: true, accelerator: 'CommandOrControl+S' });
  expect(await menuItems(program, 'File')).toContainEqual(expect.objectContaining({ label: 'Quit' }));
  expect((await menuItems(program, 'Help')).map(({ label }) => label)).toContain('About Unroll');
});

test('a command chosen in the native menu is carried out by the window', async ({ program, page }) => {
  await untilReady(page);
  await openTemplate(page, 'word-language-model');
  await expect.poll(() => menuItems(program, 'Layers')).toContainEqual(expect.objectContaining({ label: 'Add Dropout', enabled: true }));
  await chooseInMenu(program, 'Layers', 'Add Dropout');
  await expect(nodeCard(page, 'dropout-1')).toBeVisible();
  await expect.poll(() => menuItems(program, 'Edit')).toContainEqual(expect.objectContaining({ label: 'Undo', enabled: true }));
  await chooseInMenu(program, 'Edit', 'Undo');
  await expect(nodeCard(page, 'dropout-1')).toHaveCount(0);
});

test('closing a window with unsaved work asks first, and closing without saving drops it', async ({ program, page }) => {
  await untilReady(page);
  await openTemplate(page, 'word-language-model');
  await expect.poll(() => menuItems(program, 'Layers')).toContainEqual(expect.objectContaining({ label: 'Add Dropout', enabled: true }));
  await chooseInMenu(program, 'Layers', 'Add Dropout');
  await chooseInMenu(program, 'File', 'Close window');
  const question = page.getByRole('dialog', { name: /^Save changes to/ });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(nodeCard(page, 'dropout-1')).toBeVisible();

  await chooseInMenu(program, 'File', 'Close window');
  const closed = page.waitForEvent('close');
  await question.getByRole('button', { name: 'Do not save' }).click();
  await closed;
});

test('the theme chosen in the window is the system dialogs’ too, and the next start’s', async ({ program, page, start }) => {
  await untilReady(page);
  await expect.poll(() => menuItems(program, 'View')).toContainEqual(expect.objectContaining({ label: 'Theme: dark', enabled: true }));
  await chooseInMenu(program, 'View', 'Theme: dark');
  const themeOf = (one: typeof program) => mainProcessOf(one).evaluate(({ nativeTheme }) => nativeTheme.themeSource);
  await expect.poll(() => themeOf(program)).toBe('dark');
  await program.close();
  expect(await themeOf(await start())).toBe('dark');
});

test('About names every version that a report of a fault needs', async ({ program, page }) => {
  await untilReady(page);
  const main = mainProcessOf(program);
  const shown = main.evaluate(
    ({ dialog }) =>
      new Promise<string>((resolve) => {
        dialog.showMessageBox = (async (...args: unknown[]) => {
          const { message, detail } = args.at(-1) as { message: string; detail: string };
          resolve(`${message}\n${detail}`);
          return { response: 0, checkboxChecked: false };
        }) as typeof dialog.showMessageBox;
      }),
  );
  await chooseInMenu(program, 'Help', 'About Unroll');
  const text = await shown;
  for (const name of ['Unroll', 'TensorFlow', 'Electron', 'Chromium', 'Node']) expect(text).toMatch(new RegExp(`${name} \\d+\\.\\d+`));
});
