/**
 * What we keep of an order: everything that decides money, nothing that names a person.
 * Amounts are decimal strings exactly as WooCommerce's REST API prints them at the store's price decimals; instants end in `Z`.
 */
export interface OrderSnapshot {
  orderId: number;
  number: string;
  /** WooCommerce's status, or `trash`, or `deleted` once the order is gone for good. */
  status: string;
  currency: string;
  placedAt: string;
  modifiedAt: string;
  paidAt: string | null;
  createdVia: string;
  customerUserId: number;
  /** Gross, as bought: refunds do not lower it. */
  total: string;
  lines: OrderLine[];
  shipping: ExtraLine[];
  fees: ExtraLine[];
  coupons: CouponLine[];
  /** The affiliate's link that the buyer followed last before ordering; null where none is known. */
  click: Click | null;
  refunds: Refund[];
}

/** A product line. Amounts are without tax; `subtotal` before coupons, `total` after. */
export interface OrderLine {
  itemId: number;
  name: string;
  productId: number;
  variationId: number;
  quantity: number;
  subtotal: string;
  subtotalTax: string;
  total: string;
  totalTax: string;
}

/** A shipping or fee line; a fee may be negative. */
export interface ExtraLine {
  itemId: number;
  name: string;
  total: string;
  totalTax: string;
}

/** A coupon in the order it was applied. `couponId` from WooCommerce's `coupon_info`, null on orders older than that. */
export interface CouponLine {
  couponId: number | null;
  code: string;
  discount: string;
}

/** `linkCode` is what the link's address carries (`ref`); nobody may be behind it. */
export interface Click {
  linkCode: string;
  clickedAt: string;
}

/** `amount` is what the buyer got back, positive and with tax; `lines` is empty for a refund of a bare amount. */
export interface Refund {
  refundId: number;
  createdAt: string | null;
  amount: string;
  lines: RefundLine[];
}

/** A part of a refund for one item of the order (matched by WooCommerce's `_refunded_item_id`): what the buyer got back, below 0 for a negative fee. */
export interface RefundLine {
  kind: 'product' | 'shipping' | 'fee';
  itemId: number | null;
  quantity: number;
  total: string;
  totalTax: string;
}
