import { AppError, currencyExponent, type OfflineSale, type OfflineSaleCreate } from '@finders-fee/shared';
import { loadOfflineContext } from '../database/offline-context.ts';
import { listRecordedHashes, saveOfflineSales } from '../database/offline-sales.ts';
import { getOfflineSale } from '../database/queries/offline-sales.ts';
import { transact } from '../database/transaction.ts';
import { decideOfflineSale, type SaleRefusal } from '../domain/decide-offline-sale.ts';
import { sayKnown } from '../domain/judge-offline-rows.ts';
import { readToldSale } from '../domain/read-told-sale.ts';
import { isAmong } from '../domain/same-sale.ts';
import { dayOf } from '../domain/store-time.ts';
import type { Services } from '../services.ts';

/**
 * Records a sale outside the shop with its commission. Throws `invalid_request` for a coupon, amount, currency or date that cannot be,
 * `conflict` where nobody earns with the coupon, or the same coupon, order ID and date are recorded already.
 */
export async function recordOfflineSale(
  { database, clock, connection }: Pick<Services, 'database' | 'clock' | 'connection'>,
  given: OfflineSaleCreate,
): Promise<OfflineSale> {
  const now = clock();
  const facts = (await connection.find())?.facts;
  if (!facts) throw new AppError('not_connected', 'This sidecar is not connected to a store.');
  const store = { currency: facts.currency, decimals: facts.price_decimals };
  const currency = given.currency ?? store.currency;
  const exponent = currencyExponent(currency, store);
  const here = { currency, exponent, today: dayOf(facts.time_zone, now) };
  const told = readToldSale(given, here, store.currency);
  if ('refusal' in told) throw refused(told.refusal);
  const { sale } = told;
  return transact(
    database,
    async (transaction) => {
      const context = await loadOfflineContext(transaction, [sale.couponCode], now);
      if (isAmong(sale, await listRecordedHashes(transaction, [sale])))
        throw refused({ code: 'conflict', field: 'order_reference', sentence: sayKnown(sale, false) });
      const decision = decideOfflineSale(sale, null, context);
      if ('refusal' in decision) throw refused(decision.refusal);
      await saveOfflineSales(transaction, [decision]);
      return getOfflineSale(transaction, decision.sale.id);
    },
    { retryDuplicates: true },
  );
}

function refused({ code, field, sentence: { text } }: SaleRefusal): AppError {
  return new AppError(code, `${text}.`, { details: [{ field: `body.${field}`, message: text }] });
}
