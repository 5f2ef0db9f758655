import type { SaleRefusalCode, Sentence } from '@finders-fee/shared';

/** Why a sale is not recorded, without the full stop: a code with its values, and the English of it. */
export interface SaleSentence extends Sentence {
  code: SaleRefusalCode;
}

type Value = string | number;
type Of<Names extends string> = Readonly<Record<Names, Value>>;

/** What is wrong with a row that cannot be read at all. */
export type UnreadableRow = 'quote_never_closed' | 'quote_inside_cell' | 'not_utf8';

const texts = {
  quote_never_closed: () => 'The row cannot be read: its quote is never closed',
  quote_inside_cell: () =>
    'The row cannot be read: a quote stands in the middle of a cell; a cell with quotes is "written ""so"""',
  not_utf8: () => 'The row cannot be read: its letters are not UTF-8; save the file as "CSV UTF-8"',
  too_many_cells: ({ cells, columns }: Of<'cells' | 'columns'>) =>
    `The row has ${cells} cells instead of ${columns}; one with a separator in it stands in quotes`,
  coupon_missing: () => 'The coupon is missing',
  coupon_too_long: ({ most }: Of<'most'>) => `The coupon has more than ${most} characters`,
  order_id_too_long: ({ most }: Of<'most'>) => `The order ID has more than ${most} characters`,
  amount_unreadable: () => 'The amount has to be a number above 0 such as "100" or "99.90"',
  amount_unreadable_with_comma: () =>
    'The amount has to be a number above 0 such as "100", "99,90" or "1.234,50"',
  amount_ambiguous: ({ amount, thousands, decimals }: Of<'amount' | 'thousands' | 'decimals'>) =>
    `The amount "${amount}" can be read in two ways: write "${thousands}" without a mark for thousands, or "${decimals}" with a comma before the decimals`,
  amount_too_precise: ({ decimals, currency }: Of<'decimals' | 'currency'>) =>
    `The amount has more than the ${decimals} decimals of ${currency}`,
  amount_not_above_zero: () => 'The amount has to be above 0',
  date_unreadable: () => 'The date has to be a day such as "2026-11-03"',
  date_out_of_range: ({ first, last }: Of<'first' | 'last'>) =>
    `The date has to lie between ${first} and today, ${last}`,
  currency_unknown: ({ currency }: Of<'currency'>) => `There is no currency "${currency}"`,
  coupon_unknown: ({ coupon }: Of<'coupon'>) => `There is no coupon "${coupon}" in the store`,
  coupon_of_nobody: ({ coupon, day }: Of<'coupon' | 'day'>) =>
    `The coupon "${coupon}" belonged to no affiliate on ${day}`,
  coupon_of_nobody_deleted: ({ coupon, day }: Of<'coupon' | 'day'>) =>
    `The coupon "${coupon}" belonged to no affiliate on ${day} and is deleted in the store`,
  coupon_expired: ({ coupon, end }: Of<'coupon' | 'end'>) =>
    `The coupon "${coupon}" had expired; its end was ${end}`,
  commissions_off: () => 'Commissions for coupons are switched off in the settings',
  affiliate_not_active: ({ coupon }: Of<'coupon'>) => `The affiliate of the coupon "${coupon}" is not active`,
  program_paused: ({ coupon }: Of<'coupon'>) => `The program of the coupon "${coupon}" is paused`,
  program_not_started: ({ coupon, day }: Of<'coupon' | 'day'>) =>
    `The program of the coupon "${coupon}" had not started on ${day}`,
  program_ended: ({ coupon, day }: Of<'coupon' | 'day'>) =>
    `The program of the coupon "${coupon}" had ended on ${day}`,
  program_deleted: ({ coupon }: Of<'coupon'>) => `The program of the coupon "${coupon}" is deleted`,
  nobody_earns: ({ coupon, reason }: Of<'coupon' | 'reason'>) =>
    `Nobody earns with the coupon "${coupon}" (${reason})`,
  below_minimum: ({ program, least, currency }: Of<'program' | 'least' | 'currency'>) =>
    `The program "${program}" pays from ${least} ${currency} on`,
  minimum_needs_amount: ({ program, least, currency }: Of<'program' | 'least' | 'currency'>) =>
    `The program "${program}" pays from ${least} ${currency} on: the amount is needed`,
  no_rate_for_currency: ({ program, currency }: Of<'program' | 'currency'>) =>
    `The program "${program}" has no rate for ${currency}`,
  percentage_needs_amount: ({ rate }: Of<'rate'>) =>
    `The commission is ${rate} % of the amount: the amount is needed`,
  commission_too_small: ({ amount, currency, least }: Of<'amount' | 'currency' | 'least'>) =>
    `The commission on ${amount} ${currency} comes to less than ${least}`,
  recorded_already: (sale: Of<'order_id' | 'coupon' | 'day'>) => `${nameOf(sale)} is recorded already`,
  recorded_already_without_date: (sale: Of<'order_id' | 'coupon'>) =>
    `${nameWithoutDate(sale)} is recorded already; give its date if it is another sale`,
  recorded_already_without_order_id: (sale: Of<'coupon' | 'day'>) =>
    `${nameWithoutId(sale)} is recorded already`,
  repeated_in_file: (sale: Of<'order_id' | 'coupon' | 'day'>) =>
    `${nameOf(sale)} stands further up in this file`,
  repeated_in_file_without_date: (sale: Of<'order_id' | 'coupon'>) =>
    `${nameWithoutDate(sale)} stands further up in this file; give its date if it is another sale`,
  repeated_in_file_without_order_id: (sale: Of<'coupon' | 'day'>) =>
    `${nameWithoutId(sale)} stands further up in this file`,
} satisfies Record<SaleRefusalCode, (values: never) => string>;

/** The sentence of a code, with the values that its text names. */
export function saleSentence<Code extends SaleRefusalCode>(
  code: Code,
  ...given: Parameters<(typeof texts)[Code]>
): SaleSentence {
  const [values = {}] = given as [values?: Sentence['values']];
  const text = texts[code] as (values: Sentence['values']) => string;
  return { code, values, text: text(values) };
}

function nameOf({ order_id: orderId, coupon, day }: Of<'order_id' | 'coupon' | 'day'>): string {
  return `Order ID "${orderId}" with coupon "${coupon}" on ${day}`;
}

function nameWithoutDate({ order_id: orderId, coupon }: Of<'order_id' | 'coupon'>): string {
  return `Order ID "${orderId}" with coupon "${coupon}"`;
}

function nameWithoutId({ coupon, day }: Of<'coupon' | 'day'>): string {
  return `A sale of this amount with coupon "${coupon}" on ${day}`;
}
