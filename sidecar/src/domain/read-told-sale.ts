import type { OfflineSaleCreate } from '@finders-fee/shared';
import { readAmount, readDay, type Here } from './check-told-sale.ts';
import type { SaleRefusal } from './decide-offline-sale.ts';
import { isCurrency } from './is-currency.ts';
import { normalizeCode, type ToldSale } from './offline-sale.ts';
import { hashReference } from './same-sale.ts';

/** The sale that a form tells. Without an order ID nothing says whether two of them are one. */
export function readToldSale(
  given: OfflineSaleCreate,
  here: Here,
  storeCurrency: string,
): { sale: ToldSale } | { refusal: SaleRefusal } {
  const { currency, exponent, today } = here;
  const couponCode = normalizeCode(given.coupon_code);
  const orderReference = given.order_reference || null;
  if (!isCurrency(currency, storeCurrency)) return refuse('currency', `There is no currency "${currency}"`);
  const amountMinor = given.amount === null ? null : readAmount(given.amount, here);
  if (typeof amountMinor === 'object' && amountMinor) return refuse('amount', amountMinor.problem);
  const soldOn = readDay(given.sold_on ?? today, here);
  if (typeof soldOn === 'object') return refuse('sold_on', soldOn.problem);
  const dedupeHash =
    orderReference === null ? null : hashReference({ couponCode, orderReference, date: soldOn });
  return { sale: { couponCode, currency, exponent, amountMinor, orderReference, soldOn, dedupeHash } };
}

function refuse(field: SaleRefusal['field'], message: string): { refusal: SaleRefusal } {
  return { refusal: { code: 'invalid_request', field, message } };
}
