import { useCallback, useRef, useState } from '@wordpress/element';
import type { FormEvent } from 'react';
import { newIdempotencyKey, type ApiError } from '../../api/client.ts';
import { asApiError } from '../../api/use-resource.ts';

/**
 * Sends a form once at a time. What was typed stays after a failure. The key is the same as long as the same thing is sent,
 * so a second press after a lost answer does not create a second one.
 */
export function useForm(send: (keyFor: (body: unknown) => string) => Promise<void>): {
  onSubmit: (event?: FormEvent) => void;
  isBusy: boolean;
  problem: ApiError | undefined;
  setProblem: (problem: ApiError | undefined) => void;
} {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiError>();
  const keys = useRef(new Map<string, string>());
  const keyFor = useCallback((body: unknown) => {
    const text = JSON.stringify(body);
    const key = keys.current.get(text) ?? newIdempotencyKey();
    keys.current.set(text, key);
    return key;
  }, []);
  const onSubmit = (event?: FormEvent) => {
    event?.preventDefault();
    if (isBusy) return;
    setBusy(true);
    setProblem(undefined);
    send(keyFor)
      .catch((error: unknown) => setProblem(asApiError(error)))
      .finally(() => setBusy(false));
  };
  return { onSubmit, isBusy, problem, setProblem };
}
