import {
  programCreateSchema,
  programListQuerySchema,
  programSchema,
  programUpdateSchema,
} from '@finders-fee/shared';
import { getProgram, listPrograms } from '../../database/queries/programs.ts';
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
    handle: ({ database }, { query }) => listPrograms(database, query),
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
    handle: ({ database }, { params: { id } }) => getProgram(database.db, id),
  }),
  route({
    method: 'PUT',
    path: '/programs/{id}',
    access: 'owner',
    summary: 'Change a program; another rate, base or hold counts for orders from now on',
    params,
    body: programUpdateSchema.meta({ id: 'ProgramUpdate' }),
    answer,
    handle: (services, { params: { id }, body }) => updateProgram(services, id, body),
  }),
  route({
    method: 'DELETE',
    path: '/programs/{id}',
    access: 'owner',
    summary: 'Take away a program that no affiliate is in',
    params,
    answer,
    handle: (services, { params: { id } }) => deleteProgram(services, id),
  }),
];
