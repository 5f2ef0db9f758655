import { z } from 'zod';

/** An instant from outside, with any offset; 1970 to 2199. */
export const instantSchema = z.iso
  .datetime({ offset: true, abort: true, error: 'An instant such as "2026-11-03T10:00:00Z"' })
  .refine((text) => Date.parse(text) >= Date.UTC(1970, 0) && Date.parse(text) < Date.UTC(2200, 0), {
    message: 'An instant from 1970 to 2199',
  });

/** Query parameters that every list takes; each list narrows `orderby` and adds its own filters. */
export const listQueryShape = {
  page: z.coerce.number().int().min(1).default(1),
  per_page: z.coerce.number().int().min(1).max(100).default(20),
  search: z.string().trim().max(100).optional(),
  order: z.enum(['asc', 'desc']).default('desc'),
  after: instantSchema.optional(),
  before: instantSchema.optional(),
};

/** A filter by an id that WooCommerce made. `meta` is for the API's description, where coercion would look like "or null". */
export const storeIdFilter = z.coerce
  .number()
  .int()
  .min(1)
  .max(Number.MAX_SAFE_INTEGER)
  .meta({ type: 'integer' })
  .optional();

/** How a list is answered: one page as JSON, or all of it, as filtered, as CSV. */
export const formatShape = { format: z.enum(['json', 'csv']).default('json') };

/** Lists without filters are only cut into pages. */
export const cutQuerySchema = z.strictObject({
  page: listQueryShape.page,
  per_page: listQueryShape.per_page,
  ...formatShape,
});

/** Half-open span of instants, `[after, before)`, RFC 3339. */
export const spanQueryShape = { after: instantSchema.optional(), before: instantSchema.optional() };
