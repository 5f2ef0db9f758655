import { useEffect, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { readPage } from '../../../api/client.ts';
import { Link } from '../../components/link.tsx';

/** How many commissions wait for the owner's word, and how many payouts to be sent; asked once everything else stands, silent when nothing waits or nobody answers. */
export function Waiting() {
  const toReview = useCount('commissions?status=held');
  const toSend = useCount('payouts?status=proposed');
  if (toReview === 0 && toSend === 0) return null;
  return (
    <span className="finders-fee-waiting" role="status">
      {__('Waiting for you:', 'finders-fee')}{' '}
      {toReview > 0 && (
        <Link to={{ tab: 'commissions', parameters: { status: 'held' } }}>
          {sprintf(
            /* translators: %d: number of commissions */
            _n('%d commission to review', '%d commissions to review', toReview, 'finders-fee'),
            toReview,
          )}
        </Link>
      )}
      {toReview > 0 && toSend > 0 && ' · '}
      {toSend > 0 && (
        <Link to={{ tab: 'payouts' }}>
          {sprintf(
            /* translators: %d: number of payouts */
            _n('%d payout to send', '%d payouts to send', toSend, 'finders-fee'),
            toSend,
          )}
        </Link>
      )}
    </span>
  );
}

function useCount(path: string): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const ask = () =>
      readPage(`${path}&per_page=1`).then(
        ({ total }) => setCount(total),
        () => undefined,
      );
    const timer = window.setTimeout(ask, 300);
    return () => window.clearTimeout(timer);
  }, [path]);
  return count;
}
