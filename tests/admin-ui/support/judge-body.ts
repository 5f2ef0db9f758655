import {
  affiliateCreateSchema,
  affiliateUpdateSchema,
  couponCreateSchema,
  couponUpdateSchema,
  noteCreateSchema,
  payoutCancelSchema,
  payoutPaySchema,
  payoutProposeSchema,
  programCreateSchema,
  programUpdateSchema,
  recalculationSchema,
  settingsUpdateSchema,
  writeOffSchema,
} from '@finders-fee/shared';

const schemas = {
  'PUT settings': settingsUpdateSchema,
  'POST programs': programCreateSchema,
  'PUT programs/:id': programUpdateSchema,
  'POST affiliates': affiliateCreateSchema,
  'PUT affiliates/:id': affiliateUpdateSchema,
  'POST affiliates/:id/notes': noteCreateSchema,
  'POST affiliates/:id/write-offs': writeOffSchema,
  'POST coupons': couponCreateSchema,
  'PUT coupons/:id': couponUpdateSchema,
  'POST payouts': payoutProposeSchema,
  'POST payouts/:id/pay': payoutPaySchema.default({}),
  'POST payouts/:id/cancel': payoutCancelSchema.default({}),
  'POST recalculations': recalculationSchema,
};

/** What the sidecar itself would refuse of a write; undefined when nothing, or when the route takes no such body. */
export function faultOfBody(method: string, path: string, body: unknown): string | undefined {
  const route = `${method} ${path.replace(/\/(?:[a-z]{3}_\w+|\d+)/g, '/:id')}`;
  const schema = Object.entries(schemas).find(([name]) => name === route)?.[1];
  const judged = schema?.safeParse(body);
  return judged?.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
}
