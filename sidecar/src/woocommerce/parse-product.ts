import { z } from 'zod';
import type { StoreCategory, StoreProduct } from '../domain/store-product.ts';

/** WordPress keeps names as HTML: `Tea &amp; Coffee`. */
const name = z
  .string()
  .nullish()
  .catch('')
  .transform((text) =>
    decode(text ?? '')
      .trim()
      .slice(0, 200),
  );

const productSchema = z.object({
  id: z.int().min(1),
  name,
  status: z.string().nullish().catch(null),
  categories: z
    .array(z.object({ id: z.int().min(1) }))
    .nullish()
    .catch([]),
});

/** What to ask the store for, and no more. */
export const productFields = Object.keys(productSchema.shape).join(',');

/** A product as `wc/v3` shows it. Throws ZodError when the body is none. */
export function parseProduct(body: unknown): StoreProduct {
  const product = productSchema.parse(body);
  return {
    productId: product.id,
    name: product.name,
    isTrashed: product.status === 'trash',
    categoryIds: (product.categories ?? []).map(({ id }) => id),
  };
}

const categorySchema = z.object({ id: z.int().min(1), name, parent: z.int().min(0).nullish() });

export const categoryFields = Object.keys(categorySchema.shape).join(',');

/** A category of products as `wc/v3` shows it. Throws ZodError when the body is none. */
export function parseCategory(body: unknown): StoreCategory {
  const category = categorySchema.parse(body);
  return { categoryId: category.id, parentId: category.parent || null, name: category.name };
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Once, and tags are taken out: what is left is text. */
function decode(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(
      /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,6}));/gi,
      (whole, decimal, hex, word: string | undefined) => {
        if (word !== undefined) return named[word.toLowerCase()] ?? whole;
        const point = decimal === undefined ? parseInt(String(hex), 16) : Number(decimal);
        return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
      },
    );
}
