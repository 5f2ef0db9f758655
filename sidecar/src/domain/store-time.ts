const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** No zone changes its clocks twice within this time. */
const stepMs = 5 * dayMs;
const quarterMs = 15 * minuteMs;
const knownAtMost = 10_000;

/** A time during which the zone's clocks stay this far from UTC; `until` is exclusive, null for the last one. */
export interface Offset {
  minutes: number;
  until: Date | null;
}

/**
 * The zone's offsets over `[from, to]`, oldest first. `timeZone` is as WordPress tells it: `Europe/Berlin`, or `+05:30`,
 * which Node 20 does not know as a zone. An unknown zone counts as UTC.
 */
export function offsetsOf(timeZone: string, from: Date, to: Date): Offset[] {
  const minutesAt = offsetReader(timeZone);
  const offsets: Offset[] = [];
  let minutes = minutesAt(from.getTime());
  for (let start = from.getTime(); start < to.getTime(); start += stepMs) {
    const end = Math.min(start + stepMs, to.getTime());
    const after = minutesAt(end);
    if (after === minutes) continue;
    offsets.push({ minutes, until: new Date(changeBetween(minutesAt, start, end)) });
    minutes = after;
  }
  return [...offsets, { minutes, until: null }];
}

/** The calendar day of an instant in the zone, `2026-11-03`. */
export function dayOf(timeZone: string, instant: Date): string {
  return new Date(instant.getTime() + offsetReader(timeZone)(instant.getTime()) * minuteMs)
    .toISOString()
    .slice(0, 10);
}

/** When a calendar day begins in the zone: where the clocks skip midnight (or the whole day), the instant at which they do. */
export function startOfDay(timeZone: string, day: string): Date {
  const minutesAt = offsetReader(timeZone);
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const starts = [minutesAt(midnight - dayMs), minutesAt(midnight + dayMs)]
    .map((minutes) => ({ minutes, atMs: midnight - minutes * minuteMs }))
    .filter(({ minutes, atMs }) => minutesAt(atMs) === minutes)
    .map(({ atMs }) => atMs);
  if (starts.length > 0) return new Date(Math.min(...starts));
  return new Date(changeBetween(minutesAt, midnight - dayMs, midnight + dayMs));
}

/** The day `days` later. */
export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

function offsetReader(timeZone: string): (atMs: number) => number {
  const fixed = /^([+-])(\d{2}):(\d{2})$/.exec(timeZone);
  if (fixed) {
    const [, sign, hours, minutes] = fixed;
    const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
    return () => offset;
  }
  const { format, known } = calendarOf(timeZone);
  return (atMs) => {
    const quarter = Math.floor(atMs / quarterMs);
    let minutes = known.get(quarter);
    if (minutes === undefined) {
      minutes = readOffset(format, atMs);
      if (known.size >= knownAtMost) known.clear();
      known.set(quarter, minutes);
    }
    return minutes;
  };
}

function readOffset(format: Intl.DateTimeFormat, atMs: number): number {
  const parts = format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)] as const);
  const { year, month, day, hour, minute, second } = Object.fromEntries(parts) as Record<string, number>;
  const local = Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0);
  return Math.round((local - atMs) / minuteMs);
}

/** A zone's calendar, and the offsets read from it by quarter of an hour: clocks change at quarters only, and asking takes long. */
interface Calendar {
  format: Intl.DateTimeFormat;
  known: Map<number, number>;
}

const calendars = new Map<string, Calendar>();

/** Making a format costs far more than using it. */
function calendarOf(timeZone: string): Calendar {
  const before = calendars.get(timeZone);
  if (before) return before;
  const options = { hourCycle: 'h23', era: undefined } as const;
  const numeric = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  } as const;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { ...options, ...numeric, timeZone });
  } catch {
    format = new Intl.DateTimeFormat('en-US', { ...options, ...numeric, timeZone: 'UTC' });
  }
  const calendar = { format, known: new Map<number, number>() };
  calendars.set(timeZone, calendar);
  return calendar;
}

/** The first minute with the later offset. */
function changeBetween(minutesAt: (atMs: number) => number, startMs: number, endMs: number): number {
  const before = minutesAt(startMs);
  let low = Math.floor(startMs / minuteMs);
  let high = Math.ceil(endMs / minuteMs);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (minutesAt(middle * minuteMs) === before) low = middle;
    else high = middle;
  }
  return high * minuteMs;
}
