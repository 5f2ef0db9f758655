import type { Database } from '../database/client.ts';
import { lockKnownCustomers, saveCustomers } from '../database/customers.ts';
import { holdStoreFacts } from '../database/decision-context.ts';
import { listFirstCodeGivingOrders, listFirstPaidOrders } from '../database/first-orders.ts';
import { makeId } from '../database/make-id.ts';
import { addToNewCustomers } from '../database/new-customers.ts';
import { reassessOrdersOfCustomers } from '../database/reassessments.ts';
import { readSettings } from '../database/settings.ts';
import { transact } from '../database/transaction.ts';
import { deleteWorkedOff, type WorkedOff } from '../database/worked-off.ts';
import type { Buyer } from '../domain/arrival.ts';
import { customersToLookUp, decideFirstOrders, keepFirstOrders } from '../domain/decide-first-orders.ts';
import { customersToRecode, decideReferralCodes, recodedCustomers } from '../domain/decide-referral-codes.ts';
import { identifyBuyers, keysOf } from '../domain/identify-buyers.ts';

/** Takes over accounts of the store: a guest who ordered with the account's address becomes that member, with all orders and the older code. */
export function recordCustomers(
  { database, clock }: { database: Database; clock: () => Date },
  accounts: readonly Buyer[],
  inbox?: WorkedOff,
): Promise<{ recorded: number }> {
  const making = { now: clock(), makeId, overwrite: true };
  return transact(
    database,
    async (transaction) => {
      const settings = await readSettings(transaction);
      const known = await lockKnownCustomers(transaction, keysOf(accounts), []);
      const identification = identifyBuyers(accounts, known, making);
      const people = { known, identification, orders: [] };
      const recode = settings.referral_code_mode === 1 ? customersToRecode(people) : [];
      const elsewhere = await listFirstCodeGivingOrders(transaction, recode, []);
      const codes = decideReferralCodes({ ...people, elsewhere }, making);
      const moves = { known, identification, changes: [] };
      const firstElsewhere = await listFirstPaidOrders(transaction, customersToLookUp(moves), []);
      const timeZone = (await holdStoreFacts(transaction))?.time_zone ?? 'UTC';
      const firsts = decideFirstOrders({ ...moves, elsewhere: firstElsewhere }, timeZone);
      await saveCustomers(transaction, {
        ...identification,
        ...codes,
        ...keepFirstOrders(codes, moves, firsts),
      });
      await addToNewCustomers(transaction, firsts.newCustomers);
      const { customerIds, orderIds } = recodedCustomers(people, codes);
      await reassessOrdersOfCustomers(transaction, customerIds, orderIds, making.now);
      await deleteWorkedOff(transaction, inbox);
      return { recorded: accounts.length };
    },
    { retryDuplicates: true },
  );
}
