import { totalmem } from 'node:os';

/** Bytes a model may take: three quarters of the machine's memory. */
export const MEMORY_LIMIT = Math.floor(totalmem() * 0.75);
