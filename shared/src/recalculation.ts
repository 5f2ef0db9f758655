import { z } from 'zod';
import { idPattern } from './id.ts';
import { instantSchema } from './list.ts';

/**
 * Decides again about orders of the past with today's rules, which nothing else ever does. `dry_run` (the default) only shows what would change;
 * the same request with `dry_run: false` and the preview's `fingerprint` does it.
 */
export const recalculationSchema = z.strictObject({
  after: instantSchema.optional(),
  before: instantSchema.optional(),
  program_id: z.string().regex(idPattern('program')).optional(),
  affiliate_id: z.string().regex(idPattern('affiliate')).optional(),
  dry_run: z.boolean().default(true),
  fingerprint: z.string().length(64).optional(),
});

/** One commission that would come out differently; `commission_id` is null where there is none yet. */
export const recalculationDifferenceSchema = z.strictObject({
  order_id: z.int(),
  order_number: z.string(),
  commission_id: z.string().nullable(),
  affiliate_id: z.string(),
  affiliate_name: z.string(),
  currency: z.string(),
  before: z.string(),
  after: z.string(),
});

/**
 * `differences` holds the first 5,000, by order; `differences_count` and `totals` are about all. `applied`: it is being written just so;
 * an order of which something else would come by then, because rules or the order have changed, stays as it is.
 */
export const recalculationResultSchema = z.strictObject({
  orders: z.int(),
  differences: z.array(recalculationDifferenceSchema),
  differences_count: z.int(),
  totals: z.array(z.strictObject({ currency: z.string(), before: z.string(), after: z.string() })),
  fingerprint: z.string(),
  applied: z.boolean(),
});

export type Recalculation = z.infer<typeof recalculationSchema>;
export type RecalculationDifference = z.infer<typeof recalculationDifferenceSchema>;
export type RecalculationResult = z.infer<typeof recalculationResultSchema>;
