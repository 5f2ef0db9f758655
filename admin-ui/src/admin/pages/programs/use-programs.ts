import type { View } from '@wordpress/dataviews';
import type { Program } from '@finders-fee/shared';
import { write, type Page } from '../../../api/client.ts';
import { useResource, useResourcePage, type Resource } from '../../../api/use-resource.ts';
import { viewToQuery } from '../../list/view.ts';
import { rules } from './view.ts';

/** What can be written of a program. */
export type ProgramTerms = Pick<Program, 'name' | 'status' | 'rate' | 'base' | 'hold_days'>;

export function usePrograms(view: View): Resource<Page<Program>> {
  return useResourcePage<Program>(`programs?${viewToQuery(view, rules)}`);
}

/** One program; `new` has none yet. */
export function useProgram(id: string): Resource<Program> {
  return useResource<Program>(id === 'new' ? undefined : `programs/${id}`);
}

export function saveProgram(id: string, terms: ProgramTerms, idempotencyKey: string): Promise<Program> {
  return id === 'new'
    ? write<Program>('POST', 'programs', terms, idempotencyKey)
    : write<Program>('PUT', `programs/${id}`, terms, idempotencyKey);
}

export function deleteProgram(id: string): Promise<void> {
  return write('DELETE', `programs/${id}`);
}
