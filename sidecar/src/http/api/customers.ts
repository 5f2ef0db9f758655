import {
  customerListQuerySchema,
  customerSchema,
  customerUpdateSchema,
  cutQuerySchema,
  referralCodeChangeSchema,
} from '@finders-fee/shared';
import { getCustomer, listCustomers, listReferralCodeChanges } from '../../database/queries/customers.ts';
import { changeReferralCode } from '../../use-cases/change-referral-code.ts';
import { list, route } from '../route.ts';
import { ownId } from './params.ts';

const answer = customerSchema.meta({ id: 'Customer' });
const params = ownId('customer');

export const customerRoutes = [
  list({
    method: 'GET',
    path: '/customers',
    access: 'owner',
    summary: 'Customers with their referral codes; `referral_code=none` is those without one',
    query: customerListQuerySchema,
    item: answer,
    csv: { by: 'id' },
    handle: ({ database }, { query }) => listCustomers(database, query),
  }),
  route({
    method: 'GET',
    path: '/customers/{id}',
    access: 'owner',
    summary: 'One customer',
    params,
    answer,
    handle: ({ database }, { params: { id } }) => getCustomer(database.db, id),
  }),
  route({
    method: 'PUT',
    path: '/customers/{id}',
    access: 'owner',
    summary: 'Change the referral code by hand; it then outranks every order',
    params,
    body: customerUpdateSchema.meta({ id: 'CustomerUpdate' }),
    answer,
    handle: async (services, { params: { id }, body, caller }) => {
      await changeReferralCode(services, id, {
        referralCode: body.referral_code,
        changedByUserId: caller.userId,
      });
      return getCustomer(services.database.db, id);
    },
  }),
  list({
    method: 'GET',
    path: '/customers/{id}/referral-code-changes',
    access: 'owner',
    summary: 'What became of a customer’s referral code, newest first',
    params,
    query: cutQuerySchema,
    item: referralCodeChangeSchema.meta({ id: 'ReferralCodeChange' }),
    csv: { by: 'page' },
    handle: ({ database }, { params: { id }, query }) => listReferralCodeChanges(database, id, query),
  }),
];
