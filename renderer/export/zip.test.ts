import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { zipFiles } from './zip';

describe('an export as one file', () => {
  test('holds every file, byte for byte', async () => {
    const weights = Uint8Array.from({ length: 1000 }, (_, index) => (index * 37) % 256);
    const zip = zipFiles([
      { name: 'model.json', base64: btoa('{"format":"layers-model"}') },
      { name: 'weights.bin', base64: btoa(String.fromCharCode(...weights)) },
    ]);
    const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
    expect(Object.keys(files)).toEqual(['model.json', 'weights.bin']);
    expect(new TextDecoder().decode(files['model.json'])).toBe('{"format":"layers-model"}');
    expect(files['weights.bin']).toEqual(weights);
  });
});
