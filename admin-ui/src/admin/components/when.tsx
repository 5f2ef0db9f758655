import { formatDay, formatDayTime, formatExactly } from '../../format/instant.ts';

/** A date in the store's zone, with the exact instant on hover. */
export function When({ instant, time = false }: { instant: string; time?: boolean }) {
  return (
    <time dateTime={instant} title={formatExactly(instant)}>
      {time ? formatDayTime(instant) : formatDay(instant)}
    </time>
  );
}
