import type { z } from 'zod';

/** Why a value is not taken, in words: bounds in plain numbers, everything else as its schema says it. */
export function sayRefusal(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return 'Is not allowed.';
  const own = !/^(Too |Invalid )/.test(issue.message);
  if (own) return sentence(issue.message);
  if (issue.code === 'too_small' && 'minimum' in issue)
    return `Must be ${issue.inclusive === false ? `above ${issue.minimum}` : `${issue.minimum} or more`}.`;
  if (issue.code === 'too_big' && 'maximum' in issue)
    return `Must be ${issue.inclusive === false ? `below ${issue.maximum}` : `at most ${issue.maximum}`}.`;
  return 'Must be a number.';
}

/** A schema for one number of a larger object: what the whole would say of it. */
export function partOf<V extends number | null>(base: z.ZodType<V>, whole: z.ZodType, put: (value: V) => unknown): z.ZodType<V> {
  return base.superRefine((value, context) => {
    const parsed = whole.safeParse(put(value));
    if (!parsed.success) context.addIssue({ code: 'custom', message: sayRefusal(parsed.error) });
  });
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
