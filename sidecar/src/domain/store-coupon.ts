/**
 * Which products a coupon may discount (WC_Coupon::is_valid_for_product): those listed, by id or category, or all where none is listed,
 * less the excluded ones. Ids name a product or one of its variations; a category means its sub-categories too.
 */
export interface Restrictions {
  productIds: number[];
  excludedProductIds: number[];
  categoryIds: number[];
  excludedCategoryIds: number[];
}

/** A coupon as the store knows it. `code` is already normalised by WooCommerce, `amount` a decimal string. */
export interface StoreCoupon {
  couponId: number;
  code: string;
  discountType: string;
  amount: string;
  expiresOn: string | null;
  /** Null where it may discount everything. */
  restrictions: Restrictions | null;
  usageCount: number;
  status: 'publish' | 'draft' | 'trash' | 'deleted';
}
