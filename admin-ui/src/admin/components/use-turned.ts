import { useEffect, useRef } from '@wordpress/element';

/** Runs whenever `turn` has changed, once what it changed is on the screen; not for the one it began with. */
export function useTurned(turn: number, run: () => void): void {
  const seen = useRef(turn);
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (seen.current === turn) return;
    seen.current = turn;
    latest.current();
  }, [turn]);
}
