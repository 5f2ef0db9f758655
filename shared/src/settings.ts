import { z } from 'zod';

/** 0 off · 1 the first discount coupon of a paid order stays with the customer. Typed codes (2) are not built yet. */
const referralCodeMode = z.union([z.literal(0), z.literal(1)]);

/** WooCommerce's statuses of orders that were withdrawn or not placed yet: they never earn. */
const neverEarning = [
  'auto-draft',
  'cancelled',
  'checkout-draft',
  'deleted',
  'draft',
  'failed',
  'new',
  'refunded',
  'trash',
];
const earningStatus = z
  .string()
  .regex(/^(?!wc-)[a-z0-9_-]{1,40}$/, 'A status such as "processing", without the prefix "wc-"')
  .refine(
    (status) => !neverEarning.includes(status),
    'A status of orders that were placed and not withdrawn',
  );

/** Who earns when several affiliates' coupons may discount one line of an order. */
export const multipleCouponsSchema = z.enum(['first', 'last', 'largest', 'split']);

export const settingsSchema = z.strictObject({
  referral_code_mode: referralCodeMode,
  multiple_coupons: multipleCouponsSchema,
  hold_days: z.int().min(0).max(365),
  coupon_commissions_enabled: z.boolean(),
  /** How many days before the order a referral link may have been followed; 0 switches links off. */
  link_days: z.int().min(0).max(365),
  /** Whether a customer's permanent referral code earns where no coupon and no link does. */
  pay_permanent_code: z.boolean(),
  earning_statuses: z.array(earningStatus).min(1).max(20),
});

export const settingsUpdateSchema = settingsSchema.partial();

export type MultipleCoupons = z.infer<typeof multipleCouponsSchema>;
export type Settings = z.infer<typeof settingsSchema>;
export type SettingsUpdate = z.infer<typeof settingsUpdateSchema>;

export const defaultSettings: Settings = {
  referral_code_mode: 1,
  multiple_coupons: 'last',
  hold_days: 30,
  coupon_commissions_enabled: true,
  link_days: 30,
  pay_permanent_code: false,
  earning_statuses: ['processing', 'completed'],
};
