import type { OfflineSaleCreate } from '@finders-fee/shared';
import { readAmount, readDay, type Here } from './check-told-sale.ts';
import type { SaleRefusal } from './decide-offline-sale.ts';
import { isCurrency } from './is-currency.ts';
import { normalizeCode, type ToldSale } from './offline-sale.ts';
import { saleSentence, type SaleSentence } from './sale-sentence.ts';
import { hashesOfReference } from './same-sale.ts';

/** The sale that a form tells. Without an order ID nothing says whether two of them are one. */
export function readToldSale(
  given: OfflineSaleCreate,
  here: Here,
  storeCurrency: string,
): { sale: ToldSale } | { refusal: SaleRefusal } {
  const { currency, exponent, today } = here;
  const couponCode = normalizeCode(given.coupon_code);
  const orderReference = given.order_reference || null;
  if (!isCurrency(currency, storeCurrency))
    return refuse('currency', saleSentence('currency_unknown', { currency }));
  const amountMinor = given.amount === null ? null : readAmount(given.amount, here);
  if (typeof amountMinor === 'object' && amountMinor) return refuse('amount', amountMinor.problem);
  const soldOn = readDay(given.sold_on ?? today, here);
  if (typeof soldOn === 'object') return refuse('sold_on', soldOn.problem);
  const reference = { couponCode, orderReference, soldOn };
  const hashes =
    orderReference === null
      ? { dedupeHash: null, dayHash: null }
      : hashesOfReference(reference, given.sold_on ?? null);
  return { sale: { ...reference, ...hashes, currency, exponent, amountMinor } };
}

function refuse(field: SaleRefusal['field'], sentence: SaleSentence): { refusal: SaleRefusal } {
  return { refusal: { code: 'invalid_request', field, sentence } };
}
