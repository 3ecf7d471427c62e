import { expect, test } from 'vitest';
import { crc32c } from './scalars';

// Test values of RFC 3720, appendix B.4.
test.each([
  ['zeros', new Uint8Array(32), 0x8a9136aa],
  ['ones', new Uint8Array(32).fill(0xff), 0x62a8ab43],
  ['counting up', Uint8Array.from({ length: 32 }, (_, i) => i), 0x46dd794e],
])('the checksum of 32 bytes of %s', (_, data, sum) => {
  expect(crc32c(data)).toBe(sum);
});
