import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { ApiError } from '../../api/client.ts';
import { Problem } from './problem.tsx';

/** What became of something that was done to many: those that it could not be done to, each with its reason, or why all of it failed. */
export interface ManyOutcome {
  sentence: string;
  refused: Refused[];
  /** Some were not tried at all. */
  isCut?: boolean;
  problem?: ApiError;
}

export interface Refused {
  id: string;
  name: string;
  reason: string;
}

/** Those that it could not be done to; stays until it is put away. */
export function Outcome({ outcome, onDismiss }: { outcome: ManyOutcome; onDismiss: () => void }) {
  if (outcome.problem) return <Problem error={outcome.problem} />;
  return (
    <div className="finders-fee-problem">
      <p>{outcome.sentence}</p>
      {outcome.refused.length > 1 && (
        <ul>
          {outcome.refused.map(({ id, name, reason }) => (
            <li key={id}>
              {name}: {reason}
            </li>
          ))}
        </ul>
      )}
      <Button variant="link" onClick={onDismiss}>
        {__('Dismiss', 'finders-fee')}
      </Button>
    </div>
  );
}

/** "12 recorded. 1 could not: Order #1042 is part of a payout." */
export function sayOutcome(done: string, refused: readonly Refused[]): string {
  const [first] = refused;
  if (!first) return done;
  const others = sprintf(
    /* translators: 1: how many could not be changed, 2: the first of them, "Order #1042", 3: why */
    __('%1$d could not: %2$s %3$s', 'finders-fee'),
    refused.length,
    first.name,
    first.reason,
  );
  return `${done} ${others}`;
}
