import { payoutListQuerySchema, payoutProposeSchema, payoutSchema } from '@finders-fee/shared';
import { z } from 'zod';
import { getPayout, listPayouts } from '../../database/queries/payouts.ts';
import { proposePayouts } from '../../use-cases/propose-payouts.ts';
import { settlePayout } from '../../use-cases/settle-payout.ts';
import { list, route } from '../route.ts';
import { ownId } from './params.ts';

const answer = payoutSchema.meta({ id: 'Payout' });
const params = ownId('payout');

export const payoutRoutes = [
  list({
    method: 'GET',
    path: '/payouts',
    access: 'owner',
    summary: 'Payouts with what they are made of',
    query: payoutListQuerySchema,
    item: answer,
    csv: { by: 'id' },
    handle: ({ database }, { query }) => listPayouts(database, query),
  }),
  route({
    method: 'POST',
    path: '/payouts',
    access: 'owner',
    summary:
      'Propose a payout of all that is approved, to everybody or to one affiliate; answers the new ones',
    body: payoutProposeSchema.meta({ id: 'PayoutPropose' }).default({}),
    answer: z.array(answer),
    status: 201,
    statusOf: (made) => (made.length === 0 ? 200 : 201),
    handle: (services, { body }) => proposePayouts(services, body),
  }),
  route({
    method: 'GET',
    path: '/payouts/{id}',
    access: 'owner',
    summary: 'One payout',
    params,
    answer,
    handle: ({ database }, { params: { id } }) => getPayout(database.db, id),
  }),
  route({
    method: 'POST',
    path: '/payouts/{id}/pay',
    access: 'owner',
    summary: 'Write down that a payout was paid; never more than is payable now',
    params,
    answer,
    handle: (services, { params: { id } }) => settlePayout(services, id, 'pay'),
  }),
  route({
    method: 'POST',
    path: '/payouts/{id}/cancel',
    access: 'owner',
    summary: 'Drop a proposal, or take back that a payout was paid',
    params,
    answer,
    handle: (services, { params: { id } }) => settlePayout(services, id, 'cancel'),
  }),
];
