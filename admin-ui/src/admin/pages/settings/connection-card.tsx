import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { write } from '../../../api/client.ts';
import { pageConfig } from '../../../config.ts';
import { Confirm } from '../../components/confirm.tsx';

/** What the connection is, and the way out of it. */
export function ConnectionCard({ storeUrl }: { storeUrl: string | null }) {
  const [isAsking, setAsking] = useState(false);
  return (
    <section className="finders-fee-card">
      <h2>{__('Connection', 'finders-fee')}</h2>
      <p>
        {/* translators: %s: address of the shop */}
        {sprintf(__('This shop (%s) is connected.', 'finders-fee'), storeUrl ?? pageConfig().storeUrl)}
      </p>
      <Button variant="secondary" isDestructive onClick={() => setAsking(true)}>
        {__('Disconnect', 'finders-fee')}
      </Button>
      {isAsking && (
        <Confirm
          title={__('Disconnect the shop?', 'finders-fee')}
          action={__('Disconnect', 'finders-fee')}
          isDestructive
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            await write('DELETE', 'connection');
            window.location.assign(pageConfig().pageUrl);
          }}
        >
          <p>
            {__(
              'Coupons keep working for buyers. The plugin removes its user, its API key and its webhooks from this shop; the books stay in the sidecar’s database. Orders placed until you connect again are read then.',
              'finders-fee',
            )}
          </p>
        </Confirm>
      )}
    </section>
  );
}
