import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { Recalculate } from '../../recalculation/recalculate.tsx';

/** A setting never reaches back; this is how to let it, on purpose. */
export function PastOrdersCard() {
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="finders-fee-card">
      <h2>{__('Past orders', 'finders-fee')}</h2>
      <p>
        {__(
          'Orders keep the rules of their time: no setting, program or rate changes what an order before it earned. Where the rules were wrong, you can decide again about past orders with those of today. First you see every difference, then you choose.',
          'finders-fee',
        )}
      </p>
      <Button variant="secondary" onClick={() => setOpen(true)}>
        {__('Recalculate past orders…', 'finders-fee')}
      </Button>
      {isOpen && (
        <Recalculate scope={{}} scopeName={__('all orders', 'finders-fee')} onClose={() => setOpen(false)} />
      )}
    </section>
  );
}
