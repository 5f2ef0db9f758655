import { sql } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { leases } from '../schema/index.ts';

const timeoutMs = 2_000;

/** True when the database answers in time and has our tables. */
export async function isDatabaseReady({ db }: Database): Promise<boolean> {
  const probe = db
    .select({ one: sql`1` })
    .from(leases)
    .limit(1);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), timeoutMs)));
  try {
    return await Promise.race([probe.then(() => true), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
