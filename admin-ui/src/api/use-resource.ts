import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import { ApiError, read, readPage, type Page } from './client.ts';

export interface Resource<Answer> {
  data: Answer | undefined;
  problem: ApiError | undefined;
  isLoading: boolean;
  /** Asks again; the answer that is shown stays until the new one is there. */
  reload: () => void;
}

/** One resource; `undefined` for a path asks nothing. What was shown stays while its successor loads. */
export function useResource<Answer>(path: string | undefined): Resource<Answer> {
  return useAnswer(path, read<Answer>);
}

/** One page of a list. */
export function useResourcePage<Row>(path: string | undefined): Resource<Page<Row>> {
  return useAnswer(path, readPage<Row>);
}

function useAnswer<Answer>(
  path: string | undefined,
  ask: (path: string, signal: AbortSignal) => Promise<Answer>,
): Resource<Answer> {
  const [state, setState] = useState<{ data?: Answer; problem?: ApiError; isLoading: boolean }>({
    isLoading: true,
  });
  const [turn, setTurn] = useState(0);
  const asking = useRef(ask);
  useEffect(() => {
    if (path === undefined) {
      setState({ isLoading: false });
      return;
    }
    const abort = new AbortController();
    setState((before) => ({ ...before, isLoading: true }));
    asking.current(path, abort.signal).then(
      (data) => !abort.signal.aborted && setState({ data, isLoading: false }),
      (error: unknown) => {
        if (abort.signal.aborted) return;
        setState((before) => ({ ...before, problem: asApiError(error), isLoading: false }));
      },
    );
    return () => abort.abort();
  }, [path, turn]);
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  return { data: state.data, problem: state.problem, isLoading: state.isLoading, reload };
}

export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError('internal_error', error instanceof Error ? error.message : String(error), 0);
}
