import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { LedgerEntry } from '@finders-fee/shared';
import { formatMoney, isZeroAmount } from '../../../format/money.ts';
import { accountWord, entryWord } from '../../../words/entry.ts';
import { Link } from '../../components/link.tsx';
import { Money } from '../../components/money.tsx';
import { Pager } from '../../components/pager.tsx';
import { Problem } from '../../components/problem.tsx';
import { Shape } from '../../components/shape.tsx';
import { When } from '../../components/when.tsx';
import { useLedger } from './use-affiliates.ts';

/** Every entry of an affiliate's books, newest first; in each currency they add up to the balance. */
export function LedgerTable({ affiliateId }: { affiliateId: string }) {
  const [page, setPage] = useState(1);
  const { data, problem, reload } = useLedger(affiliateId, page);
  return (
    <section>
      <h3>{__('In the books', 'finders-fee')}</h3>
      {problem && <Problem error={problem} onRetry={reload} />}
      {!data && !problem && <Shape rows={6} />}
      {data?.total === 0 && (
        <p className="finders-fee-facts">
          {__('No entry yet. Each order that earns, and each refund, makes one here.', 'finders-fee')}
        </p>
      )}
      {data && data.total > 0 && (
        <>
          <table className="finders-fee-ledger">
            <caption className="screen-reader-text">{__('In the books', 'finders-fee')}</caption>
            <thead>
              <tr>
                <th scope="col">{__('Day', 'finders-fee')}</th>
                <th scope="col">{__('What happened', 'finders-fee')}</th>
                <th scope="col" className="is-number">
                  {__('What you owe', 'finders-fee')}
                </th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map((entry) => (
                <tr key={entry.id}>
                  <td>
                    <When instant={entry.occurred_at} />
                  </td>
                  <td>
                    <What entry={entry} />
                  </td>
                  <td className="is-number">
                    <Money amount={entry.amount} currency={entry.currency} signed />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <Pager
            page={page}
            pages={data.pages}
            label={__('Pages of the books', 'finders-fee')}
            onTurn={setPage}
          />
        </>
      )}
    </section>
  );
}

/** What belongs to no order begins the sentence. */
function loneWord({ kind }: LedgerEntry): string {
  if (kind === 'paid') return __('Payout', 'finders-fee');
  return kind === 'written_off' ? __('Written off', 'finders-fee') : entryWord(kind);
}

function What({ entry }: { entry: LedgerEntry }) {
  return (
    <>
      {entry.order_id !== null && (
        <>
          <Link to={{ tab: 'commissions', id: String(entry.order_id) }}>
            {/* translators: %d: number of an order */}
            {sprintf(__('Order #%d', 'finders-fee'), entry.order_id)}
          </Link>{' '}
        </>
      )}
      <span title={entry.reason}>{entry.order_id === null ? loneWord(entry) : entryWord(entry.kind)}</span>
      {isZeroAmount(entry.amount) && !isZeroAmount(entry.moved) && (
        <span className="finders-fee-moved">
          {sprintf(
            /* translators: 1: amount of money, 2 and 3: where it stood and stands, such as "on hold", "payable" */
            __('%1$s from “%2$s” to “%3$s”', 'finders-fee'),
            formatMoney(entry.moved, entry.currency),
            accountWord(entry.from),
            accountWord(entry.to),
          )}
        </span>
      )}
      {entry.kind === 'written_off' && <span className="finders-fee-moved">{entry.reason}</span>}
    </>
  );
}
