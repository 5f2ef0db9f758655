import { Button } from '@wordpress/components';
import { lazy, Suspense, useMemo, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { OfflineSale } from '@finders-fee/shared';
import type { Place } from '../../address.ts';
import { Link } from '../../components/link.tsx';
import { Shape } from '../../components/shape.tsx';
import { List } from '../../list/list.tsx';
import { useView } from '../../list/use-view.ts';
import { viewToQuery } from '../../list/view.ts';
import { offlineSaleActions, showCommission } from './actions.ts';
import { offlineSaleFields } from './fields.tsx';
import { SaleForm } from './sale-form.tsx';
import { UndoSale } from './undo.tsx';
import { useOfflineSales } from './use-offline-sales.ts';
import { ownView, rules } from './view.ts';

const ImportPage = lazy(async () => ({
  default: (await import(/* webpackChunkName: "import" */ './import-page.tsx')).ImportPage,
}));

/** Sales outside the shop: recorded one by one, or imported from a file. */
export function OfflineSalesPage({ place }: { place: Place }) {
  if (place.id !== 'import') return <Sales place={place} />;
  return (
    <Suspense fallback={<Shape rows={8} />}>
      <ImportPage />
    </Suspense>
  );
}

function Sales({ place }: { place: Place }) {
  const { view, setView } = useView(place, ownView, rules);
  const path = `offline-sales?${viewToQuery(view, rules)}`;
  const page = useOfflineSales(path);
  const fields = useMemo(offlineSaleFields, []);
  const [undoing, setUndoing] = useState<OfflineSale>();
  const actions = useMemo(() => offlineSaleActions(setUndoing), []);
  return (
    <>
      <Doors place={place} />
      {place.parameters['batch_id'] && <OneImportNote />}
      <List
        view={view}
        setView={setView}
        fields={fields}
        actions={actions}
        page={page}
        getItemId={(row) => row.id}
        openId={undefined}
        onOpen={showCommission}
        searchLabel={__('Search coupon, order ID or affiliate', 'finders-fee')}
        download={path}
        nothing={
          <>
            <h2>{__('No offline sale yet', 'finders-fee')}</h2>
            <p>
              {__(
                'Somebody showed an affiliate’s coupon at a fair, on the phone or in another shop of yours? Record the sale here, and the affiliate earns by the same terms as on an order: the coupon tells whose it is.',
                'finders-fee',
              )}
            </p>
            <p>
              {__(
                'Many at once come from a file. You see what would become of each row before anything is written, and every import can be undone.',
                'finders-fee',
              )}
            </p>
          </>
        }
      />
      {place.id === 'new' && (
        <SaleForm onClose={() => place.go({ id: undefined })} onRecorded={page.reload} />
      )}
      {undoing && (
        <UndoSale
          sale={undoing}
          onClose={() => setUndoing(undefined)}
          onDone={() => {
            setUndoing(undefined);
            page.reload();
          }}
        />
      )}
    </>
  );
}

function Doors({ place }: { place: Place }) {
  return (
    <p className="finders-fee-doors">
      <Button variant="primary" size="compact" onClick={() => place.go({ id: 'new' })}>
        {__('Record a sale', 'finders-fee')}
      </Button>
      <Button variant="secondary" size="compact" onClick={() => place.go({ id: 'import', parameters: {} })}>
        {__('Import CSV', 'finders-fee')}
      </Button>
    </p>
  );
}

function OneImportNote() {
  return (
    <p className="finders-fee-facts">
      {__('Only the sales of one import.', 'finders-fee')}{' '}
      <Link to={{ tab: 'offline-sales' }}>{__('Show all offline sales', 'finders-fee')}</Link>
    </p>
  );
}
