const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#039;': "'",
};

/**
 * A code as WooCommerce keeps it (`wc_format_coupon_code`): entities decoded, tags dropped, `&` kept as `&amp;`, trimmed, lower case.
 */
export function formatCouponCode(text: string): string {
  const decoded = text.replace(/&(amp|lt|gt|quot|#039);/g, (entity) => entities[entity] ?? entity);
  return decoded
    .replace(/<[^>]*>/g, '')
    .replace(/&/g, '&amp;')
    .trim()
    .toLowerCase();
}

/** What the database's collation takes for the same code: case and accents make no difference. */
export function isSameCouponCode(a: string, b: string): boolean {
  const plain = (code: string) => code.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain(a) === plain(b);
}
