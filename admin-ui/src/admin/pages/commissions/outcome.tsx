import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { Problem } from '../../components/problem.tsx';
import type { ReviewOutcome } from './use-review.ts';

/** Those that could not be changed, each with its reason; stays until it is put away. */
export function Outcome({ outcome, onDismiss }: { outcome: ReviewOutcome; onDismiss: () => void }) {
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
