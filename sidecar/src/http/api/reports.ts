import {
  healthSchema,
  overviewQuerySchema,
  overviewSchema,
  referralCodeReportQuerySchema,
  referralCodeReportSchema,
  summaryQuerySchema,
  summaryRowSchema,
  syncResultSchema,
} from '@finders-fee/shared';
import { z } from 'zod';
import { readHealth } from '../../database/queries/health.ts';
import { readOverview } from '../../database/queries/overview.ts';
import { reportReferralCodes } from '../../database/queries/referral-code-report.ts';
import { summarise } from '../../database/queries/sales.ts';
import { runSync } from '../../use-cases/run-sync.ts';
import { route } from '../route.ts';
import { here } from './here.ts';

export const reportRoutes = [
  route({
    method: 'GET',
    path: '/overview',
    access: 'owner',
    summary:
      'The first screen in one answer: health, figures beside those of the period before, first steps, newest rows',
    query: overviewQuerySchema,
    answer: overviewSchema.meta({ id: 'Overview' }),
    handle: async (services, { query }) => readOverview(services, query, await here(services)),
  }),
  route({
    method: 'GET',
    path: '/reports/summary',
    access: 'owner',
    summary:
      'Orders, sales, discount and commission per currency, by day, affiliate, coupon, program or channel',
    query: summaryQuerySchema,
    answer: z.array(summaryRowSchema.meta({ id: 'SummaryRow' })),
    csv: { item: summaryRowSchema },
    handle: async (services, { query }) =>
      summarise(services.database, query, (await here(services)).timeZone),
  }),
  route({
    method: 'GET',
    path: '/reports/referral-codes',
    access: 'owner',
    summary:
      'Per referral code: customers, all their orders, and the orders that used the code; `code=none` is the customers without one',
    query: referralCodeReportQuerySchema,
    answer: z.array(referralCodeReportSchema.meta({ id: 'ReferralCodeReport' })),
    csv: { item: referralCodeReportSchema },
    handle: ({ database }, { query }) => reportReferralCodes(database, query),
  }),
  route({
    method: 'GET',
    path: '/health',
    access: 'owner',
    summary: 'Every link from the store to the ledger, with what mends it',
    answer: healthSchema.meta({ id: 'Health' }),
    handle: (services) => readHealth(services),
  }),
  route({
    method: 'POST',
    path: '/sync',
    access: 'owner',
    summary: 'Poll the store and work the inbox off, now; 202 when that takes longer than 25 seconds',
    answer: syncResultSchema.meta({ id: 'SyncResult' }),
    statusOf: ({ done }) => (done ? 200 : 202),
    handle: (services) => runSync(services),
  }),
];
