import { useMemo } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Place } from '../../address.ts';
import { Link } from '../../components/link.tsx';
import { List } from '../../list/list.tsx';
import { useView } from '../../list/use-view.ts';
import { commissionActions, placeOf } from './actions.ts';
import { commissionFields } from './fields.tsx';
import { Kinds } from './kinds.tsx';
import { CommissionPanel, OrderPanel } from './order-panel.tsx';
import { Outcome } from './outcome.tsx';
import { RejectDialog } from './reject-dialog.tsx';
import { useCommissions } from './use-commissions.ts';
import { useReview } from './use-review.ts';
import { ownView, rules } from './view.ts';

/** What every coupon on every order earned, and why; and what of it waits for the owner's word. */
export function CommissionsPage({ place }: { place: Place }) {
  const { view, setView } = useView(place, ownView, rules);
  const { page, path } = useCommissions(view);
  const review = useReview(page.reload);
  const { start } = review;
  const fields = useMemo(commissionFields, []);
  // `start` only sets state and asks for a reload, so that an older one does the same.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const actions = useMemo(() => commissionActions(start), []);
  const close = () => place.go({ id: undefined });
  const PanelOf = place.id?.startsWith('com_') ? CommissionPanel : OrderPanel;
  return (
    <>
      <Kinds view={view} />
      {review.outcome && <Outcome outcome={review.outcome} onDismiss={review.dismiss} />}
      <List
        view={view}
        setView={setView}
        fields={fields}
        actions={actions}
        page={page}
        getItemId={(row) => row.id}
        openId={page.data?.rows.find((row) => placeOf(row) === place.id)?.id}
        onOpen={(row) => place.go({ id: placeOf(row) })}
        searchLabel={__('Search order, coupon or affiliate', 'finders-fee')}
        download={path}
        nothing={
          <>
            <h2>{__('No order with a coupon yet', 'finders-fee')}</h2>
            <p>
              {__(
                'Every order that uses a coupon gets a row here within seconds, with what it earned and why, also when that is nothing.',
                'finders-fee',
              )}
            </p>
            <p>
              <Link to={{ tab: 'coupons' }}>{__('See which coupons earn, and for whom', 'finders-fee')}</Link>
            </p>
          </>
        }
      />
      {place.id && <PanelOf key="panel" id={place.id} onClose={close} onReviewed={page.reload} />}
      {review.asking && (
        <RejectDialog commissions={review.asking} onReject={review.reject} onClose={review.cancel} />
      )}
    </>
  );
}
