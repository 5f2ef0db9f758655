import { Button } from '@wordpress/components';
import { useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Commission } from '@finders-fee/shared';
import { useResource } from '../../../api/use-resource.ts';
import { commissionStatus, type StatusWord } from '../../../words/status.ts';
import { announce } from '../../components/announce.ts';
import { Problem } from '../../components/problem.tsx';
import { Status } from '../../components/status.tsx';
import { useForm } from '../../components/use-form.ts';
import { RejectDialog } from './reject-dialog.tsx';
import { doneSentence, reviewsOf, reviewWord, sayHeld } from './review-words.ts';
import { reviewOne, type ReviewAction } from './use-commissions.ts';

/** How a commission stands, why it waits, what was said of it, and what the owner can do with it. */
export function ReviewActions({ id, onReviewed }: { id: string; onReviewed: () => void }) {
  const { data, problem, reload } = useResource<Commission>(`commissions/${id}`);
  const standing = useRef<HTMLParagraphElement>(null);
  if (!data) return problem ? <Problem error={problem} onRetry={reload} /> : null;
  const done = () => {
    // The button that was pressed is not there any more.
    standing.current?.focus();
    reload();
    onReviewed();
  };
  return (
    <div className="finders-fee-review">
      <p ref={standing} tabIndex={-1}>
        <Status word={standingOf(data)} /> {/* translators: %s: what the owner wrote */}
        {data.review?.note && sprintf(__('“%s”', 'finders-fee'), data.review.note)}
      </p>
      <Buttons commission={data} onDone={done} />
    </div>
  );
}

function standingOf({ status, review }: Commission): StatusWord {
  const word = commissionStatus(status);
  return status === 'held' ? { ...word, label: sayHeld(review?.reasons ?? []) } : word;
}

function Buttons({ commission, onDone }: { commission: Commission; onDone: () => void }) {
  const [isAsking, setAsking] = useState(false);
  const chosen = useRef<ReviewAction>('approve');
  const run = async (action: ReviewAction, note?: string) => {
    await reviewOne(commission.id, action, note);
    announce(doneSentence(action, 1));
    onDone();
  };
  const { onSubmit, isBusy, problem } = useForm(() => run(chosen.current));
  const actions = reviewsOf(commission.status);
  if (actions.length === 0) return null;
  return (
    <div
      className="finders-fee-actions"
      role="group"
      aria-label={__('Decide about this commission', 'finders-fee')}
    >
      {actions.map((action) => (
        <Button
          key={action}
          variant={action === 'approve' ? 'primary' : 'secondary'}
          size="compact"
          isDestructive={action === 'reject'}
          isBusy={isBusy && action === chosen.current}
          disabled={isBusy}
          accessibleWhenDisabled
          onClick={() => {
            chosen.current = action;
            if (action === 'reject') setAsking(true);
            else onSubmit();
          }}
        >
          {reviewWord(action)}
        </Button>
      ))}
      {problem && <Problem error={problem} />}
      {isAsking && (
        <RejectDialog
          commissions={[commission]}
          onReject={async (note) => {
            await run('reject', note);
            setAsking(false);
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
