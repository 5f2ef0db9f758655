import { randomBytes } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import type { Executor } from './client.ts';
import { inbox } from './schema/inbox.ts';

/**
 * Asks the worker to decide again about every order that `orders` selects, a query of one column `order_id`. One statement whatever their number,
 * so all or none. Ids come from a hash, because MySQL may compute UUID() once for the whole statement.
 */
export async function decideAgain(executor: Executor, orders: SQL, at: Date): Promise<void> {
  const batch = randomBytes(16).toString('hex');
  const now = sql.param(at, inbox.receivedAt);
  await executor.execute(sql`
    insert into ${inbox} (id, resource, resource_id, origin, received_at, available_at)
    select concat('inb_', left(sha2(concat(${batch}, o.order_id), 256), 32)), 'order', o.order_id, 'reassess', ${now}, ${now}
    from (${orders}) o`);
}
