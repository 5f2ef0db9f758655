import {
  programConsequencesSchema,
  programCreateSchema,
  programListQuerySchema,
  programSchema,
  programUpdateSchema,
} from '@finders-fee/shared';
import { getProgram, listPrograms, readProgramConsequences } from '../../database/queries/programs.ts';
import { createProgram } from '../../use-cases/create-program.ts';
import { deleteProgram } from '../../use-cases/delete-program.ts';
import { updateProgram } from '../../use-cases/update-program.ts';
import { list, route } from '../route.ts';
import { ownId } from './params.ts';

const answer = programSchema.meta({ id: 'Program' });
const params = ownId('program');

export const programRoutes = [
  list({
    method: 'GET',
    path: '/programs',
    access: 'owner',
    summary: 'Programs with the terms in force',
    query: programListQuerySchema,
    item: answer,
    csv: { by: 'id' },
    handle: ({ database, clock }, { query }) => listPrograms(database, query, clock()),
  }),
  route({
    method: 'POST',
    path: '/programs',
    access: 'owner',
    summary: 'Add a program',
    body: programCreateSchema.meta({ id: 'ProgramCreate' }),
    answer,
    status: 201,
    handle: (services, { body }) => createProgram(services, body),
  }),
  route({
    method: 'GET',
    path: '/programs/{id}',
    access: 'owner',
    summary: 'One program',
    params,
    answer,
    handle: ({ database, clock }, { params: { id } }) => getProgram(database.db, id, clock()),
  }),
  route({
    method: 'PUT',
    path: '/programs/{id}',
    access: 'owner',
    summary:
      'Change a program; other terms count for orders from now on, and the start of one that has begun stays',
    params,
    body: programUpdateSchema.meta({ id: 'ProgramUpdate' }),
    answer,
    handle: (services, { params: { id }, body }) => updateProgram(services, id, body),
  }),
  route({
    method: 'DELETE',
    path: '/programs/{id}',
    access: 'owner',
    summary:
      'Take a program away; coupons of its affiliates keep discounting and earn nothing, the books stay',
    params,
    answer,
    handle: (services, { params: { id } }) => deleteProgram(services, id),
  }),
  route({
    method: 'GET',
    path: '/programs/{id}/consequences',
    access: 'owner',
    summary: 'Whom it concerns when the program is paused, ended or deleted',
    params,
    answer: programConsequencesSchema.meta({ id: 'ProgramConsequences' }),
    handle: ({ database, clock }, { params: { id } }) => readProgramConsequences(database, id, clock()),
  }),
];
