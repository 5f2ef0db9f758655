import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });

/** Query parameters that every list takes; each list narrows `orderby` and adds its own filters. */
export const listQueryShape = {
  page: z.coerce.number().int().min(1).default(1),
  per_page: z.coerce.number().int().min(1).max(100).default(20),
  search: z.string().trim().max(100).optional(),
  order: z.enum(['asc', 'desc']).default('desc'),
  after: instant.optional(),
  before: instant.optional(),
};

/** Half-open span of instants, `[after, before)`, RFC 3339. */
export const spanQueryShape = { after: instant.optional(), before: instant.optional() };
