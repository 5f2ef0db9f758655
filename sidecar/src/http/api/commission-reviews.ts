import {
  bulkReviewResultSchema,
  bulkReviewSchema,
  commissionSchema,
  reviewBodySchema,
} from '@finders-fee/shared';
import { reviewMany, reviewOne } from '../../use-cases/review-commissions.ts';
import { route } from '../route.ts';
import { ownId } from './params.ts';

const answer = commissionSchema.meta({ id: 'Commission' });
const body = reviewBodySchema.meta({ id: 'ReviewBody' }).default({});

const summaries = {
  approve: 'Let a commission be paid, whatever is left of its hold; also one that was held or rejected',
  reject: 'Take a commission back for good; nothing of it may be paid yet',
  hold: 'Keep a commission from being paid until somebody has looked at it',
  release: 'Let a held or rejected commission go on as if nobody had looked at it',
} as const;

export const commissionReviewRoutes = [
  ...(['approve', 'reject', 'hold', 'release'] as const).map((action) =>
    route({
      method: 'POST',
      path: `/commissions/{id}/${action}`,
      access: 'owner',
      summary: summaries[action],
      params: ownId('commission'),
      body,
      answer,
      handle: (services, { params: { id }, body: { note } }) => reviewOne(services, id, { action, note }),
    }),
  ),
  route({
    method: 'POST',
    path: '/commissions/bulk',
    access: 'owner',
    summary: 'The same for many commissions, each answered by itself',
    body: bulkReviewSchema.meta({ id: 'BulkReview' }),
    answer: bulkReviewResultSchema.meta({ id: 'BulkReviewResult' }),
    handle: (services, { body: asked }) => reviewMany(services, asked),
  }),
];
