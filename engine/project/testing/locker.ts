import { lock } from '../lock';

/** Process of a test: takes the lock of each file that it is told, and says what came of it. */
process.on('message', async (file: string) => {
  process.send?.(await lock(file));
});
process.send?.('ready');
