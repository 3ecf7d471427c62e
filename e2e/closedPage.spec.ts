import { expect, test } from './app';

// What the page cannot do, even if someone got their own script into it.

test.beforeEach(async ({ page, faults }) => {
  await expect(page.getByRole('button', { name: /^Engine ready/ })).toBeVisible();
  // Chromium tells of everything it refuses.
  faults.allow(/Content Security Policy|Refused to|violates the following|Not allowed to|ERR_|Failed to fetch/);
});

test('cannot reach Node', async ({ page }) => {
  const found = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', '__dirname', 'electron', 'ipcRenderer'].filter((name) => name in globalThis),
  );
  expect(found).toEqual([]);
});

test('runs no script but its own: none from text, from an attribute, from an address', async ({ page }) => {
  const ran = await page.evaluate(async () => {
    const results: string[] = [];
    const mark = (name: string) => `window.ranFrom = (window.ranFrom || '') + '${name} '`;
    // In a task of its own: what a debugger asks for itself may use eval.
    await new Promise<void>((resolve) => {
      setTimeout(() => {
        try {
          // biome-ignore lint/security/noGlobalEval: that it is refused is what is tested.
          eval(mark('eval'));
        } catch (error) {
          results.push(error instanceof Error ? error.name : 'thrown');
        }
        resolve();
      });
    });
    const inline = document.createElement('script');
    inline.textContent = mark('inline');
    document.body.append(inline);
    const remote = document.createElement('script');
    remote.src = `data:text/javascript,${mark('data')}`;
    document.body.append(remote);
    document.body.insertAdjacentHTML('beforeend', `<img src="data:," onerror="${mark('attribute')}">`);
    await new Promise((resolve) => {
      remote.onerror = resolve;
      remote.onload = resolve;
    });
    results.push(String((globalThis as { ranFrom?: string }).ranFrom));
    return results;
  });
  expect(ran).toEqual(['EvalError', 'undefined']);
});

test('cannot talk to anyone else', async ({ page }) => {
  const answers = await page.evaluate(async () => {
    const settle = (work: Promise<unknown>) =>
      work.then(
        () => 'went through',
        () => 'refused',
      );
    const socket = new Promise((resolve, reject) => {
      const line = new WebSocket('ws://127.0.0.1:9/');
      line.onopen = resolve;
      line.onerror = reject;
    });
    const image = new Promise((resolve, reject) => {
      const picture = new Image();
      picture.onload = resolve;
      picture.onerror = reject;
      picture.src = 'http://127.0.0.1:9/pixel.png';
    });
    return Promise.all([settle(fetch('https://example.com/')), settle(fetch('file:///etc/passwd')), settle(socket), settle(image)]);
  });
  expect(answers).toEqual(['refused', 'refused', 'refused', 'refused']);
});

test('is framed by nobody, and frames nobody', async ({ page }) => {
  const inside = await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    frame.src = location.href;
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
    document.body.append(frame);
    await loaded;
    try {
      return frame.contentDocument?.getElementById('root') ? 'our page' : 'nothing';
    } catch {
      return 'nothing';
    }
  });
  expect(inside).toBe('nothing');
});
