import { z } from 'zod';
import { channelSchema, redemptionSchema } from './commission.ts';
import { healthSchema } from './health.ts';
import { formatShape, spanQueryShape } from './list.ts';

const figures = z.strictObject({
  currency: z.string(),
  orders: z.int(),
  sales: z.string(),
  discount: z.string(),
  commission: z.string(),
  new_customers: z.int(),
});

/** What the first screen shows, in one answer: health, a period beside the one before, the first steps, the newest rows. */
export const overviewSchema = z.strictObject({
  health: healthSchema,
  store: z.strictObject({ currency: z.string(), time_zone: z.string() }).nullable(),
  period: z.strictObject({ after: z.iso.datetime(), before: z.iso.datetime() }),
  figures: z.array(figures),
  figures_before: z.array(figures),
  days: z.array(
    z.strictObject({ day: z.iso.date(), currency: z.string(), sales: z.string(), commission: z.string() }),
  ),
  owed: z.array(z.strictObject({ currency: z.string(), affiliates: z.int(), amount: z.string() })),
  steps: z.strictObject({
    connected: z.boolean(),
    program: z.boolean(),
    affiliate_with_coupon: z.boolean(),
    first_order: z.boolean(),
  }),
  newest: z.array(redemptionSchema),
});

export const overviewQuerySchema = z.strictObject(spanQueryShape);

export const summaryQuerySchema = z.strictObject({
  ...spanQueryShape,
  group_by: z.enum(['day', 'affiliate', 'coupon', 'program', 'channel']).default('day'),
  affiliate_id: z.string().optional(),
  program_id: z.string().optional(),
  coupon_code: z.string().max(255).optional(),
  channel: channelSchema.optional(),
  ...formatShape,
});

/**
 * Orders that carry a coupon, or on which a link or a referral code earns, while they earn, and offline sales. An order that several affiliates share counts as an order for each of them;
 * its sales and discount are parted among them, so that those of the rows always add up to the whole.
 */
export const summaryRowSchema = z.strictObject({
  key: z.string(),
  label: z.string(),
  currency: z.string(),
  orders: z.int(),
  sales: z.string(),
  discount: z.string(),
  commission: z.string(),
});

export type Overview = z.infer<typeof overviewSchema>;
export type OverviewQuery = z.infer<typeof overviewQuerySchema>;
export type SummaryQuery = z.infer<typeof summaryQuerySchema>;
export type SummaryRow = z.infer<typeof summaryRowSchema>;
