import type { Sentence } from '@finders-fee/shared';

/** A sentence's value as text, empty where it is missing. */
export function textOf(values: Sentence['values'], name: string): string {
  return String(values[name] ?? '');
}
