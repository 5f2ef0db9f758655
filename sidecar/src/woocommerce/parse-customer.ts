import { z } from 'zod';
import type { Buyer } from '../domain/arrival.ts';
import { phoneKey } from '../domain/identity-keys.ts';

const customerSchema = z.object({
  id: z.int().min(1),
  email: z.string().max(254).nullish(),
  first_name: z.string().max(100).nullish(),
  last_name: z.string().max(100).nullish(),
  billing: z
    .object({ phone: z.string().max(100).nullish().catch(null) })
    .nullish()
    .catch(null),
});

/** What to ask the store for. */
export const customerFields = Object.keys(customerSchema.shape).join(',');

/** A registered customer as `wc/v3` shows one. Throws ZodError when the body is none. */
export function parseCustomer(body: unknown): Buyer {
  const customer = customerSchema.parse(body);
  return {
    userId: customer.id,
    email: customer.email || null,
    name: `${customer.first_name ?? ''} ${customer.last_name ?? ''}`.trim(),
    phoneHash: phoneKey(customer.billing?.phone ?? null),
  };
}
