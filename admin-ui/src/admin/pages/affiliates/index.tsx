import { Button } from '@wordpress/components';
import { useMemo } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Place } from '../../address.ts';
import { List } from '../../list/list.tsx';
import { useView } from '../../list/use-view.ts';
import { affiliateActions } from './actions.ts';
import { AffiliatePanel } from './affiliate-panel.tsx';
import { affiliateFields } from './fields.tsx';
import { useAffiliates } from './use-affiliates.ts';
import { ownView, rules } from './view.ts';

/** Who earns. */
export function AffiliatesPage({ place }: { place: Place }) {
  const { view, setView } = useView(place, ownView, rules);
  const page = useAffiliates(view);
  const fields = useMemo(affiliateFields, []);
  const actions = useMemo(affiliateActions, []);
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
        searchLabel={__('Search name, e-mail or coupon', 'finders-fee')}
        header={
          <Button variant="primary" size="compact" onClick={() => place.go({ id: 'new' })}>
            {__('New affiliate', 'finders-fee')}
          </Button>
        }
        nothing={
          <>
            <h2>{__('No affiliate yet', 'finders-fee')}</h2>
            <p>
              {__(
                'An affiliate is somebody who brings you orders with a coupon of theirs. Add one, give them a coupon, and their orders earn.',
                'finders-fee',
              )}
            </p>
          </>
        }
      />
      {place.id && (
        <AffiliatePanel
          key="panel"
          id={place.id}
          onClose={() => place.go({ id: undefined })}
          onSaved={page.reload}
        />
      )}
    </>
  );
}
