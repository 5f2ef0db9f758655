import { AppError } from '@finders-fee/shared';
import type { Database } from '../database/client.ts';
import { lockCustomers, saveCustomers } from '../database/customers.ts';
import { makeId } from '../database/make-id.ts';
import { transact } from '../database/transaction.ts';
import { setReferralCode } from '../domain/decide-referral-codes.ts';

/**
 * An administrator gives a customer a referral code, or takes it away with null; from then on no order changes it.
 * Throws `not_found` for an unknown customer.
 */
export function changeReferralCode(
  { database, clock }: { database: Database; clock: () => Date },
  customerId: string,
  { referralCode, changedByUserId }: { referralCode: string | null; changedByUserId: number | null },
): Promise<void> {
  const making = { now: clock(), makeId, changedByUserId };
  return transact(database, async (transaction) => {
    const [customer] = await lockCustomers(transaction, [customerId]);
    if (!customer) throw new AppError('not_found', `There is no customer "${customerId}".`);
    const { updated, changes } = setReferralCode(customer, referralCode, making);
    await saveCustomers(transaction, { inserted: [], updated, newKeys: [], phones: [], merged: [], changes });
  });
}
