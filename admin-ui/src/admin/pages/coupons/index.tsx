import { Button } from '@wordpress/components';
import { useMemo } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Place } from '../../address.ts';
import { List } from '../../list/list.tsx';
import { useView } from '../../list/use-view.ts';
import { viewToQuery } from '../../list/view.ts';
import { couponActions } from './actions.ts';
import { CouponPanel } from './coupon-panel.tsx';
import { couponFields } from './fields.tsx';
import { useCoupons } from './use-coupons.ts';
import { ownView, rules } from './view.ts';

/** The shop's coupons and who earns with each. */
export function CouponsPage({ place }: { place: Place }) {
  const { view, setView } = useView(place, ownView, rules);
  const page = useCoupons(view);
  const fields = useMemo(couponFields, []);
  const actions = useMemo(couponActions, []);
  return (
    <>
      <List
        view={view}
        setView={setView}
        fields={fields}
        actions={actions}
        page={page}
        getItemId={(row) => String(row.id)}
        openId={place.id}
        onOpen={(row) => place.go({ id: String(row.id) })}
        searchLabel={__('Search coupons', 'finders-fee')}
        download={`coupons?${viewToQuery(view, rules)}`}
        header={
          <Button variant="primary" size="compact" onClick={() => place.go({ id: 'new' })}>
            {__('New coupon', 'finders-fee')}
          </Button>
        }
        nothing={
          <>
            <h2>{__('No coupon yet', 'finders-fee')}</h2>
            <p>
              {__(
                'Coupons that you create in WooCommerce appear here within a minute. Or create one now: it works in the shop at once.',
                'finders-fee',
              )}
            </p>
          </>
        }
      />
      {place.id && (
        <CouponPanel
          key="panel"
          id={place.id}
          onClose={() => place.go({ id: undefined })}
          onSaved={page.reload}
        />
      )}
    </>
  );
}
