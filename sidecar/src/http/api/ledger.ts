import {
  balanceListQuerySchema,
  balanceSchema,
  ledgerEntrySchema,
  ledgerListQuerySchema,
} from '@finders-fee/shared';
import { listBalances } from '../../database/queries/balances.ts';
import { listLedger } from '../../database/queries/ledger.ts';
import { list } from '../route.ts';

export const ledgerRoutes = [
  list({
    method: 'GET',
    path: '/ledger',
    access: 'owner',
    summary: 'Entries of the append-only ledger',
    query: ledgerListQuerySchema,
    item: ledgerEntrySchema.meta({ id: 'LedgerEntry' }),
    handle: ({ database }, { query }) => listLedger(database, query),
  }),
  list({
    method: 'GET',
    path: '/balances',
    access: 'owner',
    summary: 'What the store owes, per affiliate and currency',
    query: balanceListQuerySchema,
    item: balanceSchema.meta({ id: 'Balance' }),
    handle: ({ database }, { query }) => listBalances(database, query),
  }),
];
