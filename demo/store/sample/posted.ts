/** A value somebody posted, as text; '' when it is neither text nor number. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}
