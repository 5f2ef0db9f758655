import { useEffect, useState } from '@wordpress/element';

/** What a promise came to, or null while it is under way. An answer that arrives after a newer question is dropped. */
export function useAnswer<T>(promise: Promise<T>): T | null {
  const [settled, setSettled] = useState<{ promise: Promise<T>; value: T } | null>(null);
  useEffect(() => {
    let current = true;
    void promise.then((value) => {
      if (current) setSettled({ promise, value });
    });
    return () => {
      current = false;
    };
  }, [promise]);
  return settled?.promise === promise ? settled.value : null;
}
