import { and, eq } from 'drizzle-orm';
import type { Database, Transaction } from './client.ts';
import { leases } from './schema/index.ts';
import { transact } from './transaction.ts';

/** Proof of who held a lease when. */
export interface Fence {
  name: string;
  holder: string;
  number: number;
}

/** The lease went to another holder while this one worked; what it meant to write must not be written. */
export class LeaseLostError extends Error {
  override name = 'LeaseLostError';
}

/** Takes the lease when it is free or expired; undefined while somebody holds it. */
export async function acquireLease(
  database: Database,
  { name, holder, now, expiresAt }: { name: string; holder: string; now: Date; expiresAt: Date },
): Promise<Fence | undefined> {
  await database.db.insert(leases).ignore().values({ name, holder: '', fence: 0, expiresAt: now });
  return transact(database, async (transaction) => {
    const [lease] = await transaction.select().from(leases).where(eq(leases.name, name)).for('update');
    if (!lease || lease.expiresAt > now) return undefined;
    const number = lease.fence + 1;
    await transaction.update(leases).set({ holder, fence: number, expiresAt }).where(eq(leases.name, name));
    return { name, holder, number };
  });
}

/** False when the lease has gone to somebody else. */
export async function renewLease({ db }: Database, fence: Fence, expiresAt: Date): Promise<boolean> {
  const [result] = await db.update(leases).set({ expiresAt }).where(heldBy(fence));
  return result.affectedRows === 1;
}

/** Gives the lease back, so that the next holder need not wait for its expiry. */
export async function releaseLease({ db }: Database, fence: Fence, now: Date): Promise<void> {
  await db.update(leases).set({ expiresAt: now }).where(heldBy(fence));
}

/** Locks the lease row for the rest of the transaction. Throws LeaseLostError when another holder has it by now. */
export async function assertLeaseHeld(transaction: Transaction, fence: Fence): Promise<void> {
  const rows = await transaction
    .select({ fence: leases.fence })
    .from(leases)
    .where(heldBy(fence))
    .for('update');
  if (rows.length === 0) throw new LeaseLostError(`The lease "${fence.name}" has gone to another sidecar`);
}

function heldBy(fence: Fence) {
  return and(eq(leases.name, fence.name), eq(leases.holder, fence.holder), eq(leases.fence, fence.number));
}
