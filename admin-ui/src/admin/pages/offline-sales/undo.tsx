import { __, _n, sprintf } from '@wordpress/i18n';
import type { OfflineBatch, OfflineSale } from '@finders-fee/shared';
import { formatDayTime } from '../../../format/instant.ts';
import { formatMoney } from '../../../format/money.ts';
import { announce } from '../../components/announce.ts';
import { Confirm } from '../../components/confirm.tsx';
import { undoBatch, undoSale } from './use-offline-sales.ts';

/** Takes one sale back after saying what that means. */
export function UndoSale(props: { sale: OfflineSale; onClose: () => void; onDone: () => void }) {
  const { sale, onClose, onDone } = props;
  const commission = formatMoney(sale.commission, sale.currency);
  return (
    <Confirm
      title={__('Undo this sale', 'finders-fee')}
      action={__('Undo the sale', 'finders-fee')}
      isDestructive
      onClose={onClose}
      onConfirm={async () => {
        await undoSale(sale.id);
        /* translators: 1: amount of money, 2: affiliate's name */
        announce(
          sprintf(
            /* translators: 1: amount of money, 2: affiliate's name */
            __('Undone: the %1$s of %2$s are taken back.', 'finders-fee'),
            commission,
            sale.affiliate_name,
          ),
        );
        onDone();
      }}
    >
      <p>
        {sprintf(
          /* translators: 1: affiliate's name, 2: amount of money */
          __('%1$s no longer earns the %2$s.', 'finders-fee'),
          sale.affiliate_name,
          commission,
        )}{' '}
        {consequence()}
      </p>
    </Confirm>
  );
}

/** Takes a whole import back after saying how much it is. */
export function UndoBatch(props: {
  batch: Pick<OfflineBatch, 'id' | 'sales' | 'recorded_at'>;
  onClose: () => void;
  onDone: () => void;
}) {
  const { batch, onClose, onDone } = props;
  return (
    <Confirm
      title={__('Undo this import', 'finders-fee')}
      action={sprintf(
        /* translators: %d: number of sales */
        _n('Undo %d sale', 'Undo %d sales', batch.sales, 'finders-fee'),
        batch.sales,
      )}
      isDestructive
      onClose={onClose}
      onConfirm={async () => {
        await undoBatch(batch.id);
        announce(
          sprintf(
            /* translators: %d: number of sales */
            _n('%d sale is undone.', '%d sales are undone.', batch.sales, 'finders-fee'),
            batch.sales,
          ),
        );
        onDone();
      }}
    >
      <p>
        {sprintf(
          /* translators: 1: number of sales, 2: date and time */
          _n(
            '%1$d sale imported on %2$s is taken back with what it earned.',
            '%1$d sales imported on %2$s are taken back with what they earned.',
            batch.sales,
            'finders-fee',
          ),
          batch.sales,
          formatDayTime(batch.recorded_at),
        )}{' '}
        {consequence()}
      </p>
    </Confirm>
  );
}

function consequence(): string {
  return __(
    'What was paid out of it already is set against the next payout. Nothing is erased: the books show both entries, and the same sale can be recorded again.',
    'finders-fee',
  );
}
