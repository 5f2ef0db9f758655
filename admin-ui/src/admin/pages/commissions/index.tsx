import { useMemo, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Place } from '../../address.ts';
import { Link } from '../../components/link.tsx';
import { Outcome } from '../../components/outcome.tsx';
import { List } from '../../list/list.tsx';
import { useView } from '../../list/use-view.ts';
import { chosen } from '../../list/view.ts';
import { commissionActions, placeOf } from './actions.ts';
import { commissionFields } from './fields.tsx';
import { CommissionKinds } from './kinds.tsx';
import { CommissionPanel, OrderPanel } from './order-panel.tsx';
import { RejectDialog } from './reject-dialog.tsx';
import { useCommissions } from './use-commissions.ts';
import { useReview } from './use-review.ts';
import { ownView, rules, withDecision, withoutDecision } from './view.ts';

/** What every coupon and link on every order earned, and why; and what of it waits for the owner's word. */
export function CommissionsPage({ place }: { place: Place }) {
  const { view, setView } = useView(place, ownView, rules);
  const { page, path } = useCommissions(view);
  const [turn, setTurn] = useState(0);
  const reviewed = () => {
    page.reload();
    setTurn((before) => before + 1);
  };
  const review = useReview(reviewed);
  const { start } = review;
  const isReview = chosen(view, 'status') === 'held';
  // `start` only sets state and asks for a reload, so that an older one does the same.
  const [fields, actions] = useMemo(() => [commissionFields(start), commissionActions(start)], []);
  const close = () => place.go({ id: undefined });
  const PanelOf = place.id?.startsWith('com_') ? CommissionPanel : OrderPanel;
  return (
    <>
      <CommissionKinds view={view} turn={turn} />
      {review.outcome && <Outcome outcome={review.outcome} onDismiss={review.dismiss} />}
      <List
        view={isReview ? withDecision(view) : view}
        setView={(next) => setView(withoutDecision(next))}
        fields={fields}
        actions={actions}
        page={page}
        getItemId={(row) => row.id}
        openId={page.data?.rows.find((row) => placeOf(row) === place.id)?.id}
        onOpen={(row) => place.go({ id: placeOf(row) })}
        searchLabel={__('Search order, coupon or affiliate', 'finders-fee')}
        download={path}
        {...(isReview && { noMatch: __('Nothing waits for you.', 'finders-fee') })}
        nothing={
          <>
            <h2>{__('No order with a coupon or link yet', 'finders-fee')}</h2>
            <p>
              {__(
                'Every order that uses a coupon or comes through an affiliate’s link gets a row here within seconds, with what it earned and why, also when that is nothing.',
                'finders-fee',
              )}
            </p>
            <p>
              <Link to={{ tab: 'coupons' }}>{__('See which coupons earn, and for whom', 'finders-fee')}</Link>
            </p>
          </>
        }
      />
      {place.id && <PanelOf key="panel" id={place.id} onClose={close} onReviewed={reviewed} />}
      {review.asking && (
        <RejectDialog commissions={review.asking} onReject={review.reject} onClose={review.cancel} />
      )}
    </>
  );
}
