import type { Channel, CommissionStatus, LedgerKind, ReasonCode, Sentence, Terms } from '@finders-fee/shared';
import type { OrderSnapshot } from './order-snapshot.ts';

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
  snapshot: OrderSnapshot;
  snapshotHash: string;
  recordedAt: Date;
}

/** One coupon on one order; position 0 was applied first. `commissionId`: the commission that this coupon brought. */
export interface Redemption {
  id: string;
  orderId: number;
  position: number;
  couponId: number | null;
  couponCode: string;
  affiliateId: string | null;
  commissionId: string | null;
  discountMinor: bigint;
  reasons: ReasonCode[];
  placedAt: Date;
}

/** What one affiliate earns on one order, as of now. */
export interface CommissionRecord {
  id: string;
  orderId: number;
  affiliateId: string;
  programId: string;
  couponId: number | null;
  couponCode: string | null;
  channel: Channel;
  status: CommissionStatus;
  currency: string;
  exponent: number;
  baseMinor: bigint;
  amountMinor: bigint;
  summary: Sentence;
  terms: Terms;
  holdDays: number;
  entriesCount: number;
  placedAt: Date;
  recordedAt: Date;
}

type Account = 'expense' | 'pending' | 'approved' | 'paid';

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
