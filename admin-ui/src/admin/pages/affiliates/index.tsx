import { Button } from '@wordpress/components';
import { useMemo } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Place } from '../../address.ts';
import { List } from '../../list/list.tsx';
import { useView } from '../../list/use-view.ts';
import { viewToQuery } from '../../list/view.ts';
import { affiliateActions } from './actions.ts';
import { AffiliateFormPanel } from './affiliate-form-panel.tsx';
import { AffiliatePage } from './affiliate-page.tsx';
import { affiliateFields } from './fields.tsx';
import { useAffiliates } from './use-affiliates.ts';
import { ownView, rules } from './view.ts';

/** Who earns; each affiliate has a page of their own. */
export function AffiliatesPage({ place }: { place: Place }) {
  if (place.id && place.id !== 'new') return <AffiliatePage key={place.id} id={place.id} place={place} />;
  return <AffiliateList place={place} />;
}

function AffiliateList({ place }: { place: Place }) {
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
        openId={undefined}
        onOpen={(row) => place.go({ id: row.id })}
        searchLabel={__('Search name, e-mail or coupon', 'finders-fee')}
        download={`affiliates?${viewToQuery(view, rules)}`}
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
                'An affiliate is somebody who brings you orders, with a coupon or a referral link of theirs. Add one, give them a coupon or let them share their link, and their orders earn.',
                'finders-fee',
              )}
            </p>
          </>
        }
      />
      {place.id === 'new' && (
        <AffiliateFormPanel
          affiliate={undefined}
          onClose={() => place.go({ id: undefined })}
          onSaved={(made) => place.go({ id: made.id })}
        />
      )}
    </>
  );
}
