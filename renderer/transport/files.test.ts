import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MAX_UPLOAD } from '../../engine/api';
import { fetchToDownloads, sendFile } from './files';

/** A request that a test answers by hand. */
class HeldRequest extends EventTarget {
  static readonly all: HeldRequest[] = [];
  readonly upload = new EventTarget();
  readonly sent: unknown[] = [];
  responseText = '';
  status = 0;
  constructor() {
    super();
    HeldRequest.all.push(this);
  }
  open(method: string, address: string) {
    this.sent.push(method, address);
  }
  setRequestHeader() {}
  send(body: unknown) {
    this.sent.push(body);
  }
  abort() {
    this.dispatchEvent(new Event('abort'));
  }
  answer(status: number, text: string) {
    this.status = status;
    this.responseText = text;
    this.dispatchEvent(new Event('load'));
  }
}

beforeEach(() => {
  HeldRequest.all.length = 0;
  vi.stubGlobal('XMLHttpRequest', HeldRequest);
});
afterEach(() => vi.unstubAllGlobals());

const onSent = vi.fn<(bytes: number) => void>();

function begin(name = 'série 1.csv') {
  const controller = new AbortController();
  const file = new File(['a,b\n'], name);
  const path = sendFile(file, { signal: controller.signal, onSent });
  const [request] = HeldRequest.all;
  if (!request) throw new Error('Nothing was sent.');
  return { file, path, request, cancel: () => controller.abort() };
}

describe('a file that is sent', () => {
  test('is the body of one request, says how far it is, and has a place in the end', async () => {
    const { file, path, request } = begin();
    expect(request.sent).toEqual(['PUT', '/files/s%C3%A9rie%201.csv', file]);
    request.upload.dispatchEvent(Object.assign(new Event('progress'), { loaded: 3 }));
    expect(onSent).toHaveBeenCalledWith(3);
    request.answer(200, '{"path":"/work/x.csv"}');
    expect(await path).toBe('/work/x.csv');
  });

  test('has no place when it is given up', async () => {
    const { path, cancel } = begin();
    cancel();
    expect(await path).toBeNull();
  });

  test.each([
    [507, '{"text":"There is no room left."}', 'There is no room left.'],
    [502, '<html>', 'The server gave no answer that can be read (502).'],
    [200, '{}', 'The server gave no answer that can be read (200).'],
  ])('and answered with %i %s is refused in words', async (status, text, message) => {
    const { path, request } = begin();
    request.answer(status, text);
    await expect(path).rejects.toMatchObject({ name: 'Refusal', message });
  });

  test('to a server that does not answer is refused in words', async () => {
    const { path, request } = begin('x.csv');
    request.dispatchEvent(new Event('error'));
    await expect(path).rejects.toMatchObject({
      name: 'Refusal',
      message: '"x.csv" could not be sent: it changed or cannot be read, or the server does not answer. Send it again.',
    });
  });

  test('is refused where it is too large, and nothing of it goes', async () => {
    const file = new File([], 'disk.img');
    Object.defineProperty(file, 'size', { value: MAX_UPLOAD + 1 });
    await expect(sendFile(file, { signal: new AbortController().signal, onSent })).rejects.toMatchObject({
      name: 'Refusal',
      message: `"disk.img" is larger than 16.0 GB: put it into the server's folder and open it from there.`,
    });
    expect(HeldRequest.all).toEqual([]);
  });
});

describe('a download', () => {
  test('that is refused is asked why', async () => {
    const ask = vi.fn(async (_address: string, { method }: RequestInit) => {
      return method === 'HEAD' ? new Response(null, { status: 404 }) : new Response('{"text":"There is nothing at x."}', { status: 404 });
    });
    vi.stubGlobal('fetch', ask);
    await expect(fetchToDownloads('x')).rejects.toMatchObject({ name: 'Refusal', message: 'There is nothing at x.' });
    expect(ask.mock.calls.map(([address, { method }]) => [method, address])).toEqual([
      ['HEAD', '/files/download?path=x'],
      ['GET', '/files/download?path=x'],
    ]);
  });

  test('from a server that does not answer is refused in words', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(fetchToDownloads('x')).rejects.toMatchObject({ name: 'Refusal', message: expect.stringContaining('does not answer') });
  });
});
