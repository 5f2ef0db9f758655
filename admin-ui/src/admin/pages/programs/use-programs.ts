import type { View } from '@wordpress/dataviews';
import type { Program, ProgramUpdate } from '@finders-fee/shared';
import { write, type Page } from '../../../api/client.ts';
import { useResource, useResourcePage, type Resource } from '../../../api/use-resource.ts';
import { viewToQuery } from '../../list/view.ts';
import { rules } from './view.ts';

export function usePrograms(view: View): Resource<Page<Program>> {
  return useResourcePage<Program>(`programs?${viewToQuery(view, rules)}`);
}

/** One program; `new` has none yet. */
export function useProgram(id: string): Resource<Program> {
  return useResource<Program>(id === 'new' ? undefined : `programs/${id}`);
}

/** How many commissions have the program's terms in them for good; undefined while that is not known. */
export function useKeptCommissions(id: string): number | undefined {
  return useResourcePage(`commissions?program_id=${id}&per_page=1`).data?.total;
}

export function saveProgram(id: string, terms: ProgramUpdate, idempotencyKey: string): Promise<Program> {
  return id === 'new'
    ? write<Program>('POST', 'programs', terms, idempotencyKey)
    : write<Program>('PUT', `programs/${id}`, terms, idempotencyKey);
}

export function changeProgram(id: string, change: ProgramUpdate): Promise<Program> {
  return write<Program>('PUT', `programs/${id}`, change);
}

export function deleteProgram(id: string): Promise<void> {
  return write('DELETE', `programs/${id}`);
}
