import { useMemo } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Place } from '../../address.ts';
import { Link } from '../../components/link.tsx';
import { List } from '../../list/list.tsx';
import { useView } from '../../list/use-view.ts';
import { commissionActions } from './actions.ts';
import { commissionFields } from './fields.tsx';
import { OrderPanel } from './order-panel.tsx';
import { useCommissions } from './use-commissions.ts';
import { ownView, rules } from './view.ts';

/** What every coupon on every order earned, and why. */
export function CommissionsPage({ place }: { place: Place }) {
  const { view, setView } = useView(place, ownView, rules);
  const page = useCommissions(view);
  const fields = useMemo(commissionFields, []);
  const actions = useMemo(commissionActions, []);
  return (
    <>
      <List
        view={view}
        setView={setView}
        fields={fields}
        actions={actions}
        page={page}
        getItemId={(row) => row.id}
        openId={page.data?.rows.find((row) => String(row.order_id) === place.id)?.id}
        onOpen={(row) => place.go({ id: String(row.order_id) })}
        searchLabel={__('Search order, coupon or affiliate', 'finders-fee')}
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
      {place.id && <OrderPanel key="panel" id={place.id} onClose={() => place.go({ id: undefined })} />}
    </>
  );
}
