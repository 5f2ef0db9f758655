import {
  payoutCancelSchema,
  payoutListQuerySchema,
  payoutPaySchema,
  payoutProposeSchema,
  payoutSchema,
} from '@finders-fee/shared';
import { z } from 'zod';
import { getPayout, listPayouts } from '../../database/queries/payouts.ts';
import { proposePayouts } from '../../use-cases/propose-payouts.ts';
import { settlePayout } from '../../use-cases/settle-payout.ts';
import { list, route } from '../route.ts';
import { ownId } from './params.ts';

const answer = payoutSchema.meta({ id: 'Payout' });
const params = ownId('payout');
/** Some clients say "no body" with an empty list. */
const orNothing = (body: unknown) => (Array.isArray(body) && body.length === 0 ? {} : body);
const payBody = z.preprocess(orNothing, payoutPaySchema.meta({ id: 'PayoutPay' }).default({}));
const cancelBody = z.preprocess(orNothing, payoutCancelSchema.meta({ id: 'PayoutCancel' }).default({}));

export const payoutRoutes = [
  list({
    method: 'GET',
    path: '/payouts',
    access: 'owner',
    summary: 'Payouts with what they are made of, and where to send what is proposed',
    query: payoutListQuerySchema,
    item: answer,
    csv: { by: 'id' },
    handle: ({ database, config }, { query }) => listPayouts(database, query, config.key),
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
    handle: ({ database, config }, { params: { id } }) => getPayout(database.db, id, config.key),
  }),
  route({
    method: 'POST',
    path: '/payouts/{id}/pay',
    access: 'owner',
    summary:
      'Write down that a payout was paid; more than is payable now only where it is said to have been sent already',
    params,
    body: payBody,
    answer,
    handle: (services, { params: { id }, body }) => settlePayout(services, id, 'pay', body),
  }),
  route({
    method: 'POST',
    path: '/payouts/{id}/cancel',
    access: 'owner',
    summary: 'Drop a proposal, or take back that a payout was paid',
    params,
    body: cancelBody,
    answer,
    handle: (services, { params: { id }, body }) => settlePayout(services, id, 'cancel', body),
  }),
];
