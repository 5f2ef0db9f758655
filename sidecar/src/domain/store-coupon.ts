/** A coupon as the store knows it. `code` is already normalised by WooCommerce, `amount` a decimal string. */
export interface StoreCoupon {
  couponId: number;
  code: string;
  discountType: string;
  amount: string;
  expiresOn: string | null;
  usageCount: number;
  status: 'publish' | 'draft' | 'trash' | 'deleted';
}
