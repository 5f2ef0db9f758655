import {
  affiliateConsequencesSchema,
  affiliateCreateSchema,
  affiliateListQuerySchema,
  affiliateSchema,
  affiliateUpdateSchema,
  cutQuerySchema,
  noteCreateSchema,
  noteSchema,
} from '@finders-fee/shared';
import { listNotes } from '../../database/queries/affiliate-notes.ts';
import {
  getWholeAffiliate,
  listAffiliates,
  readAffiliateConsequences,
  type Reading,
} from '../../database/queries/affiliates.ts';
import type { Services } from '../../services.ts';
import { addNote } from '../../use-cases/add-note.ts';
import { createAffiliate } from '../../use-cases/create-affiliate.ts';
import { deleteAffiliate } from '../../use-cases/delete-affiliate.ts';
import { deleteNote } from '../../use-cases/delete-note.ts';
import { updateAffiliate } from '../../use-cases/update-affiliate.ts';
import { list, route } from '../route.ts';
import { noteParams, ownId } from './params.ts';

const answer = affiliateSchema.meta({ id: 'Affiliate' });
const noteAnswer = noteSchema.meta({ id: 'Note' });
const params = ownId('affiliate');

export const affiliateRoutes = [
  list({
    method: 'GET',
    path: '/affiliates',
    access: 'owner',
    summary: 'Affiliates with the coupons they own now',
    query: affiliateListQuerySchema,
    item: answer,
    csv: { by: 'id' },
    handle: (services, { query }) => listAffiliates(services.database, query, reading(services)),
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
    summary: 'One affiliate, with the details of where they are paid',
    params,
    answer,
    handle: (services, { params: { id } }) => getWholeAffiliate(services.database.db, id, reading(services)),
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
  route({
    method: 'GET',
    path: '/affiliates/{id}/consequences',
    access: 'owner',
    summary: 'What deleting an affiliate concerns',
    params,
    answer: affiliateConsequencesSchema.meta({ id: 'AffiliateConsequences' }),
    handle: (services, { params: { id } }) =>
      readAffiliateConsequences(services.database, id, reading(services)),
  }),
  list({
    method: 'GET',
    path: '/affiliates/{id}/notes',
    access: 'owner',
    summary: 'What was written down about an affiliate, newest first',
    params,
    query: cutQuerySchema,
    item: noteAnswer,
    csv: { by: 'page' },
    handle: ({ database }, { params: { id }, query }) => listNotes(database, id, query),
  }),
  route({
    method: 'POST',
    path: '/affiliates/{id}/notes',
    access: 'owner',
    summary: 'Write something down about an affiliate, for the owner’s eyes only',
    params,
    body: noteCreateSchema.meta({ id: 'NoteCreate' }),
    answer: noteAnswer,
    status: 201,
    handle: (services, { params: { id }, body, caller: { userId } }) =>
      addNote(services, id, { ...body, userId }),
  }),
  route({
    method: 'DELETE',
    path: '/affiliates/{id}/notes/{note_id}',
    access: 'owner',
    summary: 'Take a note away',
    params: noteParams,
    answer: noteAnswer,
    handle: (services, { params: { id, note_id: noteId } }) => deleteNote(services, id, noteId),
  }),
];

function reading({ clock, config }: Services): Reading {
  return { now: clock(), key: config.key };
}
