import { AppError, type Program } from '@finders-fee/shared';

type Span = Pick<Program, 'starts_at' | 'ends_at'>;

/** Throws `invalid_request` when the program would end before it starts. */
export function assertSpan({ starts_at: startsAt, ends_at: endsAt }: Span): void {
  if (startsAt === null || endsAt === null || Date.parse(startsAt) < Date.parse(endsAt)) return;
  const message = `An instant after starts_at (${new Date(startsAt).toISOString()}), or null`;
  throw new AppError('invalid_request', `body.ends_at: ${message}.`, {
    details: [{ field: 'body.ends_at', message }],
  });
}

/** The start of a program that has begun stays as it is: orders were refused or have earned by it. Throws `conflict`. */
export function assertStartStays(
  before: Pick<Program, 'name' | 'starts_at'>,
  after: Pick<Program, 'starts_at'>,
  at: Date,
): void {
  const startBefore = millis(before.starts_at);
  if (startBefore > at.getTime() || millis(after.starts_at) === startBefore) return;
  const since = before.starts_at === null ? '' : ` (${new Date(before.starts_at).toISOString()})`;
  const message = 'Fixed once the program has begun; leave it out';
  throw new AppError(
    'conflict',
    `The program "${before.name}" has begun${since}, and its start can no longer be changed. Its end and everything else can.`,
    { details: [{ field: 'body.starts_at', message }] },
  );
}

/** The beginning of all time for an open start. */
function millis(instant: string | null): number {
  return instant === null ? -Infinity : Date.parse(instant);
}
