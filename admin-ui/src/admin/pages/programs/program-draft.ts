import { __ } from '@wordpress/i18n';
import type { Base, ProductSet, Program, ProgramUpdate } from '@finders-fee/shared';
import { pageConfig } from '../../../config.ts';
import { calendarDayOf } from '../../../format/instant.ts';
import { parseAmount } from '../../../format/amount.ts';
import { startOfDay } from '../../../format/period.ts';
import { draftOf, rateFault, rateOf, type RateDraft } from '../../components/rate-draft.ts';

/** A program's terms while they are typed: everything as text, days in the store's zone. */
export interface ProgramDraft {
  name: string;
  rate: RateDraft;
  base: Base;
  holdDays: string;
  productRates: { key: number; set: ProductSet; rate: RateDraft }[];
  excluded: ProductSet;
  minimum: { amount: string; currency: string };
  startsOn: string;
  /** The last day on which orders earn. */
  endsOn: string;
  metadata: { key: number; name: string; value: string }[];
}

const nothing: ProductSet = { product_ids: [], category_ids: [] };
const plainBase: Base = {
  price: 'after_discount',
  include_tax: false,
  include_shipping: false,
  include_fees: false,
};

export function programDraft(program: Program | undefined): ProgramDraft {
  return {
    name: program?.name ?? '',
    rate: draftOf(program?.rate),
    base: program?.base ?? plainBase,
    holdDays: program?.hold_days?.toString() ?? '',
    productRates: (program?.product_rates ?? []).map(({ rate, ...set }, key) => ({
      key,
      set,
      rate: draftOf(rate),
    })),
    excluded: program?.excluded ?? nothing,
    minimum: {
      amount: program?.minimum?.amount ?? '',
      currency: program?.minimum?.currency ?? pageConfig().currency,
    },
    startsOn: firstDay(program),
    endsOn: lastDay(program),
    metadata: Object.entries(program?.metadata ?? {}).map(([name, value], key) => ({ key, name, value })),
  };
}

/** What is wrong at which field; a field without fault is undefined. */
export function programFaults(draft: ProgramDraft) {
  const hold = draft.holdDays.trim();
  const names = draft.metadata.map(({ name }) => name.trim());
  const { amount, currency } = draft.minimum;
  return {
    name: draft.name.trim() ? undefined : __('Give the program a name.', 'finders-fee'),
    rate: rateFault(draft.rate),
    hold_days:
      /^(\d{1,3})?$/.test(hold) && Number(hold) <= 365
        ? undefined
        : __('Type whole days from 0 to 365, or nothing.', 'finders-fee'),
    product_rates: draft.productRates.some(({ set, rate }) => isNothing(set) || rateFault(rate) !== undefined)
      ? __('Each of these rates needs a product or a category, and a rate.', 'finders-fee')
      : undefined,
    minimum:
      amount.trim() === '' || (parseAmount(amount) !== undefined && /^[A-Z]{3}$/.test(currency))
        ? undefined
        : __('Type a sum above 0 with its currency, or nothing.', 'finders-fee'),
    ends_at:
      draft.startsOn && draft.endsOn && draft.endsOn < draft.startsOn
        ? __('The last day lies before the first.', 'finders-fee')
        : undefined,
    metadata:
      names.includes('') || new Set(names).size < names.length
        ? __('Each note needs a key of its own.', 'finders-fee')
        : undefined,
  };
}

/** Whether a fault hides in the folded part. */
export function hasFaultsInMore(faults: ReturnType<typeof programFaults>): boolean {
  return Boolean(faults.product_rates ?? faults.minimum ?? faults.ends_at ?? faults.metadata);
}

/** The terms as the API takes them. A time frame whose day was not touched keeps its exact instant. */
export function programTerms(draft: ProgramDraft, program: Program | undefined): ProgramUpdate {
  const amount = parseAmount(draft.minimum.amount);
  const rate = rateOf(draft.rate);
  return {
    name: draft.name.trim(),
    ...(rate && { rate }),
    base: draft.base,
    hold_days: draft.holdDays.trim() === '' ? null : Number(draft.holdDays),
    product_rates: draft.productRates.flatMap(({ set, rate: typed }) => {
      const own = rateOf(typed);
      return own ? [{ ...set, rate: own }] : [];
    }),
    excluded: draft.excluded,
    minimum: amount === undefined ? null : { amount, currency: draft.minimum.currency },
    ...(!hasBegun(program) && { starts_at: startOf(draft, program) }),
    ends_at: endOf(draft, program),
    metadata: Object.fromEntries(draft.metadata.map(({ name, value }) => [name.trim(), value])),
  };
}

/** Orders were refused or have earned by the start of a program that has begun, so it stays. */
export function hasBegun(program: Program | undefined): boolean {
  return program !== undefined && (program.starts_at === null || Date.parse(program.starts_at) <= Date.now());
}

/** Whether the folded part holds something. */
export function hasMore({
  productRates,
  excluded,
  minimum,
  startsOn,
  endsOn,
  metadata,
}: ProgramDraft): boolean {
  const given = [
    productRates.length > 0,
    !isNothing(excluded),
    minimum.amount,
    startsOn,
    endsOn,
    metadata.length > 0,
  ];
  return given.some(Boolean);
}

function isNothing(set: ProductSet): boolean {
  return set.product_ids.length + set.category_ids.length === 0;
}

function firstDay(program: Program | undefined): string {
  return program?.starts_at ? calendarDayOf(program.starts_at) : '';
}

/** The time frame ends before an instant, so the last day is that of the moment before it. */
function lastDay(program: Program | undefined): string {
  return program?.ends_at ? calendarDayOf(new Date(Date.parse(program.ends_at) - 1).toISOString()) : '';
}

function startOf({ startsOn }: ProgramDraft, program: Program | undefined): string | null {
  if (startsOn === firstDay(program)) return program?.starts_at ?? null;
  return startsOn ? startOfDay(startsOn) : null;
}

function endOf({ endsOn }: ProgramDraft, program: Program | undefined): string | null {
  if (endsOn === lastDay(program)) return program?.ends_at ?? null;
  return endsOn ? startOfDay(endsOn, 1) : null;
}
