import { __, sprintf } from '@wordpress/i18n';
import type { Attribution } from '@finders-fee/shared';
import { useResource } from '../../../api/use-resource.ts';
import { pageConfig } from '../../../config.ts';
import { sayBringer } from '../../../words/channel.ts';
import { orderStatus } from '../../../words/status.ts';
import { Panel } from '../../components/panel.tsx';
import { Problem } from '../../components/problem.tsx';
import { Shape } from '../../components/shape.tsx';
import { orderUrl } from './actions.ts';
import { CommissionBooks, OrderBooks } from './order-books.tsx';
import { ReviewActions } from './review-actions.tsx';

/** An order's receipt: how its commissions came about, and why what else is on it earned nothing. */
export function OrderPanel(props: { id: string; onClose: () => void; onReviewed: () => void }) {
  const { id, onClose, onReviewed } = props;
  const order = useResource<Attribution>(`orders/${id}/attribution`);
  const found = order.data;
  /* translators: %s: order number */
  const title = sprintf(__('Order #%s', 'finders-fee'), found?.order_number ?? id);
  return (
    <Panel title={title} subject={id} onClose={onClose}>
      {order.problem && !found && <Problem error={order.problem} onRetry={order.reload} />}
      {!found && !order.problem && <Shape rows={6} />}
      {found && <Facts order={found} />}
      {found && <OrderBooks order={found} decide={decideWith(onReviewed)} />}
    </Panel>
  );
}

/** A commission of no order: what came of a sale outside the shop. */
export function CommissionPanel(props: { id: string; onClose: () => void; onReviewed: () => void }) {
  const { id, onClose, onReviewed } = props;
  return (
    <Panel title={__('Offline sale', 'finders-fee')} subject={id} onClose={onClose}>
      <CommissionBooks id={id} decide={decideWith(onReviewed)} />
    </Panel>
  );
}

function decideWith(onReviewed: () => void) {
  return (commissionId: string, onDecided: () => void) => (
    <ReviewActions
      id={commissionId}
      onReviewed={() => {
        onDecided();
        onReviewed();
      }}
    />
  );
}

function Facts({ order }: { order: Attribution }) {
  const url = orderUrl(order.order_id);
  const winners = order.winners.map((winner) => `${sayBringer(winner)} · ${winner.affiliate_name}`);
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
