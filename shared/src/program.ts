import { z } from 'zod';
import { currencyExponent } from './currency.ts';
import { idPattern } from './id.ts';
import { formatShape, instantSchema, listQueryShape } from './list.ts';

const percentPattern = /^(100(\.0{1,4})?|\d{1,2}(\.\d{1,4})?)$/;
const amountPattern = /^\d{1,12}(\.\d{1,4})?$/;
const currencyCode = z.string().regex(/^[A-Z]{3}$/, 'An ISO 4217 code such as "EUR"');

export const rateTypeSchema = z.enum(['percent', 'fixed_per_order', 'fixed_per_item']);

/**
 * What a commission is worth. `percent`: a percentage as a decimal string, above 0 and at most 100: `"10"`, `"12.5"`.
 * `fixed_per_order`, `fixed_per_item`: an amount above 0 in `currency`, with at most the currency's decimals; it counts for orders in that
 * currency only. Left out on write, `currency` is the store's.
 */
export const rateSchema = z
  .strictObject({
    type: rateTypeSchema,
    value: z.string().max(17),
    currency: currencyCode.optional(),
  })
  .superRefine((rate, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (rate.type === 'percent') {
      if (!percentPattern.test(rate.value)) {
        refuse('value', 'A percentage such as "10" or "12.5", at most 100 with at most 4 decimals');
      } else if (Number(rate.value) === 0) refuse('value', 'A rate above 0');
      if (rate.currency !== undefined) refuse('currency', 'No currency: a percentage has none');
      return;
    }
    if (!amountPattern.test(rate.value)) refuse('value', 'An amount such as "5" or "2.50"');
    else if (Number(rate.value) === 0) refuse('value', 'An amount above 0');
    else if (rate.currency !== undefined && decimalsOf(rate.value) > currencyExponent(rate.currency)) {
      refuse(
        'value',
        `An amount with at most ${currencyExponent(rate.currency)} decimals, as ${rate.currency} has`,
      );
    }
  });

function decimalsOf(value: string): number {
  return value.split('.')[1]?.replace(/0+$/, '').length ?? 0;
}

const storeIds = z.array(z.int().min(1).max(Number.MAX_SAFE_INTEGER)).max(1000);

/** Products of a shop: by id (a variable product's, or one of its variations), or by category, which means its sub-categories too. */
export const productSetSchema = z.strictObject({
  product_ids: storeIds.default([]),
  category_ids: storeIds.default([]),
});

export const productRateSchema = z
  .strictObject({ ...productSetSchema.shape, rate: rateSchema })
  .refine(({ product_ids: products, category_ids: categories }) => products.length + categories.length > 0, {
    path: ['product_ids'],
    message: 'At least one product or category',
  });

/** The least that an order's products have to come to, after discount and without tax. Orders in another currency are not held to it. */
export const minimumSchema = z.strictObject({
  amount: z.string().regex(amountPattern, 'An amount such as "80" or "80.00"'),
  currency: currencyCode.optional(),
});

/** Which amounts of an order a commission is a share of. */
export const baseSchema = z.strictObject({
  price: z.enum(['after_discount', 'before_discount']).default('after_discount'),
  include_tax: z.boolean().default(false),
  include_shipping: z.boolean().default(false),
  include_fees: z.boolean().default(false),
});

const writableShape = {
  name: z.string().trim().min(1).max(120),
  status: z.enum(['active', 'paused']),
  rate: rateSchema,
  base: baseSchema,
  hold_days: z.int().min(0).max(365).nullable(),
  product_rates: z.array(productRateSchema).max(100),
  excluded: productSetSchema,
  minimum: minimumSchema.nullable(),
  /** Orders placed before or after earn nothing; null is open. */
  starts_at: instantSchema.nullable(),
  ends_at: instantSchema.nullable(),
  metadata: z
    .record(z.string().trim().min(1).max(60), z.string().max(500))
    .refine((metadata) => Object.keys(metadata).length <= 50, 'At most 50 entries'),
};

const nothingExcluded = { product_ids: [], category_ids: [] };

export const programCreateSchema = z.strictObject({
  ...writableShape,
  status: writableShape.status.default('active'),
  base: baseSchema.default({
    price: 'after_discount',
    include_tax: false,
    include_shipping: false,
    include_fees: false,
  }),
  hold_days: writableShape.hold_days.default(null),
  product_rates: writableShape.product_rates.default([]),
  excluded: productSetSchema.default(nothingExcluded),
  minimum: writableShape.minimum.default(null),
  starts_at: writableShape.starts_at.default(null),
  ends_at: writableShape.ends_at.default(null),
  metadata: writableShape.metadata.default({}),
});

export const programUpdateSchema = z.strictObject(writableShape).partial();

export const programSchema = z.strictObject({
  id: z.string().regex(idPattern('program')),
  ...writableShape,
  version: z.int().min(1),
  version_since: z.iso.datetime(),
  affiliates_count: z.int(),
  /** Coupons that affiliates of the program own now. */
  coupons_count: z.int(),
  created_at: z.iso.datetime(),
});

export const programListQuerySchema = z.strictObject({
  ...listQueryShape,
  orderby: z.enum(['name', 'created_at']).default('created_at'),
  status: z.enum(['active', 'paused']).optional(),
  ...formatShape,
});

/**
 * Whom it concerns when a program is paused, ended or deleted, told before it is done. `links`: none while referral links are off.
 * `commissions_waiting`: earned under it and not paid yet; they stay.
 */
export const programConsequencesSchema = z.strictObject({
  affiliates: z.int(),
  coupons: z.int(),
  links: z.int(),
  commissions_waiting: z.int(),
});

export type RateType = z.infer<typeof rateTypeSchema>;
export type ProductSet = z.infer<typeof productSetSchema>;
export type ProductRate = z.infer<typeof productRateSchema>;
export type Minimum = z.infer<typeof minimumSchema>;
export type Rate = z.infer<typeof rateSchema>;
export type Base = z.infer<typeof baseSchema>;
export type Program = z.infer<typeof programSchema>;
export type ProgramCreate = z.infer<typeof programCreateSchema>;
export type ProgramUpdate = z.infer<typeof programUpdateSchema>;
export type ProgramListQuery = z.infer<typeof programListQuerySchema>;
export type ProgramConsequences = z.infer<typeof programConsequencesSchema>;
