import { asc, eq, sql } from 'drizzle-orm';
import type { ReferralCodeChange } from '../domain/decide-referral-codes.ts';
import type { Customer, CustomerKey, Identification, KnownCustomers } from '../domain/identify-buyers.ts';
import { among } from './among.ts';
import type { Executor } from './client.ts';
import { insertRows } from './insert-rows.ts';
import { customerKeys, customerPhones, customers, referralCodeChanges } from './schema/customers.ts';
import { orders } from './schema/orders.ts';

/** Everybody known by one of these keys or ids, held until the transaction ends. Keys first, then people, each in their order. */
export async function lockKnownCustomers(
  executor: Executor,
  keyHashes: readonly string[],
  customerIds: readonly string[],
): Promise<KnownCustomers> {
  const keys = keyHashes.length === 0 ? [] : await lockKeys(executor, keyHashes);
  const ids = [...new Set([...customerIds, ...keys.map(({ customerId }) => customerId)])];
  const known = ids.length === 0 ? [] : await lockCustomers(executor, ids);
  return { keys, customers: known };
}

async function lockKeys(executor: Executor, keyHashes: readonly string[]): Promise<CustomerKey[]> {
  return executor
    .select()
    .from(customerKeys)
    .where(among(customerKeys.keyHash, keyHashes))
    .orderBy(asc(customerKeys.keyHash))
    .for('update');
}

export async function lockCustomers(executor: Executor, ids: readonly string[]): Promise<Customer[]> {
  return executor
    .select()
    .from(customers)
    .where(among(customers.id, ids))
    .orderBy(asc(customers.id))
    .for('update');
}

export interface CustomersToSave extends Pick<
  Identification,
  'inserted' | 'updated' | 'newKeys' | 'phones' | 'merged'
> {
  changes: ReferralCodeChange[];
}

/**
 * Writes who the customers are. New ones and new keys are inserted plainly: a second worker who was first makes the database refuse,
 * and the transaction starts again.
 */
export async function saveCustomers(
  executor: Executor,
  { inserted, updated, newKeys, phones, merged, changes }: CustomersToSave,
): Promise<void> {
  await mergeCustomers(executor, merged);
  await insertRows(executor, customers, inserted);
  await insertRows(executor, customers, updated, { overwrite: true });
  await insertRows(executor, customerKeys, newKeys);
  await insertRows(executor, customerPhones, phones, { overwrite: true });
  await insertRows(executor, referralCodeChanges, changes);
}

/** Everything that one customer had goes over to the other, and the first one's row goes. */
async function mergeCustomers(executor: Executor, merged: Identification['merged']): Promise<void> {
  for (const { from, into } of merged) {
    await executor.update(orders).set({ customerId: into }).where(eq(orders.customerId, from));
    await executor.update(customerKeys).set({ customerId: into }).where(eq(customerKeys.customerId, from));
    await movePhones(executor, from, into);
    const history = eq(referralCodeChanges.customerId, from);
    await executor.update(referralCodeChanges).set({ customerId: into }).where(history);
    await executor.delete(customers).where(eq(customers.id, from));
  }
}

/** Both may have given the same number. */
async function movePhones(executor: Executor, from: string, into: string): Promise<void> {
  await executor.execute(
    sql`insert ignore into ${customerPhones} (phone_hash, customer_id)
      select phone_hash, ${into} from ${customerPhones} as given where given.customer_id = ${from}`,
  );
  await executor.delete(customerPhones).where(eq(customerPhones.customerId, from));
}
