import { useResourcePage } from '../../api/use-resource.ts';
import { useTurned } from '../components/use-turned.ts';

/** How many rows a list has, 0 until it is known; `path` with its query. Another `turn` counts anew. */
export function useTotal(path: string, turn: number): number {
  const { data, reload } = useResourcePage(`${path}&per_page=1`);
  useTurned(turn, reload);
  return data?.total ?? 0;
}
