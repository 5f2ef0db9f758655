import { __, sprintf } from '@wordpress/i18n';
import type { ImportVerdict, SaleRefusalCode } from '@finders-fee/shared';
import { textOf } from '../../../words/values.ts';

/** Why a row is not imported, in the reader's language; the sidecar's own sentence where its code is not known here. */
export function sayVerdictReason({ code, values = {}, reason }: ImportVerdict): string | undefined {
  const say = code && (sentences as Partial<typeof sentences>)[code];
  return say ? say((name) => textOf(values, name)) : reason;
}

type Say = (value: (name: string) => string) => string;

const sentences: Record<SaleRefusalCode, Say> = {
  quote_never_closed: () => __('The row cannot be read: its quote is never closed.', 'finders-fee'),
  quote_inside_cell: () =>
    __(
      'The row cannot be read: a quote stands in the middle of a cell; a cell with quotes is "written ""so""".',
      'finders-fee',
    ),
  not_utf8: () =>
    __('The row cannot be read: its letters are not UTF-8; save the file as "CSV UTF-8".', 'finders-fee'),
  too_many_cells: (value) =>
    sprintf(
      /* translators: 1: number of cells in a row of a file, 2: number of columns */
      __(
        'The row has %1$s cells instead of %2$s; one with a separator in it stands in quotes.',
        'finders-fee',
      ),
      value('cells'),
      value('columns'),
    ),
  coupon_missing: () => __('The coupon is missing.', 'finders-fee'),
  coupon_too_long: (value) =>
    /* translators: %s: number of characters */
    sprintf(__('The coupon has more than %s characters.', 'finders-fee'), value('most')),
  order_id_too_long: (value) =>
    /* translators: %s: number of characters */
    sprintf(__('The order ID has more than %s characters.', 'finders-fee'), value('most')),
  amount_unreadable: () =>
    __('The amount has to be a number above 0 such as "100" or "99.90".', 'finders-fee'),
  amount_unreadable_with_comma: () =>
    __('The amount has to be a number above 0 such as "100", "99,90" or "1.234,50".', 'finders-fee'),
  amount_ambiguous: (value) =>
    sprintf(
      /* translators: 1: amount as it stands in a file, "1.234", 2: "1234", 3: "1,234" */
      __(
        'The amount "%1$s" can be read in two ways: write "%2$s" without a mark for thousands, or "%3$s" with a comma before the decimals.',
        'finders-fee',
      ),
      value('amount'),
      value('thousands'),
      value('decimals'),
    ),
  amount_too_precise: (value) =>
    sprintf(
      /* translators: 1: number of decimals, 2: currency code */
      __('The amount has more than the %1$s decimals of %2$s.', 'finders-fee'),
      value('decimals'),
      value('currency'),
    ),
  amount_not_above_zero: () => __('The amount has to be above 0.', 'finders-fee'),
  date_unreadable: () => __('The date has to be a day such as "2026-11-03".', 'finders-fee'),
  date_out_of_range: (value) =>
    sprintf(
      /* translators: 1: first possible day, 2: today, both as "2026-11-03" */
      __('The date has to lie between %1$s and today, %2$s.', 'finders-fee'),
      value('first'),
      value('last'),
    ),
  currency_unknown: (value) =>
    /* translators: %s: currency code */
    sprintf(__('There is no currency "%s".', 'finders-fee'), value('currency')),
  coupon_unknown: (value) =>
    /* translators: %s: coupon code */
    sprintf(__('There is no coupon "%s" in the store.', 'finders-fee'), value('coupon')),
  coupon_of_nobody: (value) =>
    sprintf(
      /* translators: 1: coupon code, 2: day as "2026-11-03" */
      __('The coupon "%1$s" belonged to no affiliate on %2$s.', 'finders-fee'),
      value('coupon'),
      value('day'),
    ),
  coupon_of_nobody_deleted: (value) =>
    sprintf(
      /* translators: 1: coupon code, 2: day as "2026-11-03" */
      __('The coupon "%1$s" belonged to no affiliate on %2$s and is deleted in the store.', 'finders-fee'),
      value('coupon'),
      value('day'),
    ),
  coupon_expired: (value) =>
    sprintf(
      /* translators: 1: coupon code, 2: day as "2026-11-03" */
      __('The coupon "%1$s" had expired; its end was %2$s.', 'finders-fee'),
      value('coupon'),
      value('end'),
    ),
  commissions_off: () => __('Commissions for coupons are switched off in the settings.', 'finders-fee'),
  affiliate_not_active: (value) =>
    /* translators: %s: coupon code */
    sprintf(__('The affiliate of the coupon "%s" is not active.', 'finders-fee'), value('coupon')),
  program_paused: (value) =>
    /* translators: %s: coupon code */
    sprintf(__('The program of the coupon "%s" is paused.', 'finders-fee'), value('coupon')),
  program_not_started: (value) =>
    sprintf(
      /* translators: 1: coupon code, 2: day as "2026-11-03" */
      __('The program of the coupon "%1$s" had not started on %2$s.', 'finders-fee'),
      value('coupon'),
      value('day'),
    ),
  program_ended: (value) =>
    sprintf(
      /* translators: 1: coupon code, 2: day as "2026-11-03" */
      __('The program of the coupon "%1$s" had ended on %2$s.', 'finders-fee'),
      value('coupon'),
      value('day'),
    ),
  program_deleted: (value) =>
    /* translators: %s: coupon code */
    sprintf(__('The program of the coupon "%s" is deleted.', 'finders-fee'), value('coupon')),
  nobody_earns: (value) =>
    sprintf(
      /* translators: 1: coupon code, 2: technical name of a reason */
      __('Nobody earns with the coupon "%1$s" (%2$s).', 'finders-fee'),
      value('coupon'),
      value('reason'),
    ),
  below_minimum: (value) =>
    sprintf(
      /* translators: 1: name of a program, 2: amount, 3: currency code */
      __('The program "%1$s" pays from %2$s %3$s on.', 'finders-fee'),
      value('program'),
      value('least'),
      value('currency'),
    ),
  minimum_needs_amount: (value) =>
    sprintf(
      /* translators: 1: name of a program, 2: amount, 3: currency code */
      __('The program "%1$s" pays from %2$s %3$s on: the amount is needed.', 'finders-fee'),
      value('program'),
      value('least'),
      value('currency'),
    ),
  no_rate_for_currency: (value) =>
    sprintf(
      /* translators: 1: name of a program, 2: currency code */
      __('The program "%1$s" has no rate for %2$s.', 'finders-fee'),
      value('program'),
      value('currency'),
    ),
  percentage_needs_amount: (value) =>
    /* translators: %s: percentage */
    sprintf(__('The commission is %s %% of the amount: the amount is needed.', 'finders-fee'), value('rate')),
  commission_too_small: (value) =>
    sprintf(
      /* translators: 1: amount, 2: currency code, 3: smallest amount of that currency */
      __('The commission on %1$s %2$s comes to less than %3$s.', 'finders-fee'),
      value('amount'),
      value('currency'),
      value('least'),
    ),
  recorded_already: (value) =>
    sprintf(
      /* translators: 1: order ID, 2: coupon code, 3: day as "2026-11-03" */
      __('Order ID "%1$s" with coupon "%2$s" on %3$s is recorded already.', 'finders-fee'),
      value('order_id'),
      value('coupon'),
      value('day'),
    ),
  recorded_already_without_date: (value) =>
    sprintf(
      /* translators: 1: order ID, 2: coupon code */
      __(
        'Order ID "%1$s" with coupon "%2$s" is recorded already; give its date if it is another sale.',
        'finders-fee',
      ),
      value('order_id'),
      value('coupon'),
    ),
  recorded_already_without_order_id: (value) =>
    sprintf(
      /* translators: 1: coupon code, 2: day as "2026-11-03" */
      __('A sale of this amount with coupon "%1$s" on %2$s is recorded already.', 'finders-fee'),
      value('coupon'),
      value('day'),
    ),
  repeated_in_file: (value) =>
    sprintf(
      /* translators: 1: order ID, 2: coupon code, 3: day as "2026-11-03" */
      __('Order ID "%1$s" with coupon "%2$s" on %3$s stands further up in this file.', 'finders-fee'),
      value('order_id'),
      value('coupon'),
      value('day'),
    ),
  repeated_in_file_without_date: (value) =>
    sprintf(
      /* translators: 1: order ID, 2: coupon code */
      __(
        'Order ID "%1$s" with coupon "%2$s" stands further up in this file; give its date if it is another sale.',
        'finders-fee',
      ),
      value('order_id'),
      value('coupon'),
    ),
  repeated_in_file_without_order_id: (value) =>
    sprintf(
      /* translators: 1: coupon code, 2: day as "2026-11-03" */
      __('A sale of this amount with coupon "%1$s" on %2$s stands further up in this file.', 'finders-fee'),
      value('coupon'),
      value('day'),
    ),
};
