import { dayOf } from '../../domain/store-time.ts';
import type { Services } from '../../services.ts';

/** The present moment at the store: its instant, its calendar day, and what the store told about itself; null before it is connected. */
export async function here({ clock, connection }: Pick<Services, 'clock' | 'connection'>) {
  const now = clock();
  const facts = (await connection.find())?.facts;
  const store = facts ? { currency: facts.currency, time_zone: facts.time_zone } : null;
  const timeZone = store?.time_zone ?? 'UTC';
  return { now, store, timeZone, today: dayOf(timeZone, now) };
}
