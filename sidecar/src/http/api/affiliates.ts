import {
  affiliateCreateSchema,
  affiliateListQuerySchema,
  affiliateSchema,
  affiliateUpdateSchema,
} from '@finders-fee/shared';
import { getAffiliate, listAffiliates } from '../../database/queries/affiliates.ts';
import { createAffiliate } from '../../use-cases/create-affiliate.ts';
import { deleteAffiliate } from '../../use-cases/delete-affiliate.ts';
import { updateAffiliate } from '../../use-cases/update-affiliate.ts';
import { list, route } from '../route.ts';
import { ownId } from './params.ts';

const answer = affiliateSchema.meta({ id: 'Affiliate' });
const params = ownId('affiliate');

export const affiliateRoutes = [
  list({
    method: 'GET',
    path: '/affiliates',
    access: 'owner',
    summary: 'Affiliates with the coupons they own now',
    query: affiliateListQuerySchema,
    item: answer,
    handle: ({ database, clock }, { query }) => listAffiliates(database, query, clock()),
  }),
  route({
    method: 'POST',
    path: '/affiliates',
    access: 'owner',
    summary: 'Add an affiliate',
    body: affiliateCreateSchema.meta({ id: 'AffiliateCreate' }),
    answer,
    status: 201,
    handle: (services, { body }) => createAffiliate(services, body),
  }),
  route({
    method: 'GET',
    path: '/affiliates/{id}',
    access: 'owner',
    summary: 'One affiliate',
    params,
    answer,
    handle: ({ database, clock }, { params: { id } }) => getAffiliate(database.db, id, clock()),
  }),
  route({
    method: 'PUT',
    path: '/affiliates/{id}',
    access: 'owner',
    summary: 'Change an affiliate; what was earned before stays',
    params,
    body: affiliateUpdateSchema.meta({ id: 'AffiliateUpdate' }),
    answer,
    handle: (services, { params: { id }, body }) => updateAffiliate(services, id, body),
  }),
  route({
    method: 'DELETE',
    path: '/affiliates/{id}',
    access: 'owner',
    summary: 'Take an affiliate away; coupons keep working and earn nothing, the books stay',
    params,
    answer,
    handle: (services, { params: { id } }) => deleteAffiliate(services, id),
  }),
];
