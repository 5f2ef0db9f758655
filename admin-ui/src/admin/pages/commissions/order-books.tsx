import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { Attribution, Explanation } from '@finders-fee/shared';
import { useResource } from '../../../api/use-resource.ts';
import { sayBringer } from '../../../words/channel.ts';
import { saySentence } from '../../../words/sentence.ts';
import { BroughtBy } from '../../components/brought-by.tsx';
import { Problem } from '../../components/problem.tsx';
import { Shape } from '../../components/shape.tsx';
import { Receipt } from './receipt.tsx';

type Winner = Attribution['winners'][number];

/**
 * Everything the books say about one order: each commission with its receipt, and why what else is on it earned nothing.
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
          key={`${winner.commission_id} ${sayBringer(winner)}`}
          winner={winner}
          named={named || earners.length > 1}
          decide={decide}
        />
      ))}
      {order.winners.length === 0 && order.refused.length === 0 && (
        <p>
          {__(
            'This order carries no coupon and came through no affiliate’s link, so nobody earns with it.',
            'finders-fee',
          )}
        </p>
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
      {named && <h3>{`${sayBringer(winner)} · ${winner.affiliate_name}`}</h3>}
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

/** Each coupon or link that did not earn, with its reason in a sentence. */
function Refused({ order }: { order: Attribution }) {
  if (order.refused.length === 0) return null;
  return (
    <section>
      <h3>
        {order.winners.length > 0
          ? __('Also on this order', 'finders-fee')
          : __('Why nobody earns with this order', 'finders-fee')}
      </h3>
      <ul className="finders-fee-refused">
        {order.refused.map((refused) => (
          <li key={sayBringer(refused)}>
            <BroughtBy {...refused} />
            {refused.affiliate_name && ` · ${refused.affiliate_name}`}{' '}
            <span>{saySentence(refused.summary)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
