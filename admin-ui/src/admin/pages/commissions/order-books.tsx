import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { Attribution, Explanation } from '@finders-fee/shared';
import { useResource } from '../../../api/use-resource.ts';
import { saySentence } from '../../../words/sentence.ts';
import { Problem } from '../../components/problem.tsx';
import { Shape } from '../../components/shape.tsx';
import { Receipt } from './receipt.tsx';

type Winner = Attribution['winners'][number];

/**
 * Everything the books say about one order: each commission with its receipt, and why its other coupons earned nothing.
 * `decide` is what stands above a receipt where the owner can decide about it; `named` says whose it is also where there is one only.
 */
export function OrderBooks(props: {
  order: Attribution;
  named?: boolean;
  decide?: (commissionId: string, onDecided: () => void) => ReactNode;
}) {
  const { order, decide, named = false } = props;
  const earners = order.winners.filter(({ commission_id: id }) => id !== null);
  return (
    <>
      {earners.map((winner) => (
        <Earner
          key={`${winner.commission_id} ${winner.coupon_code}`}
          winner={winner}
          named={named || earners.length > 1}
          decide={decide}
        />
      ))}
      {order.winners.length === 0 && order.refused.length === 0 && (
        <p>{__('This order carries no coupon, so nobody earns with it.', 'finders-fee')}</p>
      )}
      <Refused order={order} />
    </>
  );
}

function Earner(props: {
  winner: Winner;
  named: boolean;
  decide: ((commissionId: string, onDecided: () => void) => ReactNode) | undefined;
}) {
  const { winner, named, decide } = props;
  return (
    <>
      {named && <h3>{[winner.coupon_code, winner.affiliate_name].filter(Boolean).join(' · ')}</h3>}
      <CommissionBooks id={winner.commission_id ?? ''} decide={decide} />
    </>
  );
}

/** One commission's receipt. */
export function CommissionBooks(props: {
  id: string;
  decide: ((commissionId: string, onDecided: () => void) => ReactNode) | undefined;
}) {
  const { id, decide } = props;
  const explanation = useResource<Explanation>(`commissions/${id}/explanation`);
  return (
    <>
      {decide?.(id, explanation.reload)}
      {explanation.problem && <Problem error={explanation.problem} onRetry={explanation.reload} />}
      {explanation.data && <Receipt explanation={explanation.data} />}
      {explanation.isLoading && !explanation.data && <Shape rows={6} />}
    </>
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
