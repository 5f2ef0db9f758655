import { dayOf, plusDays, startOfDay } from './store-time.ts';

/** Half-open, RFC 3339; a missing end is open. */
export interface Span {
  after?: string | undefined;
  before?: string | undefined;
}

/** A span as whole days of the store's calendar, and what is left of the days that it cuts. */
export interface CutSpan {
  /** From one day to another, both included; undefined where the span has no whole day. A missing end is open. */
  days: { from?: string | undefined; to?: string | undefined } | undefined;
  /** At most two, each within one day. */
  rests: Span[];
}

/** Whole days are read from the totals, the rests from the books. */
export function cutSpan({ after, before }: Span, timeZone: string): CutSpan {
  const [start, end] = [
    after === undefined ? undefined : new Date(after),
    before === undefined ? undefined : new Date(before),
  ];
  if (start && end && start >= end) return { days: undefined, rests: [] };
  const first = start && firstWholeDay(timeZone, start);
  const last = end && plusDays(dayOf(timeZone, end), -1);
  const opening = start && first && startOfDay(timeZone, first);
  const closing = end && last && startOfDay(timeZone, plusDays(last, 1));
  if (start && end && opening && closing && opening > closing)
    return { days: undefined, rests: [rest(start, end)] };
  return {
    days: first !== undefined && last !== undefined && first > last ? undefined : { from: first, to: last },
    rests: [
      ...(start && opening && start < opening ? [rest(start, opening)] : []),
      ...(end && closing && closing < end ? [rest(closing, end)] : []),
    ],
  };
}

/** The first day that begins at the instant or later. */
function firstWholeDay(timeZone: string, instant: Date): string {
  const day = dayOf(timeZone, instant);
  return startOfDay(timeZone, day) < instant ? plusDays(day, 1) : day;
}

function rest(after: Date, before: Date): Required<Span> {
  return { after: after.toISOString(), before: before.toISOString() };
}
