import {
  balanceListQuerySchema,
  balanceSchema,
  ledgerEntrySchema,
  ledgerListQuerySchema,
  writeOffSchema,
} from '@finders-fee/shared';
import { listBalances } from '../../database/queries/balances.ts';
import { listLedger } from '../../database/queries/ledger.ts';
import { writeOffDebt } from '../../use-cases/write-off.ts';
import { list, route } from '../route.ts';
import { ownId } from './params.ts';

const entry = ledgerEntrySchema.meta({ id: 'LedgerEntry' });

export const ledgerRoutes = [
  list({
    method: 'GET',
    path: '/ledger',
    access: 'owner',
    summary: 'Entries of the append-only ledger',
    query: ledgerListQuerySchema,
    item: entry,
    csv: { by: 'id' },
    handle: ({ database }, { query }) => listLedger(database, query),
  }),
  list({
    method: 'GET',
    path: '/balances',
    access: 'owner',
    summary: 'What the store owes, per affiliate and currency',
    query: balanceListQuerySchema,
    item: balanceSchema.meta({ id: 'Balance' }),
    csv: { by: 'page' },
    handle: ({ database }, { query }) => listBalances(database, query),
  }),
  route({
    method: 'POST',
    path: '/affiliates/{id}/write-offs',
    access: 'owner',
    summary: 'Forgive what an affiliate owes after a refund of something paid',
    params: ownId('affiliate'),
    body: writeOffSchema.meta({ id: 'WriteOff' }),
    answer: entry,
    status: 201,
    handle: (services, { params: { id }, body }) => writeOffDebt(services, id, body),
  }),
];
