import type {
  Account,
  Channel,
  CommissionStatus,
  LedgerKind,
  MultipleCoupons,
  ReasonCode,
  Sentence,
  Terms,
} from '@finders-fee/shared';
import type { OrderSnapshot } from './order-snapshot.ts';
import type { Restrictions } from './store-coupon.ts';

/** The store's rules for an order, as they stood when it was first seen. */
export interface OrderRules {
  multipleCoupons: MultipleCoupons;
  earningStatuses: string[];
  /** How long before the order a link may have been followed; 0 where links earn nothing. */
  linkDays: number;
  /** Whether the customer's permanent referral code earns where nothing else does. */
  payPermanentCode: boolean;
}

/** How an affiliate comes to an order of the shop, in the order in which they go before each other. */
export const orderChannels = ['coupon', 'link', 'referral_code'] as const satisfies readonly Channel[];

export type OrderChannel = (typeof orderChannels)[number];

/** Categories with their parents by product id; JSON makes the ids strings. */
export type CategoriesByProduct = Readonly<Record<string, number[]>>;

/** Everything written down about one order. */
export interface OrderBooks {
  order: OrderRecord;
  redemptions: Redemption[];
  commissions: CommissionRecord[];
}

/** An order as stored. `totalMinor` is gross and before refunds, `salesMinor` the product lines after discount and without tax. */
export interface OrderRecord {
  orderId: number;
  number: string;
  status: string;
  currency: string;
  exponent: number;
  totalMinor: bigint;
  salesMinor: bigint;
  discountMinor: bigint;
  customerId: string | null;
  firstCouponCode: string | null;
  everPaid: boolean;
  placedAt: Date;
  modifiedAt: Date;
  asOf: Date;
  /** Whether it stands in the reports: it carries a coupon, or an affiliate earns on it, and it counts at present. */
  counts: boolean;
  rules: OrderRules;
  categories: CategoriesByProduct;
  snapshot: OrderSnapshot;
  snapshotHash: string;
  recordedAt: Date;
}

/**
 * One coupon on one order; position 0 was applied first. After the coupons come the link that the buyer followed and the buyer's permanent
 * referral code, where an affiliate is behind them. `commissionId`: the commission that it brought.
 */
export interface Redemption {
  id: string;
  orderId: number;
  position: number;
  channel: OrderChannel;
  couponId: number | null;
  /** Null for a link. */
  couponCode: string | null;
  affiliateId: string | null;
  /** The affiliate's program, as it was when the coupon or link was first seen on the order. */
  programId: string | null;
  commissionId: string | null;
  discountMinor: bigint;
  /** Whether its owner may earn with it at all; who of several does is for the order's rules. */
  eligible: boolean;
  restrictions: Restrictions | null;
  reasons: ReasonCode[];
  placedAt: Date;
}

/** How far a commission has come, whatever it is worth at present. */
export type Stage = 'pending' | 'held' | 'approved' | 'paid' | 'rejected';

/** What one affiliate earns on one order or offline sale, as of now. `status` is `reversed` while it is worth nothing, else its stage. */
export interface CommissionRecord {
  id: string;
  orderId: number | null;
  offlineSaleId: string | null;
  affiliateId: string;
  programId: string;
  couponId: number | null;
  couponCode: string | null;
  channel: Channel;
  status: CommissionStatus;
  stage: Stage;
  /** Why somebody is to look at it. */
  reviewReasons: ReasonCode[];
  reviewNote: string | null;
  currency: string;
  exponent: number;
  baseMinor: bigint;
  amountMinor: bigint;
  /** How much of it paid payouts hold. */
  paidMinor: bigint;
  /** Its part of what the order sold, and of the discount. */
  salesMinor: bigint;
  discountMinor: bigint;
  summary: Sentence;
  terms: Terms;
  holdDays: number;
  /** When its hold ends. */
  payableAt: Date;
  entriesCount: number;
  placedAt: Date;
  recordedAt: Date;
}

/** One movement of the ledger; `amountMinor` is above 0, the accounts tell the direction. */
export interface LedgerTransfer {
  id: string;
  reference: string;
  kind: LedgerKind;
  affiliateId: string;
  commissionId: string | null;
  orderId: number | null;
  currency: string;
  exponent: number;
  fromAccount: Account;
  toAccount: Account;
  amountMinor: bigint;
  reason: string;
  occurredAt: Date;
  recordedAt: Date;
}
