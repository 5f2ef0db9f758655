import { z } from 'zod';
import { idPattern } from './id.ts';
import { listQueryShape } from './list.ts';

const percentPattern = /^(100(\.0{1,4})?|\d{1,2}(\.\d{1,4})?)$/;

/** A rate in percent as a decimal string, above 0 and at most 100: `"10"`, `"12.5"`. */
export const rateSchema = z.strictObject({
  type: z.literal('percent'),
  value: z
    .string()
    .regex(percentPattern, 'A percentage such as "10" or "12.5", at most 100 with at most 4 decimals')
    .refine((value) => Number(value) > 0, 'A rate above 0'),
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
};

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
});

export const programUpdateSchema = z.strictObject(writableShape).partial();

export const programSchema = z.strictObject({
  id: z.string().regex(idPattern('program')),
  ...writableShape,
  version: z.int().min(1),
  version_since: z.iso.datetime(),
  affiliates_count: z.int(),
  created_at: z.iso.datetime(),
});

export const programListQuerySchema = z.strictObject({
  ...listQueryShape,
  orderby: z.enum(['name', 'created_at']).default('created_at'),
  status: z.enum(['active', 'paused']).optional(),
});

export type Rate = z.infer<typeof rateSchema>;
export type Base = z.infer<typeof baseSchema>;
export type Program = z.infer<typeof programSchema>;
export type ProgramCreate = z.infer<typeof programCreateSchema>;
export type ProgramUpdate = z.infer<typeof programUpdateSchema>;
export type ProgramListQuery = z.infer<typeof programListQuerySchema>;
