import { z } from 'zod';
import { formatShape, listQueryShape } from './list.ts';

const ids = z
  .string()
  .regex(/^\d{1,16}(,\d{1,16}){0,99}$/, 'At most 100 ids, separated by commas')
  .optional();

/** What the owner chooses products from. `include`: exactly these ids, for showing the names of what was chosen. */
export const productListQuerySchema = z.strictObject({
  page: listQueryShape.page,
  per_page: listQueryShape.per_page,
  search: listQueryShape.search,
  include: ids,
  ...formatShape,
});

export const productSchema = z.strictObject({
  id: z.int(),
  name: z.string(),
  category_ids: z.array(z.int()),
});

/** `name` with its parents before it: "Clothing › Hoodies". */
export const productCategorySchema = z.strictObject({ id: z.int(), name: z.string() });

export type ProductListQuery = z.infer<typeof productListQuerySchema>;
export type Product = z.infer<typeof productSchema>;
export type ProductCategory = z.infer<typeof productCategorySchema>;
