import { useEffect, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { readPage } from '../../../api/client.ts';
import { Link } from '../../components/link.tsx';

/** How many commissions wait for the owner's word; asked once everything else stands, silent when nothing waits or nobody answers. */
export function Waiting() {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const ask = () =>
      readPage('commissions?status=held&per_page=1').then(
        ({ total }) => setCount(total),
        () => undefined,
      );
    const timer = window.setTimeout(ask, 300);
    return () => window.clearTimeout(timer);
  }, []);
  if (count === 0) return null;
  return (
    <span className="finders-fee-waiting" role="status">
      {__('Waiting for you:', 'finders-fee')}{' '}
      <Link to={{ tab: 'commissions', parameters: { status: 'held' } }}>
        {sprintf(
          /* translators: %d: number of commissions */
          _n('%d commission to review', '%d commissions to review', count, 'finders-fee'),
          count,
        )}
      </Link>
    </span>
  );
}
