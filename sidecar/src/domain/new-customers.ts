import type { PaidOrder } from './first-order.ts';
import { dayOf } from './store-time.ts';

/** What a change of the books changes in the number of customers that a day brought (`daily_new_customers`). */
export interface NewCustomers {
  /** In the store's time zone. */
  day: string;
  currency: string;
  customers: number;
}

/** A customer is new on the day of the first paid order, if that order stands in the reports. */
export function newCustomersOf(first: PaidOrder | undefined, timeZone: string): NewCustomers[] {
  if (!first?.counts) return [];
  return [{ day: dayOf(timeZone, first.placedAt), currency: first.currency, customers: 1 }];
}

/** `after` less `before`: one row for each day and currency, without those that add nothing, sorted so that two workers take the rows in the same order. */
export function changeOfNewCustomers(
  before: readonly NewCustomers[],
  after: readonly NewCustomers[],
): NewCustomers[] {
  const merged = new Map<string, NewCustomers>();
  for (const change of [...after, ...before.map((row) => ({ ...row, customers: -row.customers }))]) {
    const key = `${change.day} ${change.currency}`;
    const customers = (merged.get(key)?.customers ?? 0) + change.customers;
    merged.set(key, { ...change, customers });
  }
  return [...merged]
    .filter(([, { customers }]) => customers !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, change]) => change);
}
