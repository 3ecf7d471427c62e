import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile } from 'node:fs/promises';
import { expect, test } from './app';
import { desktopCommand, mainProcessOf, startDesktop } from './desktop';
import { copyTemplate } from './files';

test('a project named at the start is shown', async ({ folder }) => {
  const program = await startDesktop(folder, [await copyTemplate('word-language-model', folder, 'hamlet')]);
  await expect(program.page.getByRole('button', { name: /File menu of "hamlet"/ })).toBeVisible();
  await program.close();
});

test('a second start hands its project to the window that is open, and ends', async ({ program, page, folder }) => {
  await expect(page.getByRole('button', { name: /^Engine ready/ })).toBeVisible();
  const { executable, args, env } = desktopCommand(folder, [await copyTemplate('word-language-model', folder, 'hamlet')]);
  const second = spawn(executable, args, { env, stdio: 'ignore' });
  const [code] = await once(second, 'exit');
  expect(code).toBe(0);
  await expect(page.getByRole('button', { name: /File menu of "hamlet"/ })).toBeVisible();
  expect(await mainProcessOf(program).evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('a second start brings a second window when the first one shows a project', async ({ program, page, folder }) => {
  await expect(page.getByRole('button', { name: /^Engine ready/ })).toBeVisible();
  const hamlet = await copyTemplate('word-language-model', folder, 'hamlet');
  const macbeth = await copyTemplate('word-language-model', folder, 'macbeth');
  const main = mainProcessOf(program);
  const start = async (file: string) => {
    const { executable, args, env } = desktopCommand(folder, [file]);
    await once(spawn(executable, args, { env, stdio: 'ignore' }), 'exit');
  };
  await start(hamlet);
  await expect(page.getByRole('button', { name: /File menu of "hamlet"/ })).toBeVisible();
  const opened = main.waitForEvent('window');
  await start(macbeth);
  await expect((await opened).getByRole('button', { name: /File menu of "macbeth"/ })).toBeVisible();
  // The window that has it comes forward; no third one opens.
  await start(hamlet);
  expect(
    await main.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .map((window) => window.getTitle())
        .sort(),
    ),
  ).toEqual(['hamlet – Unroll', 'macbeth – Unroll']);
});

test('the window comes back where it was', async ({ folder, start }) => {
  const first = await start();
  await expect(first.page.getByRole('button', { name: /^Engine ready/ })).toBeVisible();
  await mainProcessOf(first).evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setBounds({ x: 120, y: 80, width: 1100, height: 720 });
    window?.close();
  });
  await first.page.waitForEvent('close');

  const again = await startDesktop(folder, [], { atSize: false });
  const bounds = await mainProcessOf(again).evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  expect(bounds).toEqual({ x: 120, y: 80, width: 1100, height: 720 });
  await again.close();
});

test('the page is shown again after it crashed', async ({ program, page, faults }) => {
  await expect(page.getByRole('button', { name: /^Engine ready/ })).toBeVisible();
  faults.allow(/./);
  const main = mainProcessOf(program);
  // A page that is just going never answers: it is asked when the new one is there.
  await main.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once('did-finish-load', () => resolve());
        contents?.forcefullyCrashRenderer();
      }),
  );
  await expect
    .poll(() =>
      main.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.body.innerText')),
    )
    .toMatch(/Engine \d/);
});

test('a file that is dropped is known by its path, whatever letters it has', async ({ page, folder }) => {
  const path = `${folder}/räks mörgås.csv`;
  await copyFile('package.json', path);
  await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<input type="file" id="test-file">'));
  await page.setInputFiles('#test-file', path);
  const found = await page.evaluate(() => {
    const file = document.querySelector<HTMLInputElement>('#test-file')?.files?.[0];
    return file && window.unroll?.pathOf(file);
  });
  expect(found).toBe(path);
});
