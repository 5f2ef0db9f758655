import {
  attributionSchema,
  commissionListQuerySchema,
  commissionReceiptSchema,
  commissionSchema,
  explanationSchema,
  redemptionListQuerySchema,
  redemptionSchema,
} from '@finders-fee/shared';
import { getAttribution } from '../../database/queries/attribution.ts';
import { getCommission, listCommissions, listReceipts } from '../../database/queries/commissions.ts';
import { getExplanation } from '../../database/queries/explanation.ts';
import { listRedemptions } from '../../database/queries/redemptions.ts';
import { list, route } from '../route.ts';
import { ownId, storeIdParams } from './params.ts';

const commission = commissionSchema.meta({ id: 'Commission' });
const params = ownId('commission');

export const commissionRoutes = [
  list({
    method: 'GET',
    path: '/commissions',
    access: 'owner',
    summary: 'Commissions as of now, after refunds',
    query: commissionListQuerySchema,
    item: commission,
    csv: {
      by: 'id',
      item: commissionReceiptSchema,
      handle: ({ database }, { query }) => listReceipts(database, query),
    },
    handle: ({ database }, { query }) => listCommissions(database, query),
  }),
  route({
    method: 'GET',
    path: '/commissions/{id}',
    access: 'owner',
    summary: 'One commission',
    params,
    answer: commission,
    handle: ({ database }, { params: { id } }) => getCommission(database.db, id),
  }),
  route({
    method: 'GET',
    path: '/commissions/{id}/explanation',
    access: 'owner',
    summary: 'How a commission came to its amount, step by step',
    params,
    answer: explanationSchema.meta({ id: 'Explanation' }),
    handle: ({ database }, { params: { id } }) => getExplanation(database.db, id),
  }),
  list({
    method: 'GET',
    path: '/redemptions',
    access: 'owner',
    summary: 'Every coupon and link on every order, with the sentence that says why it earned what it earned',
    query: redemptionListQuerySchema,
    item: redemptionSchema.meta({ id: 'Redemption' }),
    csv: { by: 'id' },
    handle: ({ database }, { query }) => listRedemptions(database, query),
  }),
  route({
    method: 'GET',
    path: '/orders/{id}/attribution',
    access: 'owner',
    summary: 'Who earns on an order, and why nobody else does',
    params: storeIdParams,
    answer: attributionSchema.meta({ id: 'Attribution' }),
    handle: ({ database }, { params: { id } }) => getAttribution(database, id),
  }),
];
