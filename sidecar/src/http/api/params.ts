import { idPattern, type IdKind } from '@finders-fee/shared';
import { z } from 'zod';

/** `{id}` of something the sidecar made. */
export function ownId(kind: IdKind) {
  return z.strictObject({ id: z.string().regex(idPattern(kind), `An id such as "${exampleOf(kind)}"`) });
}

/** `{id}` of an affiliate and `{note_id}` of a note about them. */
export const noteParams = z.strictObject({
  ...ownId('affiliate').shape,
  note_id: z.string().regex(idPattern('note'), `An id such as "${exampleOf('note')}"`),
});

/** `{id}` of something WooCommerce made. */
export const storeIdParams = z.strictObject({
  id: z
    .string()
    .regex(/^[1-9]\d{0,14}$/, 'A number as WooCommerce gave it')
    .transform(Number),
});

function exampleOf(kind: IdKind): string {
  return idPattern(kind).source.replace('^', '').replace(/\[.*$/, '0192f0c1…');
}
