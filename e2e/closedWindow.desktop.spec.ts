import { expect, test } from './app';
import { mainProcessOf } from './desktop';
import { engineAfter } from './processes';

// What the desktop window refuses beyond what every page is refused.

test.beforeEach(async ({ page, faults }) => {
  await expect(page.getByRole('button', { name: /^Engine ready/ })).toBeVisible();
  faults.allow(/Content Security Policy|Not allowed to|ERR_|permission/i);
});

test('the bridge holds a line, the path of a dropped file, and nothing else', async ({ page }) => {
  expect(await page.evaluate(() => Object.keys(window.unroll ?? {}).sort())).toEqual(['onMessage', 'pathOf', 'send']);
});

for (const address of ['https://example.com/', 'file:///etc/passwd', 'data:text/html,<p>gone</p>', 'app://elsewhere/', 'about:blank']) {
  test(`the window does not go to ${address}`, async ({ program }) => {
    const desktop = mainProcessOf(program);
    // Playwright would wait for a navigation that never comes: what stands in the window, the main process is asked.
    await desktop.evaluate(async ({ BrowserWindow }, target) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const go = `location.href = ${JSON.stringify(target)}; Object.assign(document.createElement('a'), { href: location.href }).click()`;
      await contents?.executeJavaScript(go, true).catch(() => undefined);
    }, address);
    await expect
      .poll(() =>
        desktop.evaluate(async ({ BrowserWindow }) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents;
          const text = await contents?.executeJavaScript('document.body.innerText');
          return `${contents?.getURL()} ${/Engine \d/.test(text)}`;
        }),
      )
      .toBe('app://unroll/ true');
  });
}

test('no further window opens from the page', async ({ page, program }) => {
  const opened = await page.evaluate(() =>
    [window.open('https://example.com/'), window.open('app://unroll/'), window.open('about:blank')].map(String),
  );
  expect(opened).toEqual(['null', 'null', 'null']);
  expect(page.context().pages()).toHaveLength(1);
  await engineAfter(program.pid);
});

test('every permission is denied but copying text', async ({ page }) => {
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi', 'persistent-storage'];
    const asked = await Promise.all(
      names.map((name) =>
        navigator.permissions.query({ name: name as PermissionName }).then(
          ({ state }) => state,
          () => 'unknown',
        ),
      ),
    );
    const media = await navigator.mediaDevices?.getUserMedia({ audio: true }).then(
      () => 'granted',
      () => 'denied',
    );
    const place = await new Promise((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        () => resolve('denied'),
      );
    });
    return [...asked, media ?? 'denied', place, Notification.permission];
  });
  expect(states.filter((state) => state === 'granted')).toEqual([]);
});

test('what is no call, or none of the contract, is not answered, and harms nothing', async ({ page }) => {
  const answered = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const stop = window.unroll?.onMessage((message) => {
          if ((message as { id?: string }).id === 'real') {
            stop?.();
            resolve(message);
          }
        });
        for (const raw of [null, 7, 'text', {}, { is: 'call' }, { is: 'call', id: 'x', name: 'shell.close' }]) window.unroll?.send(raw);
        window.unroll?.send({ is: 'call', id: 'proto', name: '__proto__', payload: {} });
        window.unroll?.send({ is: 'call', id: 'real', name: 'shell.describe', payload: {} });
      }),
  );
  expect(answered).toMatchObject({ is: 'answer', payload: { front: 'desktop' } });
});
