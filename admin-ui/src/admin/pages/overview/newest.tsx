import { __, sprintf } from '@wordpress/i18n';
import type { Redemption } from '@finders-fee/shared';
import { commissionStatus } from '../../../words/status.ts';
import { saySentence } from '../../../words/sentence.ts';
import { BroughtBy } from '../../components/brought-by.tsx';
import { Link } from '../../components/link.tsx';
import { Money } from '../../components/money.tsx';
import { Status } from '../../components/status.tsx';
import { When } from '../../components/when.tsx';

/** The newest orders with a coupon or link, also those that earned nothing, each with its reason. */
export function Newest({ rows }: { rows: Redemption[] }) {
  return (
    <section className="finders-fee-newest">
      <h2>{__('Newest', 'finders-fee')}</h2>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <span className="finders-fee-newest-what">
              <Link to={{ tab: 'commissions', id: String(row.order_id) }}>
                {/* translators: %s: order number */}
                {sprintf(__('Order #%s', 'finders-fee'), row.order_number)}
              </Link>
              {' · '}
              <BroughtBy {...row} />
              {row.affiliate_name && ` · ${row.affiliate_name}`}
            </span>
            <span className="finders-fee-newest-when">
              <When instant={row.placed_at} time />
            </span>
            <span className="finders-fee-newest-amount">
              <Money amount={row.amount} currency={row.currency} />
            </span>
            <span className="finders-fee-newest-why">
              <Why row={row} />
            </span>
          </li>
        ))}
      </ul>
      <p>
        <Link to={{ tab: 'commissions' }}>{__('All commissions', 'finders-fee')}</Link>
      </p>
    </section>
  );
}

/** Where nothing was earned the sentence itself says so; no word before it. */
function Why({ row }: { row: Redemption }) {
  const { label, tone } = commissionStatus(row.status);
  const why = saySentence(row.summary);
  return <Status word={{ label: row.status === 'none' ? why : `${label} · ${why}`, tone }} />;
}
