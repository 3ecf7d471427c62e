import { describe, expect, test } from 'vitest';
import { exitReason } from './fork';

describe('why an engine ended', () => {
  test.each([
    [null, 'SIGKILL', 'it was killed, by someone or by the system for want of memory'],
    [9, null, 'it was killed, by someone or by the system for want of memory'],
    [137, null, 'it was killed, by someone or by the system for want of memory'],
    [null, 'SIGABRT', 'it ran out of memory or met a fault of its own'],
    [134, null, 'it ran out of memory or met a fault of its own'],
    [5, null, 'it ran out of memory or met a fault of its own'],
    [null, 'SIGSEGV', 'it met a fault in native code'],
    [11, null, 'it met a fault in native code'],
    [null, 'SIGTERM', 'it was ended by SIGTERM'],
    [1, null, 'it ended with code 1'],
    [0, null, 'it ended without saying why'],
  ] as const)('with code %s and signal %s is that %s', (code, signal, reason) => {
    expect(exitReason(code, signal)).toBe(reason);
  });
});
