import { Refusal } from '../../engine/api';

/** Why something did not work, to be shown where it was asked for: a refusal in its own words, a fault of the program as one. */
export function sayFailure(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  console.error(error);
  return `A fault of the program: ${error instanceof Error ? error.message : String(error)}`;
}
