import {
  cutQuerySchema,
  meSchema,
  myCommissionSchema,
  myCouponSchema,
  myExplanationSchema,
  mySaleSchema,
  mySummarySchema,
  overviewQuerySchema,
} from '@finders-fee/shared';
import {
  getMe,
  getMyExplanation,
  getMySummary,
  listMyCommissions,
  listMyCoupons,
  listMySales,
} from '../../database/queries/me.ts';
import { list, route } from '../route.ts';
import { here } from './here.ts';
import { ownId } from './params.ts';

/** What belongs to the caller's own affiliate, and nothing else. */
export const meRoutes = [
  route({
    method: 'GET',
    path: '/me',
    access: 'self',
    summary: 'The caller’s affiliate with balances',
    answer: meSchema.meta({ id: 'Me' }),
    handle: async (services, { caller }) => getMe(services.database, caller.userId, await here(services)),
  }),
  list({
    method: 'GET',
    path: '/me/coupons',
    access: 'self',
    summary: 'The caller’s coupons',
    query: cutQuerySchema,
    item: myCouponSchema.meta({ id: 'MyCoupon' }),
    csv: { by: 'page' },
    handle: async (services, { caller, query }) =>
      listMyCoupons(services.database, caller.userId, query, await here(services)),
  }),
  list({
    method: 'GET',
    path: '/me/sales',
    access: 'self',
    summary: 'Every use of the caller’s coupons and link, with what it earned or why it earned nothing',
    query: cutQuerySchema,
    item: mySaleSchema.meta({ id: 'MySale' }),
    csv: { by: 'page' },
    handle: ({ database }, { caller, query }) => listMySales(database, caller.userId, query),
  }),
  list({
    method: 'GET',
    path: '/me/commissions',
    access: 'self',
    summary: 'The caller’s commissions, newest order first',
    query: cutQuerySchema,
    item: myCommissionSchema.meta({ id: 'MyCommission' }),
    csv: { by: 'page' },
    handle: ({ database }, { caller, query }) => listMyCommissions(database, caller.userId, query),
  }),
  route({
    method: 'GET',
    path: '/me/commissions/{id}/explanation',
    access: 'self',
    summary: 'How one of the caller’s commissions came to its amount',
    params: ownId('commission'),
    answer: myExplanationSchema.meta({ id: 'MyExplanation' }),
    handle: ({ database }, { caller, params: { id } }) => getMyExplanation(database, caller.userId, id),
  }),
  route({
    method: 'GET',
    path: '/me/summary',
    access: 'self',
    summary: 'The caller’s commission per day, by default of the last 30 days',
    query: overviewQuerySchema,
    answer: mySummarySchema.meta({ id: 'MySummary' }),
    handle: async (services, { caller, query }) =>
      getMySummary(services.database, caller.userId, query, await here(services)),
  }),
];
