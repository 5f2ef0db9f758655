import { useMemo } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Place } from '../../address.ts';
import { List } from '../../list/list.tsx';
import { useView } from '../../list/use-view.ts';
import { viewToQuery } from '../../list/view.ts';
import { customerActions } from './actions.ts';
import { CustomerPanel } from './customer-panel.tsx';
import { customerFields } from './fields.tsx';
import { useCustomers } from './use-customers.ts';
import { ownView, rules } from './view.ts';

/** Who bought, and the code that stays with them. */
export function CustomersPage({ place }: { place: Place }) {
  const { view, setView } = useView(place, ownView, rules);
  const page = useCustomers(view);
  const fields = useMemo(customerFields, []);
  const actions = useMemo(customerActions, []);
  return (
    <>
      <List
        view={view}
        setView={setView}
        fields={fields}
        actions={actions}
        page={page}
        getItemId={(row) => row.id}
        openId={place.id}
        onOpen={(row) => place.go({ id: row.id })}
        searchLabel={__('Search name, e-mail or code', 'finders-fee')}
        download={`customers?${viewToQuery(view, rules)}`}
        nothing={
          <>
            <h2>{__('No customer yet', 'finders-fee')}</h2>
            <p>
              {__(
                'Everybody who places an order appears here, guests too. The coupon of their first paid order stays with them as their referral code.',
                'finders-fee',
              )}
            </p>
          </>
        }
      />
      {place.id && (
        <CustomerPanel
          key="panel"
          id={place.id}
          onClose={() => place.go({ id: undefined })}
          onSaved={page.reload}
        />
      )}
    </>
  );
}
