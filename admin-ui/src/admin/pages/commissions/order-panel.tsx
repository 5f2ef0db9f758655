import { __, sprintf } from '@wordpress/i18n';
import type { Attribution } from '@finders-fee/shared';
import { pageConfig } from '../../../config.ts';
import { saySentence } from '../../../words/sentence.ts';
import { orderStatus } from '../../../words/status.ts';
import { Panel } from '../../components/panel.tsx';
import { Problem } from '../../components/problem.tsx';
import { Shape } from '../../components/shape.tsx';
import { orderUrl } from './actions.ts';
import { Receipt } from './receipt.tsx';
import { useOrder } from './use-commissions.ts';

/** An order's receipt: how its commission came about, and why its other coupons earned nothing. */
export function OrderPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { order, explanation } = useOrder(id);
  const found = order.data;
  /* translators: %s: order number */
  const title = sprintf(__('Order #%s', 'finders-fee'), found?.order_number ?? id);
  return (
    <Panel title={title} subject={id} onClose={onClose}>
      {order.problem && !found && <Problem error={order.problem} onRetry={order.reload} />}
      {explanation.problem && <Problem error={explanation.problem} onRetry={explanation.reload} />}
      {!found && !order.problem && <Shape rows={6} />}
      {found && <Facts order={found} />}
      {found && explanation.data && <Receipt explanation={explanation.data} />}
      {found && explanation.isLoading && !explanation.data && found.winners.length > 0 && <Shape rows={6} />}
      {found && <Refused order={found} />}
    </Panel>
  );
}

function Facts({ order }: { order: Attribution }) {
  const url = orderUrl(order.order_id);
  const winners = order.winners.map((winner) =>
    [winner.coupon_code, winner.affiliate_name].filter(Boolean).join(' · '),
  );
  return (
    <p className="finders-fee-facts">
      {orderStatus(order.order_status, pageConfig().orderStatuses)}
      {winners.length > 0 && ` · ${winners.join(', ')}`}
      {url && (
        <>
          {' · '}
          <a href={url}>{__('Open in WooCommerce', 'finders-fee')}</a>
        </>
      )}
    </p>
  );
}

/** Each coupon that did not earn, with its reason in a sentence. */
function Refused({ order }: { order: Attribution }) {
  if (order.refused.length === 0) return null;
  return (
    <section>
      <h3>
        {order.winners.length > 0
          ? __('Also on this order', 'finders-fee')
          : __('Coupons on this order', 'finders-fee')}
      </h3>
      <ul className="finders-fee-refused">
        {order.refused.map((coupon) => (
          <li key={coupon.coupon_code}>
            <code>{coupon.coupon_code}</code> {coupon.affiliate_name}{' '}
            <span>{saySentence(coupon.summary)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
