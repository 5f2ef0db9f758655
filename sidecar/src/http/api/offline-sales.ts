import {
  cutQuerySchema,
  offlineBatchSchema,
  offlineImportQuerySchema,
  offlineImportSchema,
  offlineSaleCreateSchema,
  offlineSaleListQuerySchema,
  offlineSaleSchema,
} from '@finders-fee/shared';
import { listOfflineBatches, listOfflineSales } from '../../database/queries/offline-sales.ts';
import { importOfflineSales } from '../../use-cases/import-offline-sales.ts';
import { recordOfflineSale } from '../../use-cases/record-offline-sale.ts';
import { undoOfflineBatch } from '../../use-cases/undo-offline-batch.ts';
import { undoOfflineSale } from '../../use-cases/undo-offline-sale.ts';
import { fileRoute, list, route } from '../route.ts';
import { ownId } from './params.ts';

const sale = offlineSaleSchema.meta({ id: 'OfflineSale' });
const batch = offlineBatchSchema.meta({ id: 'OfflineBatch' });
const megabyte = 1024 * 1024;

export const offlineSaleRoutes = [
  list({
    method: 'GET',
    path: '/offline-sales',
    access: 'owner',
    summary: 'Sales outside the shop',
    query: offlineSaleListQuerySchema,
    item: sale,
    csv: { by: 'id' },
    handle: ({ database }, { query }) => listOfflineSales(database, query),
  }),
  route({
    method: 'POST',
    path: '/offline-sales',
    access: 'owner',
    summary: 'Record a sale outside the shop; the coupon tells whose commission it is',
    body: offlineSaleCreateSchema.meta({ id: 'OfflineSaleCreate' }),
    answer: sale,
    status: 201,
    handle: (services, { body }) => recordOfflineSale(services, body),
  }),
  list({
    method: 'GET',
    path: '/offline-sales/batches',
    access: 'owner',
    summary: 'Imported files, newest first',
    query: cutQuerySchema,
    item: batch,
    csv: { by: 'page' },
    handle: ({ database }, { query }) => listOfflineBatches(database, query),
  }),
  fileRoute({
    method: 'POST',
    path: '/offline-sales/import',
    access: 'owner',
    summary:
      'Import a file with the columns Coupon, sales amount, order ID, date; every row gets a verdict of its own',
    query: offlineImportQuerySchema,
    longestBytes: 64 * megabyte,
    answer: offlineImportSchema.meta({ id: 'OfflineImport' }),
    handle: (services, { query, body }) => importOfflineSales(services, body, { dryRun: query.dry_run }),
  }),
  route({
    method: 'POST',
    path: '/offline-sales/batches/{id}/undo',
    access: 'owner',
    summary: 'Take back every sale of an imported file',
    params: ownId('offlineBatch'),
    answer: batch,
    handle: (services, { params: { id } }) => undoOfflineBatch(services, id),
  }),
  route({
    method: 'POST',
    path: '/offline-sales/{id}/undo',
    access: 'owner',
    summary: 'Take back one sale outside the shop',
    params: ownId('offlineSale'),
    answer: sale,
    handle: (services, { params: { id } }) => undoOfflineSale(services, id),
  }),
];
